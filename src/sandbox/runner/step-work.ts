import type { JobWork } from './execution.ts';
import type { Scope } from './expression/values.ts';
import type { Texts } from './shape.ts';
import type { StepOutput } from './step-output.ts';
import type { StepPlan } from './step-plan.ts';

/** One step while it is at it. */
export interface StepWork {
  readonly work: JobWork;
  readonly plan: StepPlan;
  /** What it is called by programs: its id, or a name made for it. */
  readonly name: string;
  readonly output: StepOutput;
  readonly env: Texts;
  readonly inputs: Texts;
  readonly scope: Scope;
  readonly signal: AbortSignal;
  /** Something that is done after all steps, the last one first. */
  readonly later: (step: Later) => void;
}

export interface Later {
  readonly title: string;
  readonly if: string;
  readonly act: Act;
}

/** The code that it ends with: zero is well. */
export type Act = (step: StepWork) => Promise<number>;
