import { expect, test } from '@jest/globals';
import {
  acceptPermissions,
  accountOf,
  addAccount,
  addTeam,
  addToken,
  addToTeam,
  covers,
  membershipIn,
  removeFromTeam,
  suspend,
} from '../../../src/sandbox/state/accounts.ts';
import { town } from '../town.ts';

test('a login is taken once, whatever its case', () => {
  const { world, person } = town();
  expect(() => addAccount(world, 'ADA')).toThrow('There is an account ADA already.');
  expect(accountOf(world, 'Ada')).toBe(person('ada'));
  expect(() => accountOf(world, 'eve')).toThrow('There is no account eve.');
});

test('members of a child team are members of its parent', () => {
  const { world, acme, person } = town();
  const heard: (string | undefined)[] = [];
  world.listeners.push(({ event, action }) => heard.push(`${event} ${action}`));
  const security = addTeam(world, acme, { name: 'Security Team' });
  const leads = addTeam(world, acme, { name: 'leads', parent: security });
  addToTeam(world, leads, { member: person('rea'), sender: person('ada') });
  expect([security.slug, membershipIn(security, person('rea').id)?.state, membershipIn(security, person('tri').id)]).toEqual([
    'security-team',
    'active',
    undefined,
  ]);
  removeFromTeam(world, leads, { member: person('rea'), sender: person('ada') });
  expect(membershipIn(security, person('rea').id)).toBeUndefined();
  expect(heard).toEqual(['membership added', 'membership removed']);
});

test('an App gets what it asks for later only when that is accepted', () => {
  const { world, gate, installation, repo, person } = town();
  gate.permissions = { ...gate.permissions, pages: 'read' };
  expect(installation.permissions).not.toHaveProperty('pages');
  acceptPermissions(world, installation);
  expect(installation.permissions).toHaveProperty('pages', 'read');
  suspend(world, installation, true);
  expect(installation.suspendedAt).not.toBeNull();
  suspend(world, installation, false);
  expect(installation.suspendedAt).toBeNull();
  installation.repositories = new Set();
  expect([covers(installation, repo), covers(installation, { id: repo.id, owner: person('ada') })]).toEqual([false, false]);
});

test('tokens say what they are', () => {
  const { world, person, gate } = town();
  const account = person('ada');
  expect(addToken(world, { kind: 'user', account, expiresAt: null })).toMatch(/^ghp_/);
  expect(addToken(world, { kind: 'user', account, expiresAt: null, app: gate })).toMatch(/^ghu_/);
});
