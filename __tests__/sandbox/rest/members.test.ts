import { expect, test } from '@jest/globals';
import { needOwner, onOrg } from '../../../src/sandbox/rest/members.ts';
import { type Call, ok } from '../../../src/sandbox/rest/route.ts';
import { addAccount } from '../../../src/sandbox/state/accounts.ts';
import type { Caller } from '../../../src/sandbox/state/who.ts';
import { town } from '../town.ts';

test('members and Apps with the permission are let in, and owners alone to what is theirs', () => {
  const { world, person, installation, acme } = town();
  const route = onOrg('GET /orgs/{org}/teams', 'members:read', () => ok('in'));
  const call = (caller: Caller): Call => ({
    world,
    caller,
    method: 'GET',
    param: (name) => (name === 'org' ? 'acme' : ''),
    query: new URLSearchParams(),
    body: {},
    accept: '',
    url: new URL('http://h/orgs/acme/teams'),
    left: () => ({ limit: 0, used: 0, remaining: 0, reset: 0 }),
  });
  const user = (login: string): Caller => {
    const account = world.logins.get(login) ?? addAccount(world, login);
    return { kind: 'token', token: 't', grant: { kind: 'user', account, expiresAt: null } };
  };
  const app = (permissions: Record<string, 'read'>): Caller => {
    const grant = { kind: 'installation', installation, permissions, repositories: 'all', expiresAt: 0 } as const;
    return { kind: 'token', token: 't', grant };
  };
  expect(route.needs).toEqual({ audience: 'signed-in', app: ['members:read'] });
  expect([route.answer(call(user('rea'))).body, route.answer(call(app({ members: 'read' }))).body]).toEqual(['in', 'in']);
  expect(() => route.answer(call(user('eve')))).toThrow('Not Found');
  expect(() => route.answer(call(app({ issues: 'read' })))).toThrow('not accessible');
  expect(() => needOwner(call(user('rea')))).toThrow('organization owner');
  acme.members.set(person('rea').id, 'admin');
  expect(() => needOwner(call(user('rea')))).not.toThrow();
  expect(() => needOwner(call(app({})))).not.toThrow();
});
