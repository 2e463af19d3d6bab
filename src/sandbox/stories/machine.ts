import { type ArtifactWish, uploadArtifact } from '../state/artifacts.ts';
import type { Repo } from '../state/model.ts';
import { attemptOf, finishJob, type JobEnd, type JobWish, type RunWish, startJob, startRun } from '../state/runs.ts';
import type { WorkflowRun } from '../state/ship.ts';
import type { World } from '../state/world.ts';

/** A job, and how it ends: well, unless said otherwise. */
export interface Played extends JobWish, Partial<JobEnd> {}

export interface Play extends Omit<RunWish, 'jobs'> {
  readonly jobs: readonly Played[];
  readonly artifacts?: readonly ArtifactWish[];
}

interface Stage {
  readonly world: World;
  readonly settled: () => Promise<void>;
}

/** What a machine does: a run from its start to its end, its artifacts uploaded on the way. It ends when every App has heard of it. */
export async function playRun(
  { world, settled }: Stage,
  repo: Repo,
  { jobs, artifacts = [], ...wish }: Play,
): Promise<WorkflowRun> {
  const run = startRun(world, repo, { ...wish, jobs });
  await playOn({ world, settled }, run, { jobs, artifacts });
  return run;
}

/** The same for an attempt that somebody asked for. */
export async function playOn({ world, settled }: Stage, run: WorkflowRun, play: Pick<Play, 'jobs' | 'artifacts'>): Promise<void> {
  const open = attemptOf(run).jobs.filter(({ status }) => status !== 'completed');
  for (const job of open) startJob(world, job);
  for (const artifact of play.artifacts ?? []) uploadArtifact(world, run, artifact);
  for (const job of open) {
    const { conclusion = 'success', steps } = play.jobs.find(({ name }) => name === job.name) ?? {};
    finishJob(world, job, { conclusion, ...(steps && { steps }) });
  }
  await settled();
}
