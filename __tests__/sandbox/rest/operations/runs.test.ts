import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { within } from '../../../../src/sandbox/rest/operations/runs.ts';
import { attemptOf, finishJob, type RunWish, startJob, startRun } from '../../../../src/sandbox/state/runs.ts';
import type { WorkflowRun } from '../../../../src/sandbox/state/ship.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

function start(wish: Partial<RunWish> = {}): WorkflowRun {
  const jobs = [{ name: 'test' }, { name: 'lint' }];
  const path = '.github/workflows/ci.yml';
  return startRun(town.world, town.repo, { event: 'push', actor: town.person('wil'), path, jobs, ...wish });
}

function end(run: WorkflowRun, conclusions: Readonly<Record<string, string>> = {}) {
  for (const job of attemptOf(run).jobs) {
    startJob(town.world, job);
    finishJob(town.world, job, {
      conclusion: conclusions[job.name] ?? 'success',
      steps: [{ name: 'do', conclusion: 'success' }],
    });
  }
}

test('a run, its jobs, and both again', async () => {
  const { rest } = town.bot;
  const run = start();
  const at = { ...here, run_id: run.id };
  end(run, { test: 'failure' });
  expect((await rest.actions.getWorkflowRun(at)).data).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect((await rest.actions.reRunWorkflowFailedJobs(at)).status).toBe(201);
  expect(await failure(rest.actions.reRunWorkflow(at))).toMatchObject({ status: 403 });
  end(run);
  expect((await rest.actions.getWorkflowRun(at)).data).toMatchObject({ run_attempt: 2, conclusion: 'success' });
  const first = await rest.actions.getWorkflowRunAttempt({ ...at, attempt_number: 1 });
  expect(first.data).toMatchObject({ run_attempt: 1, conclusion: 'failure' });
  expect(await failure(rest.actions.getWorkflowRunAttempt({ ...at, attempt_number: 3 }))).toMatchObject({ status: 404 });
  const before = await rest.actions.listJobsForWorkflowRunAttempt({ ...at, attempt_number: 1 });
  expect(before.data.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['test', 'failure'],
    ['lint', 'success'],
  ]);
  expect((await rest.actions.listJobsForWorkflowRun(at)).data.total_count).toBe(2);
  expect((await rest.actions.listJobsForWorkflowRun({ ...at, filter: 'all' })).data.total_count).toBe(3);
  const [job] = before.data.jobs;
  const { data } = await rest.actions.getJobForWorkflowRun({ ...here, job_id: job?.id ?? 0 });
  expect(data).toMatchObject({ name: 'test', run_attempt: 1, steps: [{ name: 'do', number: 1 }] });
  const check = await rest.checks.get({ ...here, check_run_id: data.id });
  expect(check.data).toMatchObject({ name: 'test', app: { id: 15368 }, check_suite: { id: run.suite.id } });
});

test('one job again, all of them, and an end to it', async () => {
  const { rest } = town.bot;
  const run = start();
  const at = { ...here, run_id: run.id };
  end(run);
  const job = attemptOf(run).jobs[0]?.id ?? 0;
  expect((await rest.actions.reRunJobForWorkflowRun({ ...here, job_id: job })).status).toBe(201);
  expect(attemptOf(run).jobs.map(({ status }) => status)).toEqual(['completed', 'queued']);
  expect((await rest.actions.cancelWorkflowRun(at)).status).toBe(202);
  expect(await failure(rest.actions.cancelWorkflowRun(at))).toMatchObject({ status: 409 });
  expect((await rest.actions.reRunWorkflow(at)).status).toBe(201);
  expect(attemptOf(run).number).toBe(3);
  expect(await failure(town.as('rea').rest.actions.reRunWorkflow(at))).toMatchObject({ status: 403 });
});

test('lists are narrowed by what GitHub set', async () => {
  const { rest } = town.as('rea');
  const pull = town.pull('next');
  const run = start({ event: 'pull_request', branch: 'next', path: '.github/workflows/pr.yml@next', actor: town.person('max') });
  const list = async (ask: object) => (await rest.actions.listWorkflowRunsForRepo({ ...here, ...ask })).data.workflow_runs;
  const [found] = await list({
    event: 'pull_request',
    branch: 'next',
    actor: 'max',
    status: 'queued',
    head_sha: pull.pull.headSha,
  });
  expect(found).toMatchObject({ id: run.id, path: '.github/workflows/pr.yml@next', pull_requests: [{ number: pull.number }] });
  expect(await list({ check_suite_id: run.suite.id, exclude_pull_requests: true })).toMatchObject([{ pull_requests: [] }]);
  expect(await list({ event: 'pull_request', created: '<2020-01-01' })).toEqual([]);
  expect(await list({ event: 'schedule' })).toEqual([]);
  const { workflows } = (await rest.actions.listRepoWorkflows(here)).data;
  expect(workflows.map(({ path }) => path)).toContain('.github/workflows/pr.yml');
  expect((await rest.actions.getWorkflow({ ...here, workflow_id: 'pr.yml' })).data.id).toBe(run.workflow.id);
  const runs = await rest.actions.listWorkflowRuns({ ...here, workflow_id: run.workflow.id });
  expect(runs.data.workflow_runs.map(({ id }) => id)).toEqual([run.id]);
});

const noon = Date.parse('2026-01-02T12:00:00Z');
test.each([
  [null, true],
  ['2026-01-02', true],
  ['2026-01-01', false],
  ['2026-01-01..2026-01-02', true],
  ['*..2026-01-01', false],
  ['2026-01-02..*', true],
  ['>2026-01-02', false],
  ['>=2026-01-02', true],
  ['<2026-01-02', false],
  ['<=2026-01-02T12:00:00Z', true],
])('created %s', (created, is) => {
  expect(within(created, noon)).toBe(is);
});
