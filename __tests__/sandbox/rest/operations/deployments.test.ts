import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** The client types an accepted merge as an answer too. */
const idOf = (data: object): number => Number(Reflect.get(data, 'id'));

test('is made by an App, told of, listed and replaced', async () => {
  const { rest } = town.bot;
  const make = async () =>
    idOf((await rest.repos.createDeployment({ ...here, ref: 'main', environment: 'staging', payload: { build: 7 } })).data);
  const [first, second] = [await make(), await make()];
  for (const deployment_id of [first, second]) {
    await rest.repos.createDeploymentStatus({ ...here, deployment_id, state: 'in_progress' });
    await rest.repos.createDeploymentStatus({ ...here, deployment_id, state: 'success', environment_url: 'https://shop' });
  }
  const reader = town.as('rea').rest.repos;
  const { data } = await reader.listDeployments({ ...here, environment: 'staging', sha: town.root });
  expect(data.map(({ id }) => id)).toEqual([second, first]);
  expect(data[0]).toMatchObject({ payload: { build: 7 }, creator: { login: 'gate[bot]' }, production_environment: false });
  const states = async (deployment_id: number) =>
    (await reader.listDeploymentStatuses({ ...here, deployment_id })).data.map(({ state }) => state);
  expect([await states(first), await states(second)]).toEqual([
    ['inactive', 'success', 'in_progress'],
    ['success', 'in_progress'],
  ]);
  expect((await reader.listDeployments({ ...here, task: 'other' })).data).toEqual([]);
});

test('one, and one of its statuses', async () => {
  const { rest } = town.as('wil');
  const deployment = { ...here, deployment_id: idOf((await rest.repos.createDeployment({ ...here, ref: town.root })).data) };
  expect((await rest.repos.getDeployment(deployment)).data).toMatchObject({ ref: town.root, environment: 'production' });
  const { data } = await rest.repos.createDeploymentStatus({ ...deployment, state: 'queued', description: 'soon' });
  expect((await rest.repos.getDeploymentStatus({ ...deployment, status_id: data.id })).data).toMatchObject({
    description: 'soon',
    target_url: '',
  });
  expect(await failure(rest.repos.getDeploymentStatus({ ...deployment, status_id: 1 }))).toMatchObject({ status: 404 });
  expect(await failure(rest.repos.deleteDeployment(deployment))).toMatchObject({ status: 422 });
  await rest.repos.createDeploymentStatus({ ...deployment, state: 'inactive' });
  await rest.repos.deleteDeployment(deployment);
  expect(await failure(rest.repos.getDeployment(deployment))).toMatchObject({ status: 404 });
});

test('the default branch comes in first, and statuses have to be well', async () => {
  const { rest } = town.as('wil');
  const { pull } = town.pull('next');
  commitFiles(town.world, town.repo, { author: town.person('ada'), message: 'm', branch: 'main', files: { x: '1\n' } });
  const before = pull.headSha;
  const merged = await rest.repos.createDeployment({ ...here, ref: 'next' });
  expect([merged.status, merged.data]).toMatchObject([202, { message: 'Auto-merged main into next on deployment.' }]);
  expect(pull.headSha).not.toBe(before);
  expect((await rest.repos.createDeployment({ ...here, ref: before, auto_merge: false })).status).toBe(201);
  await rest.repos.createCommitStatus({ ...here, sha: pull.headSha, state: 'pending', context: 'ci' });
  expect(await failure(rest.repos.createDeployment({ ...here, ref: 'next' }))).toMatchObject({
    status: 409,
    message: 'Conflict: Commit status checks failed for next.',
  });
  expect((await rest.repos.createDeployment({ ...here, ref: 'next', required_contexts: [] })).status).toBe(201);
});

test('what is refused', async () => {
  const wish = { ...here, ref: 'main' };
  expect(await failure(town.as('tri').rest.repos.createDeployment(wish))).toMatchObject({ status: 403 });
  const { rest } = town.as('wil');
  expect(await failure(rest.repos.createDeployment({ ...wish, ref: 'none' }))).toMatchObject({
    status: 422,
    message: 'No ref found for: none',
  });
  const deployment_id = idOf((await rest.repos.createDeployment(wish)).data);
  const state = 'done' as 'success';
  expect(await failure(rest.repos.createDeploymentStatus({ ...here, deployment_id, state }))).toMatchObject({ status: 422 });
});
