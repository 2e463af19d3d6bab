import type { Change } from '../state/change.ts';
import type { Annotation } from '../state/model.ts';
import { logOf, noteProblem, problemOf } from '../state/run-logs.ts';
import { isTrusted } from '../state/run-token.ts';
import { attemptOf, finishJob, finishRun, startRun, usual } from '../state/runs.ts';
import type { Artifact, Job, WorkflowRun } from '../state/ship.ts';
import type { World } from '../state/world.ts';
import { inputsFor } from './call.ts';
import type { Execution, Level, Loaded, RunnerOptions } from './execution.ts';
import type { Context } from './expression/values.ts';
import { runJobs } from './graph.ts';
import { loadWorkflow, referencedBy } from './load.ts';
import { type Occasion, occasionOf } from './occasion.ts';
import { problem, WorkflowProblem } from './problem.ts';
import type { Texts } from './shape.ts';

export interface ExecutedStep {
  readonly number: number;
  readonly name: string;
  readonly conclusion: string | null;
  readonly log: string;
}

export interface ExecutedJob {
  readonly name: string;
  readonly conclusion: string | null;
  readonly job: Job;
  readonly steps: readonly ExecutedStep[];
  readonly log: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly outputs: Texts;
}

/** What a run came to. */
export interface Executed {
  readonly run: WorkflowRun;
  readonly conclusion: string | null;
  readonly jobs: readonly ExecutedJob[];
  readonly artifacts: readonly Artifact[];
  /** What of the workflow could not be run at all. */
  readonly problem: string | undefined;
  /** Where the folders of its jobs are, when they are kept. */
  readonly folders: readonly string[];
}

/** A run that the runner knows, whichever attempt of it. */
interface Known {
  readonly loaded: Loaded;
  readonly occasion: Occasion;
  readonly options: RunnerOptions;
  readonly outputs: WeakMap<Job, Texts>;
  stop: AbortController;
  done: Promise<Executed>;
}

export interface Runner {
  /** Starts a workflow for what happened; its attempts that somebody asks for later run by themselves. */
  readonly start: (order: Order) => { readonly run: WorkflowRun; readonly done: Promise<Executed> };
  /** The newest attempt of a run. */
  readonly done: (run: WorkflowRun) => Promise<Executed>;
  /** When nothing runs any more. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Order {
  readonly change: Change;
  readonly path: string;
  readonly options: RunnerOptions;
  /** Of a workflow that somebody starts by hand. */
  readonly inputs?: Context;
  /** Where it is known already. */
  readonly occasion?: Occasion;
}

export function createRunner(world: World): Runner {
  const known = new Map<WorkflowRun, Known>();
  const open = new Set<Promise<Executed>>();
  const begin = (run: WorkflowRun, of: Known) => {
    of.stop = new AbortController();
    const done = attempt(world, run, of).finally(() => open.delete(done));
    of.done = done;
    open.add(done);
    return done;
  };
  world.listeners.push(({ event, action, about: { workflow_run: run } }) => {
    const of = run && known.get(run);
    if (event !== 'workflow_run' || !run || !of) return;
    if (action === 'completed') of.stop.abort();
    if (action !== 'requested' || attemptOf(run).number === 1) return;
    attemptOf(run).held = true;
    // The jobs of the attempt are there when whoever asked for it is done.
    of.done = new Promise((resolve, reject) => {
      setImmediate(() => void begin(run, of).then(resolve, reject));
    });
    open.add(of.done);
    const waiting = of.done;
    void waiting.finally(() => open.delete(waiting)).catch(() => undefined);
  });
  const settled = async () => {
    while (open.size > 0) await Promise.allSettled(open);
  };
  return {
    start: (order) => {
      const { run, of } = prepare(world, order);
      known.set(run, of);
      return { run, done: begin(run, of) };
    },
    done: (run) => known.get(run)?.done ?? Promise.reject(problem(run.path, 'is no run of the runner')),
    settled,
    close: async () => {
      for (const { stop } of known.values()) stop.abort();
      await settled();
    },
  };
}

function prepare(world: World, { change, path, options, inputs = {}, occasion: given }: Order): { run: WorkflowRun; of: Known } {
  const { repo } = change;
  const occasion = given ?? occasionOf(world, change);
  if (!repo || !occasion)
    throw problem(path, `there is no commit to run on: ${change.event} has conflicts, or names what is not there`);
  const loaded = loadWorkflow(world, { repo, ref: occasion.ref || occasion.sha, sha: occasion.sha }, path);
  const { workflow } = loaded;
  const wanted = workflow.on['workflow_dispatch'];
  const own = occasion.event === 'workflow_dispatch' && wanted ? inputsFor(wanted, inputs, path) : inputs;
  const run = startRun(world, repo, {
    event: occasion.event,
    actor: occasion.actor,
    path,
    name: workflow.name,
    title: occasion.title,
    sha: occasion.runSha,
    branch: occasion.branch,
    headRepo: occasion.headRepo,
    referenced: referencedBy(loaded),
    permissions: workflow.permissions ?? usual,
    jobs: [],
    held: true,
  });
  inputsOf.set(run, own);
  const never = Promise.reject(problem(path, 'has not begun'));
  never.catch(() => undefined);
  return { run, of: { loaded, occasion, options, outputs: new WeakMap(), stop: new AbortController(), done: never } };
}

const inputsOf = new WeakMap<WorkflowRun, Context>();

async function attempt(world: World, run: WorkflowRun, { loaded, occasion, options, outputs, stop }: Known): Promise<Executed> {
  const now = attemptOf(run);
  const { signal } = stop;
  const execution: Execution = { world, repo: run.repo, run, attempt: now, occasion, options, outputs, signal, folders: [] };
  const level: Level = {
    loaded,
    prefix: '',
    inputs: inputsOf.get(run) ?? {},
    // A fork's pull request sees none of them.
    secrets: isTrusted(run) ? { ...options.secrets } : {},
    most: run.permissions,
  };
  try {
    const results = [...(await runJobs(execution, level)).values()].map(({ result }) => result);
    for (const job of now.jobs) if (job.status !== 'completed') finishJob(world, job, { conclusion: 'skipped' });
    finishRun(
      world,
      run,
      results.includes('failure') ? 'failure' : results.includes('cancelled') ? 'cancelled' : allSkipped(results),
    );
  } catch (error) {
    noteProblem(run, error instanceof Error ? error.message : 'It failed for no known reason.');
    for (const job of now.jobs) finishJob(world, job, { conclusion: 'failure' });
    finishRun(world, run, 'failure');
    if (!(error instanceof WorkflowProblem)) throw error;
  }
  return executed(execution);
}

function allSkipped(results: readonly string[]): string {
  return results.every((result) => result === 'skipped') ? 'skipped' : 'success';
}

function executed({ run, attempt: now, outputs, folders }: Execution): Executed {
  return {
    run,
    conclusion: now.conclusion,
    jobs: now.jobs.map((job) => executedJob(job, outputs.get(job) ?? {})),
    artifacts: [...run.artifacts.values()],
    problem: problemOf(run),
    folders,
  };
}

function executedJob(job: Job, outputs: Texts): ExecutedJob {
  const { lines, summaries } = logOf(job);
  const steps = job.steps.map(({ number, name, conclusion }) => ({
    number,
    name,
    conclusion,
    log: (lines.get(number) ?? []).join('\n'),
  }));
  return {
    name: job.name,
    conclusion: job.conclusion,
    job,
    steps,
    log: steps.map(({ log }) => log).join('\n'),
    summary: [...summaries.values()].join('\n\n'),
    annotations: job.check.output.annotations,
    outputs,
  };
}
