import type { Permissions } from '../state/who.ts';
import type { Execution, Level } from './execution.ts';
import type { Context, Scope } from './expression/values.ts';
import { exceeds } from './permissions.ts';
import { problem } from './problem.ts';
import type { Texts } from './shape.ts';
import type { JobPlan } from './workflow.ts';

/** What a job came to, all that its matrix made of it together. */
export interface Result {
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly outputs: Texts;
  /** In this attempt, not in one before. */
  readonly ran: boolean;
  /** Whether it or anything before it failed. */
  readonly failed: boolean;
}

/** A job whose turn has come. */
export interface Turn {
  readonly plan: JobPlan;
  readonly needs: ReadonlyMap<string, Result>;
}

export interface Wished extends Turn {
  readonly scope: Scope;
  /** What is said of those that it needs. */
  readonly context: Context;
}

export type RunJobs = (execution: Execution, level: Level) => Promise<ReadonlyMap<string, Result>>;

/** What the job asks for its token. Where it is called, it may not ask for more than the job that calls it has. */
export function permissionsFor(level: Level, plan: JobPlan): Permissions {
  const { workflow } = level.loaded;
  const asked = plan.permissions ?? workflow.permissions;
  if (asked === undefined || level.prefix === '') return asked ?? level.most;
  const name = exceeds(asked, level.most);
  if (name === undefined) return asked;
  const granted = level.most[name] ?? 'none';
  throw problem(
    `${workflow.path} jobs.${plan.id}`,
    `asks for '${name}: ${asked[name]}', but is only allowed '${name}: ${granted}'`,
  );
}
