import { attemptOf, finishJob, startJob } from '../../../src/sandbox/state/runs.ts';
import type { WorkflowRun } from '../../../src/sandbox/state/ship.ts';
import type { World } from '../../../src/sandbox/state/world.ts';

/** Every job of it, from its start to its end. */
export function endRun(world: World, run: WorkflowRun): void {
  for (const job of attemptOf(run).jobs) {
    startJob(world, job);
    finishJob(world, job, { conclusion: 'success' });
  }
}
