import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles, push } from '../../../../src/sandbox/state/pushes.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
  const { world, repo, person } = town;
  for (const author of ['wil', 'max'])
    commitFiles(world, repo, { author: person(author), message: author, branch: 'side', files: { [author]: '1' } });
  push(world, { repo, ref: 'refs/heads/side', sha: town.root, sender: person('ada'), force: true });
  push(world, { repo, ref: 'refs/heads/side', sha: null, sender: person('ada') });
});
afterAll(() => town.close());

const list = async (more: object = {}) => {
  const { data } = await town.bot.rest.repos.listActivities({ ...here, ref: 'refs/heads/side', ...more });
  return data.map(({ activity_type, actor }) => `${actor?.login} ${activity_type}`);
};

test('every move of a branch, the newest first', async () => {
  const all = ['ada branch_deletion', 'ada force_push', 'max push', 'wil branch_creation'];
  expect(await list()).toEqual(all);
  expect(await list({ direction: 'asc' })).toEqual(all.toReversed());
  expect(await list({ activity_type: 'force_push' })).toEqual(['ada force_push']);
  expect(await list({ actor: 'max' })).toEqual(['max push']);
});

test('page by page', async () => {
  const pages = town.bot.paginate.iterator('GET /repos/{owner}/{repo}/activity', { ...here, ref: 'side', per_page: 3 });
  const sizes: number[] = [];
  for await (const { data } of pages) sizes.push(data.length);
  expect(sizes).toEqual([3, 1]);
});

test('for who may read', async () => {
  expect(await failure(town.client().rest.repos.listActivities(here))).toMatchObject({ status: 404 });
});

test('accounts by their id, which stays when the name does not', async () => {
  const { id } = town.person('tri');
  const { data } = await town.bot.request('GET /user/{account_id}', { account_id: id });
  expect(data).toMatchObject({ login: 'tri', id });
  expect(await failure(town.bot.request('GET /user/{account_id}', { account_id: 4_711 }))).toMatchObject({ status: 404 });
});
