import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addAccount, addTeam, addToTeam, renameAccount } from '../../src/sandbox/state/accounts.ts';
import { type Here, openPlatform, requests } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
  const parent = addTeam(here.world, here.acme, { name: 'Release' });
  const child = addTeam(here.world, here.acme, { name: 'Night', parent });
  addToTeam(here.world, parent, { member: here.person('max'), sender: here.person('ada') });
  addToTeam(here.world, child, { member: here.person('tri'), sender: here.person('ada') });
  parent.members.set(here.person('rea').id, { role: 'member', state: 'pending' });
});
afterAll(() => here.close());

const person = (login: string) => ({ id: here.person(login).id, login });
const look = (people: readonly { id: number; login: string }[], teams: readonly string[] = []) =>
  here.platform.people({ place: here.place, people, teams });

test('what each may do, and in which team they are', async () => {
  const all = ['ada', 'max', 'wil', 'tri', 'rea'].map(person);
  const found = await look(all, ['acme/release']);
  const told = all
    .map(({ id }) => found[String(id)])
    .map((each) => [each?.login, each?.kind, each?.permission, each?.teams['acme/release']]);
  expect(told).toEqual([
    ['ada', 'human', 'admin', 'not-member'],
    ['max', 'human', 'maintain', 'member'],
    ['wil', 'human', 'write', 'not-member'],
    ['tri', 'human', 'triage', 'member'],
    ['rea', 'human', 'read', 'not-member'],
  ]);
});

test('somebody else under that login, nobody under it, and teams that are none', async () => {
  const stranger = { id: 4711, login: 'wil' };
  const gone = { id: 4712, login: 'nobody-here' };
  const found = await look([stranger, gone, person('max')], ['release', 'acme/none']);
  const nothing = { login: '', permission: 'none', teams: { release: 'not-member', 'acme/none': 'not-member' }, codeowner: 'no' };
  expect(found).toMatchObject({
    4711: nothing,
    4712: nothing,
    [here.person('max').id]: { permission: 'maintain', teams: { release: 'unknown', 'acme/none': 'not-member' } },
  });
});

test('somebody who has another name by now is found by their id, unless that cannot be asked', async () => {
  const account = addAccount(here.world, 'nora');
  here.repo.collaborators.set(account.id, 'write');
  const nora = { id: account.id, login: 'nora' };
  renameAccount(here.world, account, 'nora-l');
  addAccount(here.world, 'nora');
  expect((await look([nora]))[account.id]).toMatchObject({ login: 'nora-l', permission: 'write' });
  const off = here.sandbox.faults.add({ does: 'server-error', on: 'GET /user/{account_id}' });
  expect((await look([nora]))[account.id]).toMatchObject({ login: 'nora', permission: 'unknown' });
  off();
  expect(await here.platform.account({ place: here.place, login: 'NORA-L' })).toEqual({
    id: account.id,
    login: 'nora-l',
    kind: 'human',
  });
  expect(await here.platform.account({ place: here.place, login: 'nobody-at-all' })).toBeUndefined();
});

test.each([
  [{ does: 'server-error' }, 'unknown'],
  [{ does: 'invalid' }, 'unknown'],
] as const)('%j is unknown for that person and that team', async (trouble, unknown) => {
  const one = here.sandbox.faults.add({ ...trouble, on: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission' });
  expect((await look([person('ada')]))[here.person('ada').id]).toMatchObject({ permission: unknown, login: 'ada' });
  one();
  const two = here.sandbox.faults.add({ ...trouble, on: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}' });
  const found = await look([person('max')], ['acme/release']);
  expect(found[here.person('max').id]).toMatchObject({ permission: 'maintain', teams: { 'acme/release': unknown } });
  two();
});

test('the same person is asked about once, and nothing is paid for what has not changed', async () => {
  await look([person('wil')]);
  const from = here.sandbox.journal.length;
  await look([person('wil'), person('wil')]);
  expect(requests(here, from)).toHaveLength(1);
  expect(here.sandbox.journal.at(-1)?.status).toBe(304);
});

test('a limit says nothing about anybody', async () => {
  const over = here.sandbox.faults.add({ does: 'secondary-limit', times: 1 });
  await expect(look([person('ada')])).rejects.toMatchObject({ fault: { kind: 'limited' } });
  over();
});
