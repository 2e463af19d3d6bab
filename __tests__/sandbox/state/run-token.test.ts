import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Change } from '../../../src/sandbox/state/change.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { runToken, startsWorkflows } from '../../../src/sandbox/state/run-token.ts';
import { attemptOf, finishJob, type RunWish, startRun } from '../../../src/sandbox/state/runs.ts';
import { failure, openTown } from '../open-town.ts';
import { here } from '../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

function start(wish: Partial<RunWish> = {}) {
  const jobs = [{ name: 'test' }];
  return startRun(town.world, town.repo, { event: 'pull_request', actor: town.person('wil'), path: 'ci.yml', jobs, ...wish });
}

test('it does what the workflow asked for, while the run lasts', async () => {
  const run = start({ permissions: { checks: 'write' } });
  const { rest } = town.client(runToken(town.world, run));
  const heard: Change[] = [];
  town.world.listeners.push((change) => heard.push(change));
  const { data } = await rest.checks.create({ ...here, name: 'mine', head_sha: town.root });
  expect(data.app).toMatchObject({ id: 15368, slug: 'github-actions' });
  expect(heard.map((change) => [change.event, change.sender.login, startsWorkflows(town.world, change)])).toEqual([
    ['check_run', 'github-actions[bot]', false],
  ]);
  const say = rest.issues.create({ ...here, title: 'no' });
  expect(await failure(say)).toEqual({ status: 403, message: 'Resource not accessible by integration' });
  for (const job of attemptOf(run).jobs) finishJob(town.world, job, { conclusion: 'success' });
  expect(await failure(rest.repos.get(here))).toMatchObject({ status: 401 });
  expect(() => runToken(town.world, run)).toThrow('no token');
});

test('a workflow that asks for nothing reads', async () => {
  const { rest } = town.client(runToken(town.world, start()));
  expect((await rest.repos.getBranch({ ...here, branch: 'main' })).data.commit.sha).toBe(town.root);
  expect(await failure(rest.checks.listForRef({ ...here, ref: 'main' }))).toMatchObject({ status: 403 });
});

test('from a fork it only reads, except where the workflow is the own one', () => {
  const headRepo = addRepo(town.world, { owner: town.person('rea'), name: 'shop', parent: town.repo });
  const permissionsOf = (event: string) => {
    const token = runToken(town.world, start({ event, headRepo, permissions: { checks: 'write', contents: 'read' } }));
    const grant = town.world.grants.get(token);
    return grant?.kind === 'installation' ? grant.permissions : undefined;
  };
  expect(permissionsOf('pull_request')).toEqual({ checks: 'read', contents: 'read' });
  expect(permissionsOf('pull_request_target')).toEqual({ checks: 'write', contents: 'read' });
});

test('what people do starts workflows, and so does asking for one by name', () => {
  const change = { event: 'push', about: {}, sender: town.person('wil') };
  expect(startsWorkflows(town.world, change)).toBe(true);
  const bot = attemptOf(start()).jobs[0]?.check.suite.app.bot ?? town.person('wil');
  expect(startsWorkflows(town.world, { ...change, sender: bot })).toBe(false);
  expect(startsWorkflows(town.world, { ...change, event: 'workflow_dispatch', sender: bot })).toBe(true);
});
