import { expect, test } from '@jest/globals';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { checkState } from '../../../src/sandbox/state/rules.ts';
import { attemptOf, finishJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';

function ended(conclusions: Readonly<Record<string, string>>) {
  const here = town();
  const by = here.person('wil');
  const jobs = Object.keys(conclusions).map((name) => ({ name }));
  const run = startRun(here.world, here.repo, { event: 'push', actor: by, path: 'ci.yml', jobs });
  for (const job of attemptOf(run).jobs) finishJob(here.world, job, { conclusion: conclusions[job.name] ?? '' });
  return { ...here, run, by, max: here.person('max') };
}

test('all jobs again, as an attempt of whoever asked', () => {
  const { world, repo, run, max, root } = ended({ test: 'failure', lint: 'success' });
  const [first] = run.attempts;
  rerun(world, run, { by: max });
  expect(run.attempts.map(({ number, conclusion, by }) => [number, conclusion, by.login])).toEqual([
    [1, 'failure', 'wil'],
    [2, null, 'max'],
  ]);
  expect([run.actor.login, run.suite.status, first?.jobs.length]).toEqual(['wil', 'queued', 2]);
  expect(checkState(repo, root, { context: 'test', integration_id: 15368 })).toBe('pending');
  for (const job of attemptOf(run).jobs) finishJob(world, job, { conclusion: 'success' });
  expect([attemptOf(run).conclusion, run.suite.conclusion]).toEqual(['success', 'success']);
  expect(first?.conclusion).toBe('failure');
});

test('only the failed ones, and the others are kept', () => {
  const { world, run, max } = ended({ test: 'cancelled', lint: 'success' });
  const attempt = rerun(world, run, { by: max, jobs: 'failed' });
  expect(attempt.jobs.map(({ name, attempt: number, status }) => [name, number, status])).toEqual([
    ['lint', 1, 'completed'],
    ['test', 2, 'queued'],
  ]);
  for (const job of attempt.jobs) finishJob(world, job, { conclusion: 'success' });
  expect(attempt.conclusion).toBe('success');
  expect(() => rerun(world, run, { by: max, jobs: 'failed' })).toThrow('no failed jobs');
});

test('a run that goes on is not run again, nor one of long ago', () => {
  const { world, run, max } = ended({ test: 'failure' });
  rerun(world, run, { by: max });
  expect(() => rerun(world, run, { by: max })).toThrow('already running');
  cancelRun(world, run);
  world.clock.advance(31 * 24 * 3_600_000);
  expect(() => rerun(world, run, { by: max })).toThrow('over a month ago');
});

test('cancelled wins over what failed before, and comes once', () => {
  const { world, run, max } = ended({ test: 'success', lint: 'success' });
  const [job] = rerun(world, run, { by: max }).jobs;
  if (job) finishJob(world, job, { conclusion: 'failure' });
  cancelRun(world, run);
  expect([attemptOf(run).conclusion, attemptOf(run).jobs.map(({ conclusion }) => conclusion)]).toEqual([
    'cancelled',
    ['failure', 'cancelled'],
  ]);
  expect(() => cancelRun(world, run)).toThrow('completed');
});
