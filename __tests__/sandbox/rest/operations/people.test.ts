import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTeam } from '../../../../src/sandbox/state/accounts.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
  addTeam(town.world, town.acme, { name: 'Security' });
  town.acme.members.set(town.person('ada').id, 'admin');
});
afterAll(() => town.close());

test('people and organisations', async () => {
  const ada = town.as('ada');
  expect((await ada.rest.users.getAuthenticated()).data.login).toBe('ada');
  expect((await ada.rest.users.getByUsername({ username: 'wil' })).data.type).toBe('User');
  expect((await ada.rest.orgs.get({ org: 'acme' })).data.login).toBe('acme');
  expect((await ada.rest.orgs.getMembershipForUser({ org: 'acme', username: 'wil' })).data).toMatchObject({
    role: 'member',
    state: 'active',
  });
  expect((await ada.rest.orgs.checkMembershipForUser({ org: 'acme', username: 'wil' })).status).toBe(204);
  expect(await failure(ada.rest.orgs.checkMembershipForUser({ org: 'acme', username: 'gate[bot]' }))).toMatchObject({
    status: 404,
  });
});

test('who is in a team', async () => {
  const [ada, team] = [town.as('ada'), { org: 'acme', team_slug: 'security' }];
  expect((await ada.rest.teams.list({ org: 'acme' })).data).toHaveLength(1);
  expect(await failure(ada.rest.teams.getMembershipForUserInOrg({ ...team, username: 'rea' }))).toMatchObject({ status: 404 });
  await ada.rest.teams.addOrUpdateMembershipForUserInOrg({ ...team, username: 'rea', role: 'maintainer' });
  expect((await town.bot.rest.teams.getMembershipForUserInOrg({ ...team, username: 'rea' })).data).toMatchObject({
    state: 'active',
    role: 'maintainer',
  });
  expect((await ada.rest.teams.listMembersInOrg(team)).data.map(({ login }) => login)).toEqual(['rea']);
  expect((await ada.rest.teams.getByName(team)).data).toMatchObject({ name: 'Security', members_count: 1 });
  await ada.rest.teams.removeMembershipForUserInOrg({ ...team, username: 'rea' });
  expect((await ada.rest.teams.listMembersInOrg(team)).data).toEqual([]);
});

test.each([
  ['ada', 'admin', 'admin'],
  ['max', 'write', 'maintain'],
  ['wil', 'write', 'write'],
  ['tri', 'read', 'triage'],
  ['rea', 'read', 'read'],
  ['gate[bot]', 'none', 'none'],
])('%s has the permission %s, which is the role %s', async (username, permission, role) => {
  const { data } = await town.bot.rest.repos.getCollaboratorPermissionLevel({ ...here, username });
  expect([data.permission, data.role_name]).toEqual([permission, role]);
});

test('collaborators come and go', async () => {
  const ask = async () => (await town.bot.rest.repos.getCollaboratorPermissionLevel({ ...here, username: 'rea' })).data.role_name;
  await town.as('ada').rest.repos.addCollaborator({ ...here, username: 'rea', permission: 'maintain' });
  expect(await ask()).toBe('maintain');
  await town.as('ada').rest.repos.removeCollaborator({ ...here, username: 'rea' });
  expect(await ask()).toBe('none');
  expect(await failure(town.as('wil').rest.repos.addCollaborator({ ...here, username: 'rea' }))).toMatchObject({ status: 403 });
});
