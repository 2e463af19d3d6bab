import { refusal } from './refusal.ts';
import { addAttempt, attemptOf, finishJob, finishRun } from './runs.ts';
import type { Attempt, Job, WorkflowRun } from './ship.ts';
import type { Account } from './who.ts';
import type { World } from './world.ts';

export interface Rerun {
  readonly by: Account;
  /** Or only those that did not succeed, or only these. */
  readonly jobs?: 'all' | 'failed' | readonly Job[];
}

const month = 30 * 24 * 3_600_000;

/** A new attempt of the same run on the same commit; the old one stays as it was. */
export function rerun(world: World, run: WorkflowRun, { by, jobs = 'all' }: Rerun): Attempt {
  const before = attemptOf(run);
  if (before.status !== 'completed') throw refusal('run-state', { message: 'This workflow is already running' });
  if (world.clock.now() - run.createdAt > month) {
    throw refusal('run-state', { message: 'Unable to re-run this workflow run because it was created over a month ago' });
  }
  const again = before.jobs.filter((job) => {
    if (jobs === 'all') return true;
    return jobs === 'failed' ? !isFine(job.conclusion) : jobs.includes(job);
  });
  if (again.length === 0) throw refusal('run-state', { message: 'This workflow run has no failed jobs to re-run' });
  const kept = before.jobs.filter((job) => !again.includes(job));
  return addAttempt(world, run, { by, jobs: again.map(wishOf), kept });
}

function isFine(conclusion: string | null): boolean {
  return conclusion === 'success' || conclusion === 'skipped' || conclusion === 'neutral';
}

function wishOf({ name, labels, environment }: Job) {
  return { name, labels, ...(environment !== null && { environment }) };
}

export function cancelRun(world: World, run: WorkflowRun): void {
  const attempt = attemptOf(run);
  if (attempt.status === 'completed') throw refusal('run-over', { message: 'Cannot cancel a workflow run that is completed.' });
  attempt.conclusion = 'cancelled';
  for (const job of attempt.jobs) finishJob(world, job, { conclusion: 'cancelled' });
  finishRun(world, run, 'cancelled');
}
