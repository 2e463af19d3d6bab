import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addAccount, addTeam, addToken } from '../../../../src/sandbox/state/accounts.ts';
import { failure, openTown } from '../../open-town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
const team = { org: 'acme', team_slug: 'security' };
beforeAll(async () => {
  town = await openTown();
  addTeam(town.world, town.acme, { name: 'Security' });
  town.acme.members.set(town.person('ada').id, 'admin');
});
afterAll(() => town.close());

test('nobody lets themselves into a team: owners and maintainers do', async () => {
  const { rest } = town.as('rea');
  const join = (username: string) => rest.teams.addOrUpdateMembershipForUserInOrg({ ...team, username });
  expect(await failure(join('rea'))).toMatchObject({ status: 403 });
  await town.as('ada').rest.teams.addOrUpdateMembershipForUserInOrg({ ...team, username: 'rea', role: 'maintainer' });
  expect((await join('wil')).status).toBe(200);
  expect(await failure(town.as('wil').rest.teams.removeMembershipForUserInOrg({ ...team, username: 'rea' }))).toMatchObject({
    status: 403,
  });
  expect((await town.as('wil').rest.teams.removeMembershipForUserInOrg({ ...team, username: 'wil' })).status).toBe(204);
});

test('an installation reads teams with members: read alone, and changes none with it', async () => {
  const ask = async (permissions: Record<string, 'read'>) => {
    const made = await town.app.rest.apps.createInstallationAccessToken({ installation_id: town.installation.id, permissions });
    return town.client(made.data.token).rest.teams;
  };
  const [without, reading] = [await ask({ issues: 'read' }), await ask({ members: 'read' })];
  expect(await failure(without.getMembershipForUserInOrg({ ...team, username: 'rea' }))).toMatchObject({ status: 403 });
  expect((await reading.getMembershipForUserInOrg({ ...team, username: 'rea' })).data.role).toBe('maintainer');
  expect(await failure(reading.removeMembershipForUserInOrg({ ...team, username: 'rea' }))).toMatchObject({ status: 403 });
});

test('who is no member sees neither teams nor members', async () => {
  const eve = addAccount(town.world, 'eve');
  const { rest } = town.client(addToken(town.world, { kind: 'user', account: eve, expiresAt: null }));
  expect(await failure(rest.teams.list({ org: 'acme' }))).toMatchObject({ status: 404 });
  expect(await failure(rest.teams.getMembershipForUserInOrg({ ...team, username: 'rea' }))).toMatchObject({ status: 404 });
  expect(await failure(rest.orgs.getMembershipForUser({ org: 'acme', username: 'rea' }))).toMatchObject({ status: 404 });
});

test('a change of a role is told', async () => {
  const heard: unknown[] = [];
  town.world.listeners.push(({ event, action, raw }) => heard.push([event, action, raw]));
  const repo = { owner: 'acme', repo: 'shop' };
  await town.as('ada').rest.repos.addCollaborator({ ...repo, username: 'eve', permission: 'triage' });
  await town.as('ada').rest.repos.addCollaborator({ ...repo, username: 'eve', permission: 'push' });
  await town.as('ada').rest.repos.removeCollaborator({ ...repo, username: 'eve' });
  expect(heard).toEqual([
    ['member', 'added', { changes: { permission: { to: 'read' }, role_name: { to: 'triage' } } }],
    ['member', 'edited', { changes: { permission: { from: 'read', to: 'write' } } }],
    ['member', 'removed', undefined],
  ]);
});
