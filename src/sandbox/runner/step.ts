import { updateCheckRun } from '../state/checks.ts';
import { Refusal } from '../state/refusal.ts';
import { logOf } from '../state/run-logs.ts';
import type { Step } from '../state/ship.ts';
import { openCommandFiles } from './command-files.ts';
import { envOf, githubOfJob, jobScope } from './contexts.ts';
import type { JobWork } from './execution.ts';
import { filledText, holds } from './expression/evaluate.ts';
import { asEnvironment, githubValues } from './github-values.ts';
import { identityEnv } from './node-action.ts';
import { WorkflowProblem } from './problem.ts';
import type { Texts } from './shape.ts';
import { runShell } from './shell-step.ts';
import { listenTo, type StepOutput } from './step-output.ts';
import type { StepPlan } from './step-plan.ts';
import type { Act, Later, StepWork } from './step-work.ts';
import { resolveUses, type Used } from './uses.ts';

export interface Turn {
  readonly step: Step;
  readonly plan: StepPlan;
  /** In place of what the plan says: what is done after all steps. */
  readonly act?: Act;
  readonly later: (step: Later) => void;
}

type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped';

const [minute, longestStep] = [60_000, 360];

/** One step, from the question whether it is its turn to what it leaves behind. */
export async function runStep(work: JobWork, turn: Turn): Promise<void> {
  const { step, plan } = turn;
  const lines: string[] = [];
  logOf(work.job).lines.set(step.number, lines);
  const { masks, machine } = work;
  const output = listenTo({ masks, lines, debug: work.execution.options.debug === true, workspace: machine.workspace });
  let outcome: Outcome = 'failure';
  let goesOn = false;
  try {
    const scope = jobScope(work);
    goesOn = filledText(plan.continueOnError, scope) === 'true';
    if (holds(plan.if, scope)) {
      step.status = 'in_progress';
      outcome = await go(work, turn, output);
    } else outcome = 'skipped';
  } catch (error) {
    if (!(error instanceof WorkflowProblem) && !(error instanceof Refusal)) throw error;
    output.report('error', error.message);
  }
  settle(work, turn, { outcome, conclusion: goesOn && outcome === 'failure' ? 'success' : outcome, output });
}

interface End {
  readonly outcome: Outcome;
  readonly conclusion: Outcome;
  readonly output: StepOutput;
}

function settle(work: JobWork, { step, plan, act }: Turn, { outcome, conclusion, output }: End): void {
  Object.assign(step, { status: 'completed', conclusion });
  if (plan.id !== undefined && act === undefined) {
    work.steps.set(plan.id, { outcome, conclusion, outputs: Object.fromEntries(output.outputs) });
  }
  if (conclusion === 'failure' && work.status === 'success') work.status = 'failure';
  if (output.annotations.length === 0 || work.job.status === 'completed') return;
  const { check } = work.job;
  updateCheckRun(work.execution.world, check, { app: check.suite.app, output: { annotations: output.annotations } });
}

let count = 0;

async function go(work: JobWork, turn: Turn, output: StepOutput): Promise<Outcome> {
  const { plan, step } = turn;
  const files = openCommandFiles(work.machine.temp, `${work.job.id}-${++count}`);
  const used: Used | undefined = plan.uses === undefined ? undefined : resolveUses(work, plan.uses);
  const name = plan.id ?? (plan.uses === undefined ? '__run' : `__${plan.uses.replace(/@.*$/, '').replaceAll(/[^\w]+/g, '_')}`);
  const github = { action: name, ...used?.github };
  const scope = jobScope(work, { github });
  const own = filledAll(plan.env, scope);
  const inner = jobScope(work, { github, env: own });
  const env = { ...environmentOf(work, github), ...own, ...files.env };
  const minutes = plan.timeoutMinutes === undefined ? longestStep : Number(filledText(plan.timeoutMinutes, inner));
  const timeout = AbortSignal.timeout(Math.min(minutes * minute, 2 ** 31 - 1));
  const signal = AbortSignal.any([work.signal, timeout]);
  const stepWork: StepWork = {
    work,
    plan,
    name,
    output,
    env,
    inputs: filledAll(plan.with, inner),
    scope: inner,
    signal,
    later: turn.later,
  };
  const code = await (turn.act ?? used?.act ?? runShell)(stepWork);
  const written = files.read(output);
  for (const [key, value] of written.env) work.env.set(key, value);
  work.path.unshift(...written.path.toReversed());
  if (written.summary !== '') logOf(work.job).summaries.set(step.number, work.masks.hide(written.summary));
  if (work.signal.aborted) return 'cancelled';
  if (timeout.aborted) {
    output.report('error', `The action '${plan.name ?? name}' has timed out after ${minutes} minutes.`);
    return 'failure';
  }
  return code === 0 && !written.failed ? 'success' : 'failure';
}

function filledAll(texts: Texts, scope: Parameters<typeof filledText>[1]): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filledText(text, scope)]));
}

/** Nobody sets what the runner itself says. */
function environmentOf(work: JobWork, github: Texts): Texts {
  const { machine, path } = work;
  const values = { ...githubValues(work.execution), ...githubOfJob(work), ...github };
  return {
    ...machine.env,
    ...envOf(work),
    ...Object.fromEntries(Object.entries(machine.env).filter(([name]) => name.startsWith('RUNNER_'))),
    GITHUB_ACTIONS: 'true',
    ...asEnvironment(values),
    ...identityEnv(work),
    PATH: [...path, machine.env['PATH'] ?? ''].join(':'),
  };
}
