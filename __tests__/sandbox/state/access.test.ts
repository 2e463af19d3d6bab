import { expect, test } from '@jest/globals';
import { accountBehind, appBehind, atLeast, isGranted, maySee, reaches, roleIn } from '../../../src/sandbox/state/access.ts';
import { addAccount, addTeam, addToTeam } from '../../../src/sandbox/state/accounts.ts';
import { town } from '../town.ts';

test('the highest of all that was granted counts', () => {
  const { world, acme, repo, person } = town();
  const roles = ['ada', 'max', 'wil', 'tri', 'rea'].map((login) => roleIn(world, repo, person(login)));
  expect(roles).toEqual(['admin', 'maintain', 'write', 'triage', 'read']);
  const team = addTeam(world, acme, { name: 'ops' });
  repo.teams.set(team.id, 'maintain');
  addToTeam(world, team, { member: person('rea'), sender: person('ada') });
  expect(roleIn(world, repo, person('rea'))).toBe('maintain');
  acme.members.set(person('tri').id, 'admin');
  expect(roleIn(world, repo, person('tri'))).toBe('admin');
  expect(roleIn(world, repo, acme.account)).toBe('admin');
});

test('a stranger reads what is public and does not see what is private', () => {
  const { world, repo } = town();
  const stranger = addAccount(world, 'eve');
  const caller = { kind: 'token', token: 't', grant: { kind: 'user', account: stranger, expiresAt: null } } as const;
  expect([roleIn(world, repo, stranger), maySee(world, caller, repo), maySee(world, { kind: 'anonymous' }, repo)]).toEqual([
    'none',
    false,
    false,
  ]);
  repo.private = false;
  expect([roleIn(world, repo, stranger), maySee(world, { kind: 'anonymous' }, repo)]).toEqual(['read', true]);
});

test('an installation reaches the repositories of its account that were chosen', () => {
  const { world, repo, installation, gate } = town();
  const grant = { kind: 'installation', installation, permissions: {}, repositories: new Set([repo.id]), expiresAt: 0 } as const;
  expect([reaches(grant, repo), reaches({ ...grant, repositories: new Set() }, repo)]).toEqual([true, false]);
  const caller = { kind: 'token', token: 't', grant } as const;
  expect([maySee(world, caller, repo), accountBehind(caller), appBehind(caller)]).toEqual([true, gate.bot, gate]);
  expect([accountBehind({ kind: 'app', app: gate }), accountBehind({ kind: 'anonymous' })]).toEqual([gate.bot, undefined]);
});

test.each([
  [{ checks: 'write' }, 'checks:read', true],
  [{ checks: 'read' }, 'checks:write', false],
  [{}, 'checks:read', false],
  [{}, 'metadata:read', true],
  [{ administration: 'admin' }, 'administration:write', true],
] as const)('%j grants %s: %s', (permissions, wanted, expected) => {
  expect(isGranted(permissions, wanted)).toBe(expected);
});

test('roles are ordered', () => {
  expect([atLeast('triage', 'read'), atLeast('triage', 'write'), atLeast('none', 'none')]).toEqual([true, false, true]);
});
