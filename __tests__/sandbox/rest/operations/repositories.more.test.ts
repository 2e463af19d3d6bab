import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../../src/sandbox/state/repositories.ts';
import { failure, openTown } from '../../open-town.ts';
import { hear, here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('a branch of a fork is compared, where one may see it', async () => {
  const { world, repo, person } = town;
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  commitFiles(world, fork, { author: person('rea'), message: 'm', branch: 'theirs', files: { theirs: '1\n' } });
  fork.private = false;
  const compare = (basehead: string) => town.as('wil').rest.repos.compareCommitsWithBasehead({ ...here, basehead });
  expect((await compare('main...rea:theirs')).data).toMatchObject({
    status: 'ahead',
    ahead_by: 1,
    files: [{ filename: 'theirs' }],
  });
  expect((await compare('acme:main...rea:shop:theirs')).data.ahead_by).toBe(1);
  expect(await failure(compare('main...eve:theirs'))).toMatchObject({ status: 404 });
  fork.private = true;
  expect(await failure(compare('main...rea:theirs'))).toMatchObject({ status: 404 });
});

test('a fork that is deleted is null where pull requests came from it', async () => {
  const { person } = town;
  const made = await town.as('rea').rest.pulls.create({ ...here, head: 'rea:theirs', base: 'main', title: 'Theirs' });
  const heard = hear(town.world);
  await town.as('rea').rest.repos.delete({ owner: 'rea', repo: 'shop' });
  expect(heard).toEqual(['repository.deleted']);
  expect(await failure(town.as('rea').rest.repos.get({ owner: 'rea', repo: 'shop' }))).toMatchObject({ status: 404 });
  const pull = { ...here, pull_number: made.data.number };
  const { data } = await town.as('wil').rest.pulls.get(pull);
  expect([data.head.repo, data.head.label, data.head.user?.login]).toEqual([null, 'rea:theirs', person('rea').login]);
  expect((await town.as('wil').rest.pulls.listFiles(pull)).data).toHaveLength(1);
  const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${made.data.number}) { headRefOid headRepository { id } headRepositoryOwner { login } } } }`;
  expect(await town.bot.graphql(query)).toMatchObject({
    repository: { pullRequest: { headRefOid: data.head.sha, headRepository: null, headRepositoryOwner: { login: 'rea' } } },
  });
  expect(await failure(town.as('wil').rest.repos.delete(here))).toMatchObject({ status: 403 });
  await town.sandbox.webhooks.settled();
});

test('what is changed of a repository is told', async () => {
  const { rest } = town.as('ada');
  const heard: unknown[] = [];
  town.world.listeners.push(({ event, action, raw }) => heard.push([`${event}.${action}`, raw]));
  addRepo(town.world, { owner: town.acme.account, name: 'taken' });
  heard.length = 0;
  await rest.repos.update({ ...here, description: 'sells', private: false });
  await rest.repos.update({ ...here, description: 'sells', private: true, archived: false });
  expect(heard).toEqual([
    ['repository.edited', { changes: { description: { from: null } } }],
    ['repository.publicized', undefined],
    ['repository.privatized', undefined],
  ]);
  expect(await failure(rest.repos.update({ ...here, default_branch: 'nowhere' }))).toMatchObject({ status: 422 });
  expect(await failure(rest.repos.update({ ...here, name: 'taken' }))).toMatchObject({
    status: 422,
    errors: [{ field: 'name', message: 'name already exists on this account' }],
  });
});

test('commits are listed by path, by whom and since when', async () => {
  const { world, repo, person } = town;
  const commit = (login: string, path: string) =>
    commitFiles(world, repo, { author: person(login), message: path, branch: 'log', files: { [path]: `${login}\n` } });
  commit('wil', 'a');
  commit('max', 'b');
  world.clock.set(Date.now() + 3_600_000);
  commit('wil', 'b');
  const messages = async (more: object) =>
    (await town.as('rea').rest.repos.listCommits({ ...here, sha: 'log', ...more })).data.map(
      ({ commit: { message } }) => message,
    );
  expect(await messages({ path: 'b' })).toEqual(['b', 'b']);
  expect(await messages({ author: 'wil' })).toEqual(['b', 'a']);
  expect(await messages({ since: new Date(Date.now() + 1_800_000).toISOString() })).toEqual(['b']);
  expect(await messages({ until: new Date(Date.now() + 1_800_000).toISOString() })).toEqual(['b', 'a', 'first']);
});

test('pull requests are sorted as asked, the oldest first unless by age alone', async () => {
  for (const name of ['p', 'q']) town.pull(name);
  const names = async (more: object) =>
    (await town.as('rea').rest.pulls.list({ ...here, base: 'main', ...more })).data
      .map(({ head }) => head.ref)
      .filter((ref) => ref.length === 1);
  expect(await names({})).toEqual(['q', 'p']);
  expect(await names({ sort: 'updated' })).toEqual(['p', 'q']);
  expect(await names({ sort: 'created', direction: 'asc' })).toEqual(['p', 'q']);
  expect(await names({ head: 'acme:p' })).toEqual(['p']);
  expect(await names({ head: 'p' })).toEqual(['q', 'p']);
});
