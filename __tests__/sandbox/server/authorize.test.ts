import { describe, expect, test } from '@jest/globals';
import { admit, admitToRepo, nobody } from '../../../src/sandbox/server/authorize.ts';
import type { Grant } from '../../../src/sandbox/state/who.ts';
import { town } from '../town.ts';

const token = (grant: Grant) => ({ kind: 'token', token: 't', grant }) as const;

test('who may ask at all', () => {
  const { gate, person } = town();
  const user = token({ kind: 'user', account: person('ada'), expiresAt: null });
  const app = { kind: 'app', app: gate } as const;
  const anonymous = { kind: 'anonymous' } as const;
  admit({ audience: 'anyone' }, anonymous);
  admit({ audience: 'signed-in' }, user);
  admit({ audience: 'app' }, app);
  expect(() => admit({ audience: 'app' }, user)).toThrow('could not be decoded');
  expect(() => admit({ audience: 'signed-in' }, anonymous)).toThrow('Requires authentication');
  expect(() => admit({ audience: 'signed-in' }, app)).toThrow('not accessible by integration');
  expect(() => admit({ audience: 'installation' }, user)).toThrow('installation access token');
});

describe('in a repository', () => {
  const needs = { app: ['checks:write'], role: 'write' } as const;

  test('a person needs the role, and a stranger does not see it', () => {
    const { world, repo, person, acme } = town();
    const as = (login: string) => ({
      caller: token({ kind: 'user', account: person(login), expiresAt: null }),
      needs,
      writes: true,
    });
    expect(admitToRepo(world, repo, as('wil'))).toBe(person('wil'));
    expect(() => admitToRepo(world, repo, as('tri'))).toThrow('Must have admin rights');
    repo.collaborators.clear();
    expect(() => admitToRepo(world, repo, as('wil'))).toThrow('Not Found');
    acme.members.set(person('wil').id, 'admin');
    repo.archived = true;
    expect(() => admitToRepo(world, repo, as('wil'))).toThrow('archived');
    expect(admitToRepo(world, repo, { ...as('wil'), writes: false })).toBe(person('wil'));
  });

  test('an installation needs the permission and the repository', () => {
    const { world, repo, installation, gate } = town();
    const grant = {
      kind: 'installation',
      installation,
      permissions: { checks: 'write' },
      repositories: 'all',
      expiresAt: 0,
    } as const;
    const ask = (more: object, writes = true) =>
      admitToRepo(world, repo, { caller: token({ ...grant, ...more }), needs, writes });
    expect(ask({})).toBe(gate.bot);
    expect(() => ask({ permissions: { checks: 'read' } })).toThrow('not accessible by integration');
    expect(() => ask({ repositories: new Set() })).toThrow('Not Found');
    repo.private = false;
    expect(() => ask({ repositories: new Set() })).toThrow('not accessible by integration');
    expect(ask({ repositories: new Set() }, false)).toBe(gate.bot);
    expect(admitToRepo(world, repo, { caller: { kind: 'anonymous' }, needs: { role: 'read' }, writes: false })).toBe(nobody);
  });
});
