// The jobs of a workflow, each when those that it needs are over.

import { noteProblem } from '../state/run-logs.ts';
import { addJob, finishJob } from '../state/runs.ts';
import type { Job } from '../state/ship.ts';
import { callWorkflow } from './call.ts';
import { outerScope } from './contexts.ts';
import type { Execution, Level } from './execution.ts';
import { filledText, holds } from './expression/evaluate.ts';
import type { Context, Scope } from './expression/values.ts';
import { runJob } from './job.ts';
import { combinations, suffixOf } from './matrix.ts';
import { WorkflowProblem } from './problem.ts';
import type { Texts } from './shape.ts';
import { permissionsFor, type Result, type Turn, type Wished } from './turn.ts';
import type { JobPlan } from './workflow.ts';

export async function runJobs(execution: Execution, level: Level): Promise<ReadonlyMap<string, Result>> {
  const { jobs } = level.loaded.workflow;
  const begun = new Map<string, Promise<Result>>();
  const resultOf = (plan: JobPlan): Promise<Result> => {
    const found = begun.get(plan.id);
    if (found) return found;
    const needed = plan.needs.flatMap((id) => jobs.filter((each) => each.id === id));
    const started = Promise.all(needed.map(resultOf)).then((results) =>
      runPlan(execution, level, { plan, needs: new Map(results.map((result, at) => [plan.needs[at] ?? '', result])) }),
    );
    begun.set(plan.id, started);
    return started;
  };
  const results = await Promise.all(jobs.map(resultOf));
  return new Map(results.map((result, at) => [jobs[at]?.id ?? '', result]));
}

async function runPlan(execution: Execution, level: Level, turn: Turn): Promise<Result> {
  const { plan, needs } = turn;
  const before = [...needs.values()];
  // Somebody cancelled it: nothing is added to what is over.
  if (execution.attempt.status === 'completed') return { result: 'cancelled', outputs: {}, ran: true, failed: false };
  const failed = before.some((each) => each.failed);
  const cancelled = execution.signal.aborted;
  const status = { succeeded: before.every(({ result }) => result === 'success'), failed, cancelled };
  const context = Object.fromEntries([...needs].map(([id, { result, outputs }]) => [id, { result, outputs: { ...outputs } }]));
  const scope = outerScope(execution, level, { status, needs: context });
  const wished: Wished = { ...turn, scope, context };
  try {
    if (!holds(plan.if, scope) || (cancelled && plan.if === undefined)) return skip(execution, level, wished);
    if (plan.uses !== undefined) return await callWorkflow(execution, level, { ...wished, runJobs });
    return await runMatrix(execution, level, wished);
  } catch (error) {
    if (!(error instanceof WorkflowProblem)) throw error;
    noteProblem(execution.run, error.message);
    const { job } = jobNamed(execution, {
      name: level.prefix + (plan.name ?? plan.id),
      again: true,
      plan,
      environment: undefined,
    });
    finishJob(execution.world, job, { conclusion: 'failure' });
    return { result: 'failure', outputs: {}, ran: true, failed: true };
  }
}

function skip(execution: Execution, level: Level, { plan, needs }: Wished): Result {
  const again = [...needs.values()].some(({ ran }) => ran);
  const { job, kept } = jobNamed(execution, { name: level.prefix + (plan.name ?? plan.id), again, plan, environment: undefined });
  if (!kept) finishJob(execution.world, job, { conclusion: 'skipped' });
  return { result: 'skipped', outputs: {}, ran: !kept, failed: [...needs.values()].some(({ failed }) => failed) };
}

async function runMatrix(execution: Execution, level: Level, wished: Wished): Promise<Result> {
  const { plan, scope, needs } = wished;
  const where = `${level.loaded.workflow.path} jobs.${plan.id}.strategy.matrix`;
  const all = combinations(plan.matrix, scope, where);
  const failFast = filledText(plan.failFast, scope) === 'true';
  const stop = new AbortController();
  const again = [...needs.values()].some(({ ran }) => ran);
  const ends = await Promise.all(
    all.map(async (matrix, index) => {
      const strategy = { 'fail-fast': failFast, 'job-index': index, 'job-total': all.length };
      const one = { matrix, strategy, again, signal: AbortSignal.any([execution.signal, stop.signal]) };
      const end = await runOne(execution, level, { wished, ...one });
      if (end.conclusion === 'failure' && failFast) stop.abort();
      return end;
    }),
  );
  const is = (conclusion: string) => ends.some((end) => end.conclusion === conclusion);
  const result = is('failure') ? 'failure' : is('cancelled') ? 'cancelled' : 'success';
  const failed = result === 'failure' || [...needs.values()].some((each) => each.failed);
  return { result, outputs: Object.assign({}, ...ends.map(({ outputs }) => outputs)), ran: ends.some(({ ran }) => ran), failed };
}

interface One {
  readonly wished: Wished;
  readonly matrix: Context;
  readonly strategy: Context;
  readonly again: boolean;
  readonly signal: AbortSignal;
}

async function runOne(
  execution: Execution,
  level: Level,
  one: One,
): Promise<{ conclusion: string; outputs: Texts; ran: boolean }> {
  const { wished, matrix, strategy, again, signal } = one;
  const { plan, context } = wished;
  const scope: Scope = { ...wished.scope, contexts: { ...wished.scope.contexts, matrix, strategy } };
  const named = plan.name === undefined ? plan.id + suffixOf(matrix) : filledText(plan.name, scope);
  const environment = plan.environment === undefined ? undefined : filledText(plan.environment, scope);
  const { job, kept } = jobNamed(execution, { name: level.prefix + named, again, plan, environment });
  const goesOn = filledText(plan.continueOnError, scope) === 'true';
  const known = (conclusion: string) => (conclusion === 'failure' && goesOn ? 'success' : conclusion);
  if (kept) return { conclusion: known(job.conclusion ?? 'failure'), outputs: execution.outputs.get(job) ?? {}, ran: false };
  const permissions = permissionsFor(level, plan);
  const order = { level, plan, job, matrix, needs: context, strategy, permissions, signal };
  const { conclusion, outputs } = await runJob(execution, order);
  execution.outputs.set(job, outputs);
  return { conclusion: known(conclusion), outputs, ran: true };
}

interface Named {
  readonly name: string;
  /** Something that it needs ran again, so it does too. */
  readonly again: boolean;
  readonly plan: JobPlan;
  readonly environment: string | undefined;
}

/** The one that waits in this attempt, the one that is kept of the attempt before, or a new one. */
function jobNamed({ world, run, attempt }: Execution, { name, again, plan, environment }: Named): { job: Job; kept: boolean } {
  const { jobs, number } = attempt;
  const found = jobs.find((job) => job.name === name);
  if (found?.status === 'queued' && found.steps.length === 0) return { job: found, kept: false };
  if (found && found.attempt < number && !again) return { job: found, kept: true };
  if (found && found.attempt < number) jobs.splice(jobs.indexOf(found), 1);
  const wish = { name, labels: plan.labels, ...(environment !== undefined && { environment }) };
  return { job: addJob(world, run, wish), kept: false };
}
