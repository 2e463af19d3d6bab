import { expect, test } from '@jest/globals';
import {
  viewAccount,
  viewAccountOrNull,
  viewApp,
  viewInstallation,
  viewOrganization,
  viewOrganizationSimple,
  viewProfile,
  viewTeam,
  viewTeamFull,
} from '../../../src/sandbox/shown/people.ts';
import { addTeam, suspend } from '../../../src/sandbox/state/accounts.ts';
import { town } from '../town.ts';

test('people, bots and organisations', () => {
  const { world, acme, gate, person, repo } = town();
  expect(viewAccount(world, gate.bot)).toMatchObject({ login: 'gate[bot]', type: 'Bot', id: gate.bot.id });
  expect([viewAccountOrNull(world, null), viewAccountOrNull(world, person('ada'))?.login]).toEqual([null, 'ada']);
  expect(viewProfile(world, person('ada'))).toMatchObject({ type: 'User', name: null, public_repos: 0 });
  repo.private = false;
  expect(viewOrganization(world, acme)).toMatchObject({
    type: 'Organization',
    public_repos: 1,
    ...viewOrganizationSimple(world, acme),
  });
});

test('a team names its parent, and counts', () => {
  const { world, acme } = town();
  const child = addTeam(world, acme, { name: 'Leads', parent: addTeam(world, acme, { name: 'ops' }) });
  expect(viewTeam(world, child)).toMatchObject({ slug: 'leads', parent: { slug: 'ops' } });
  expect(viewTeamFull(world, child)).toMatchObject({ members_count: 0, repos_count: 0, organization: { login: 'acme' } });
});

test('an installation shows what was accepted, and that it is suspended', () => {
  const { world, gate, installation } = town();
  gate.permissions = {};
  expect(viewApp(world, gate)).toMatchObject({ slug: 'gate', permissions: { metadata: 'read' } });
  suspend(world, installation, true);
  expect(viewInstallation(world, installation)).toMatchObject({
    app_id: gate.id,
    repository_selection: 'all',
    permissions: { checks: 'write' },
    suspended_by: { login: 'acme' },
  });
});
