import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { updateCheckRun } from '../state/checks.ts';
import { addDeploymentStatus } from '../state/deployments.ts';
import { grantJob } from '../state/job-grants.ts';
import { enter, waitingIn } from '../state/protection.ts';
import { fullName } from '../state/repositories.ts';
import { logOf } from '../state/run-logs.ts';
import { grantedTo, isTrusted, runToken } from '../state/run-token.ts';
import { finishJob, startJob } from '../state/runs.ts';
import type { Deployment, Job, Step } from '../state/ship.ts';
import type { Permissions } from '../state/who.ts';
import { jobScope } from './contexts.ts';
import type { Execution, JobWork, Level } from './execution.ts';
import { filledText } from './expression/evaluate.ts';
import type { Context } from './expression/values.ts';
import { openMachine } from './machine.ts';
import { createMasks } from './masks.ts';
import { WorkflowProblem } from './problem.ts';
import { signalGroup } from './program.ts';
import type { Texts } from './shape.ts';
import { runStep } from './step.ts';
import { type StepPlan, titleOf } from './step-plan.ts';
import type { Later } from './step-work.ts';
import type { JobPlan } from './workflow.ts';

export interface JobOrder {
  readonly level: Level;
  readonly plan: JobPlan;
  readonly job: Job;
  readonly matrix: Context;
  readonly needs: Context;
  readonly strategy: Context;
  readonly permissions: Permissions;
  readonly signal: AbortSignal;
}

export interface JobEnd {
  readonly conclusion: string;
  readonly outputs: Texts;
}

/** A job from the moment that a machine is free to the moment that the machine is thrown away. */
export async function runJob(execution: Execution, order: JobOrder): Promise<JobEnd> {
  const { world } = execution;
  const { job } = order;
  const deployment = await letIn(execution, order);
  if (deployment === 'refused' || order.signal.aborted) {
    finishJob(world, job, { conclusion: order.signal.aborted ? 'cancelled' : 'failure' });
    return { conclusion: job.conclusion ?? 'failure', outputs: {} };
  }
  startJob(world, job);
  const work = begin(execution, order);
  try {
    const timeout = AbortSignal.timeout(Math.min(minutesOf(work) * 60_000, 2 ** 31 - 1));
    const timed: JobWork = { ...work, signal: AbortSignal.any([work.signal, timeout]) };
    await runSteps(timed);
    if (timeout.aborted && !work.signal.aborted) overTime(timed);
    const conclusion = work.signal.aborted || timeout.aborted ? 'cancelled' : timed.status;
    const outputs = outputsOf(timed);
    if (deployment)
      addDeploymentStatus(world, deployment, {
        state: conclusion === 'success' ? 'success' : 'failure',
        creator: deployment.creator,
      });
    finishJob(world, job, { conclusion });
    return { conclusion: job.conclusion ?? conclusion, outputs };
  } finally {
    for (const group of work.groups) signalGroup(group, 'SIGKILL');
    if (execution.options.keep === true) execution.folders.push(work.machine.root);
    else work.machine.remove();
  }
}

function minutesOf(work: JobWork): number {
  return work.plan.timeoutMinutes === undefined ? 360 : Number(filledText(work.plan.timeoutMinutes, jobScope(work)));
}

function overTime({ execution: { world }, job, plan }: JobWork): void {
  const message = `The job has exceeded the maximum execution time of ${plan.timeoutMinutes ?? 360} minutes.`;
  const annotation = { path: '.github', start_line: 1, end_line: 1, annotation_level: 'failure', message };
  updateCheckRun(world, job.check, { app: job.check.suite.app, output: { annotations: [annotation] } });
}

/** Waits where the environment is protected; nothing where there is none. */
async function letIn({ world, run, attempt }: Execution, { job, signal }: JobOrder): Promise<Deployment | 'refused' | undefined> {
  if (job.environment === null) return undefined;
  job.status = 'waiting';
  const { by } = attempt;
  let said: ((ok: boolean) => void) | undefined;
  const answer = new Promise<boolean>((resolve) => {
    said = resolve;
  });
  const decided = (deployment: Deployment) => said?.(deployment.passage?.state === 'approved');
  const deployment = enter(world, run, { environment: job.environment, by, decided });
  if (deployment === undefined) return 'refused';
  job.deployment = deployment;
  // Time that an environment asks for runs out by itself: somebody has to look.
  const look = setInterval(() => waitingIn(world, run.repo, run), 100);
  const stop = () => said?.(false);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return (await answer) ? deployment : 'refused';
  } finally {
    clearInterval(look);
    signal.removeEventListener('abort', stop);
  }
}

function begin(execution: Execution, { permissions, ...order }: JobOrder): JobWork {
  const { world, run, occasion, options } = execution;
  const { level, plan, job } = order;
  const granted = grantedTo(run, permissions);
  const { loaded } = level;
  const facts = {
    ref: occasion.ref,
    sha: occasion.sha,
    headRef: occasion.headRef,
    baseRef: occasion.baseRef,
    workflowRef: `${fullName(run.repo)}/${run.workflow.path}@${occasion.ref || occasion.sha}`,
    workflowSha: occasion.sha,
    jobWorkflowRef: `${fullName(loaded.repo)}/${loaded.workflow.path}@${loaded.ref}`,
    jobWorkflowSha: loaded.sha,
  };
  const mayIdentify = granted['id_token'] === 'write' && isTrusted(run);
  const tokens = {
    api: runToken(world, run, permissions),
    runtime: grantJob(world, job, { facts, mayIdentify }).token,
    mayIdentify,
  };
  const machine = openMachine(run.repo.name, options.debug === true);
  const folder = join(machine.temp, '_github_workflow');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'event.json'), JSON.stringify(occasion.payload, null, 2));
  const masks = createMasks([...Object.values(level.secrets), tokens.api, tokens.runtime]);
  const work: JobWork = {
    execution,
    ...order,
    facts,
    machine,
    masks,
    tokens,
    env: new Map(),
    path: [],
    steps: new Map(),
    groups: new Set(),
    status: 'success',
  };
  for (const texts of [loaded.workflow.env, plan.env]) {
    for (const [name, text] of Object.entries(texts)) work.env.set(name, filledText(text, jobScope(work)));
  }
  return work;
}

async function runSteps(work: JobWork): Promise<void> {
  const { job, plan } = work;
  const first = addStep(job, 'Set up job');
  logOf(job).lines.set(first.number, setUp(work));
  Object.assign(first, { status: 'completed', conclusion: 'success' });
  const planned = plan.steps.map((each) => ({ plan: each, step: addStep(job, titleOf(each)) }));
  const afterwards: { readonly later: Later; readonly plan: StepPlan }[] = [];
  for (const { plan: each, step } of planned) {
    step.name = nameOf(work, each);
    await turn(work, () => runStep(work, { step, plan: each, later: (later) => afterwards.push({ later, plan: each }) }));
  }
  for (const { later, plan: of } of afterwards.toReversed()) {
    const after: StepPlan = { ...of, name: later.title, if: later.if, timeoutMinutes: undefined };
    const step = addStep(job, later.title);
    await turn(work, () => runStep(work, { step, plan: after, act: later.act, later: () => undefined }));
  }
  Object.assign(addStep(job, 'Complete job'), { status: 'completed', conclusion: 'success' });
}

/** Once it is cancelled nothing more is begun. */
async function turn(work: JobWork, act: () => Promise<void>): Promise<void> {
  if (work.signal.aborted) work.status = 'cancelled';
  await act();
}

function nameOf(work: JobWork, plan: StepPlan): string {
  try {
    return filledText(titleOf(plan), jobScope(work));
  } catch {
    return titleOf(plan);
  }
}

function addStep(job: Job, name: string): Step {
  const step: Step = { number: job.steps.length + 1, name, status: 'queued', conclusion: null };
  job.steps.push(step);
  return step;
}

function setUp({ execution: { run, occasion }, tokens }: JobWork): string[] {
  return [
    'Runner of the sandbox',
    `Node ${process.version}`,
    `Run ${run.number} of ${run.workflow.name}, for ${occasion.event} at ${occasion.sha}`,
    ...(tokens.mayIdentify ? ['It may ask for a token that says who it is'] : []),
  ];
}

/** What the job says for those that need it; nothing that is secret. */
function outputsOf(work: JobWork): Texts {
  const scope = jobScope(work);
  const all = Object.entries(work.plan.outputs).map(([name, text]): [string, string] => {
    try {
      return [name, filledText(text, scope)];
    } catch (error) {
      if (!(error instanceof WorkflowProblem)) throw error;
      return [name, ''];
    }
  });
  return Object.fromEntries(all.filter(([, value]) => value !== '' && !work.masks.isSecret(value)));
}
