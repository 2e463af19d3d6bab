import type { Job, WorkflowRun } from './ship.ts';

/** What a job printed and summed up. It stands beside the job, for the API tells nothing of it there. */
export interface JobLog {
  /** By the number of the step, a line each, with what is secret masked. */
  readonly lines: Map<number, string[]>;
  /** Markdown, by the number of the step. */
  readonly summaries: Map<number, string>;
}

const logs = new WeakMap<Job, JobLog>();
const problems = new WeakMap<WorkflowRun, string>();

export function logOf(job: Job): JobLog {
  const found = logs.get(job);
  if (found) return found;
  const none: JobLog = { lines: new Map(), summaries: new Map() };
  logs.set(job, none);
  return none;
}

/** Why a run did not even start. */
export function problemOf(run: WorkflowRun): string | undefined {
  return problems.get(run);
}

export function noteProblem(run: WorkflowRun, message: string): void {
  problems.set(run, message);
}
