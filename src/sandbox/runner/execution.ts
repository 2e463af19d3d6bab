// What the parts of a run that is under way share.
import type { JobFacts } from '../state/job-grants.ts';
import type { Repo } from '../state/model.ts';
import type { Attempt, Job, WorkflowRun } from '../state/ship.ts';
import type { Permissions } from '../state/who.ts';
import type { World } from '../state/world.ts';
import type { Context } from './expression/values.ts';
import type { Machine } from './machine.ts';
import type { Masks } from './masks.ts';
import type { Occasion } from './occasion.ts';
import type { Texts } from './shape.ts';
import type { JobPlan, Workflow } from './workflow.ts';

export interface RunnerOptions {
  /** Where actions stand on this machine: `acme/gonogo` and a folder, whatever version of it is asked for. */
  readonly actions?: Texts;
  /** What the repository keeps secret, and what it does not. */
  readonly secrets?: Texts;
  readonly vars?: Texts;
  /** As when somebody runs it again with debug logging. */
  readonly debug?: boolean;
  /** Leaves the folders of jobs where they are. */
  readonly keep?: boolean;
}

/** A workflow with all that it calls, by the name it calls it. */
export interface Loaded {
  readonly workflow: Workflow;
  readonly repo: Repo;
  /** In full, or the commit itself; and the commit. */
  readonly ref: string;
  readonly sha: string;
  readonly calls: ReadonlyMap<string, Loaded>;
}

/** One run, as long as one attempt of it lasts. */
export interface Execution {
  readonly world: World;
  readonly repo: Repo;
  readonly run: WorkflowRun;
  readonly attempt: Attempt;
  readonly occasion: Occasion;
  readonly options: RunnerOptions;
  readonly signal: AbortSignal;
  /** What jobs of earlier attempts gave, and what those of this one give. */
  readonly outputs: WeakMap<Job, Texts>;
  readonly folders: string[];
}

/** One file of workflows within a run: itself, or called by a job of another. */
export interface Level {
  readonly loaded: Loaded;
  /** What stands in front of the names of its jobs. */
  readonly prefix: string;
  readonly inputs: Context;
  readonly secrets: Texts;
  readonly most: Permissions;
}

/** One job on its machine. */
export interface JobWork {
  readonly execution: Execution;
  readonly level: Level;
  readonly plan: JobPlan;
  readonly job: Job;
  readonly facts: JobFacts;
  readonly matrix: Context;
  readonly needs: Context;
  readonly strategy: Context;
  readonly machine: Machine;
  readonly masks: Masks;
  readonly tokens: { readonly api: string; readonly runtime: string; readonly mayIdentify: boolean };
  /** What steps left for those after them. */
  readonly env: Map<string, string>;
  readonly path: string[];
  readonly steps: Map<string, Context>;
  /** Groups of processes that outlived their step. */
  readonly groups: Set<number>;
  status: 'success' | 'failure' | 'cancelled';
  readonly signal: AbortSignal;
}
