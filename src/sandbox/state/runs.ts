import type { Sha } from '../git/object.ts';
import { actionsApp } from './actions-app.ts';
import { addCheckRun, addSuite, updateCheckRun } from './checks.ts';
import type { Repo } from './model.ts';
import { branchOf } from './repositories.ts';
import type { Attempt, Job, Step, Workflow, WorkflowRun } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { Account, Permissions } from './who.ts';
import { happened, type World } from './world.ts';

export interface JobWish {
  readonly name: string;
  readonly labels?: readonly string[];
  readonly environment?: string;
}

export interface RunWish {
  readonly event: string;
  readonly actor: Account;
  /** `.github/workflows/ci.yml`, with `@ref` behind it or not. */
  readonly path: string;
  readonly name?: string;
  readonly title?: string;
  /** The tip of the default branch, unless said otherwise. */
  readonly sha?: Sha;
  readonly branch?: string | null;
  /** The fork that the commit comes from. */
  readonly headRepo?: Repo;
  readonly referenced?: WorkflowRun['referenced'];
  readonly permissions?: Permissions;
  readonly jobs: readonly JobWish[];
  /** It is over when whoever holds it says so, not with the last of its jobs. */
  readonly held?: boolean;
}

/** What a workflow gets that asks for nothing, where nobody changed that. */
export const usual: Permissions = { contents: 'read', packages: 'read' };

/** Only queued: whoever runs it moves its jobs on. */
export function startRun(world: World, repo: Repo, wish: RunWish): WorkflowRun {
  const app = actionsApp(world);
  const headRepo = wish.headRepo ?? repo;
  const workflow = workflowAt(world, repo, wish);
  const sha = wish.sha ?? branchOf(headRepo, wish.branch ?? repo.defaultBranch) ?? '';
  const branch = wish.branch === undefined ? repo.defaultBranch : wish.branch;
  const suite = addSuite(world, repo, { app, sha, branch: headRepo === repo ? branch : null });
  const now = world.clock.now();
  const run: WorkflowRun = {
    id: world.nextId(),
    repo,
    headRepo,
    workflow,
    name: wish.name ?? workflow.name,
    title: wish.title ?? wish.name ?? workflow.name,
    path: wish.path,
    event: wish.event,
    headBranch: branch,
    headSha: sha,
    number: ++workflow.runs,
    actor: wish.actor,
    suite,
    attempts: [],
    artifacts: new Map(),
    referenced: wish.referenced ?? [],
    permissions: wish.permissions ?? usual,
    createdAt: now,
    updatedAt: now,
  };
  shippedFrom(repo).workflowRuns.set(run.id, run);
  addAttempt(world, run, { by: wish.actor, jobs: wish.jobs, held: wish.held ?? false });
  return run;
}

function workflowAt(world: World, repo: Repo, { path: full, name }: RunWish): Workflow {
  const path = full.replace(/@.*$/, '');
  const found = shippedFrom(repo).workflows.get(path);
  if (found) return found;
  const workflow = { id: world.nextId(), repo, path, name: name ?? path, runs: 0, createdAt: world.clock.now() };
  shippedFrom(repo).workflows.set(path, workflow);
  return workflow;
}

/** `kept` are jobs of the attempt before that are not run again. */
export function addAttempt(
  world: World,
  run: WorkflowRun,
  of: { readonly by: Account; readonly jobs: readonly JobWish[]; readonly kept?: readonly Job[]; readonly held?: boolean },
): Attempt {
  const attempt: Attempt = {
    number: run.attempts.length + 1,
    status: 'queued',
    conclusion: null,
    startedAt: world.clock.now(),
    jobs: [...(of.kept ?? [])],
    by: of.by,
    tokens: new Set(),
    held: of.held ?? false,
  };
  run.attempts.push(attempt);
  run.updatedAt = world.clock.now();
  tellRun(world, run, 'requested');
  for (const wish of of.jobs) addJob(world, run, wish);
  return attempt;
}

/** The newest, which is the only one that still moves. */
export function attemptOf(run: WorkflowRun): Attempt {
  const attempt = run.attempts.at(-1);
  if (attempt === undefined) throw new Error(`Run ${run.id} was never tried.`);
  return attempt;
}

/** Later ones wait for those before: a workflow adds them when their turn comes. */
export function addJob(world: World, run: WorkflowRun, wish: JobWish): Job {
  const attempt = attemptOf(run);
  const { suite, headSha: sha, repo } = run;
  const check = addCheckRun(world, repo, { app: suite.app, suite, sha, name: wish.name });
  const now = world.clock.now();
  const job: Job = {
    id: check.id,
    run,
    attempt: attempt.number,
    check,
    name: wish.name,
    labels: wish.labels ?? ['ubuntu-latest'],
    status: 'queued',
    conclusion: null,
    steps: [],
    environment: wish.environment ?? null,
    deployment: null,
    createdAt: now,
    startedAt: now,
    completedAt: null,
  };
  check.detailsUrl = `${world.origin}/${repo.owner.login}/${repo.name}/actions/runs/${run.id}/job/${job.id}`;
  attempt.jobs.push(job);
  tellJob(world, job, 'queued');
  return job;
}

export function startJob(world: World, job: Job): void {
  const { run, check } = job;
  if (job.status === 'completed' || job.status === 'in_progress') return;
  Object.assign(job, { status: 'in_progress', startedAt: world.clock.now() });
  updateCheckRun(world, check, { app: check.suite.app, status: 'in_progress', startedAt: job.startedAt });
  tellJob(world, job, 'in_progress');
  const attempt = attemptOf(run);
  if (attempt.status === 'in_progress') return;
  attempt.status = 'in_progress';
  run.updatedAt = world.clock.now();
  tellRun(world, run, 'in_progress');
}

export interface JobEnd {
  readonly conclusion: string;
  readonly steps?: readonly Pick<Step, 'name' | 'conclusion'>[];
}

/** The run is done with the last of its jobs. */
export function finishJob(world: World, job: Job, { conclusion, steps = [] }: JobEnd): void {
  if (job.status === 'completed') return;
  Object.assign(job, { status: 'completed', conclusion, completedAt: world.clock.now() });
  job.steps.push(...steps.map((step, at): Step => ({ number: at + 1, status: 'completed', ...step })));
  updateCheckRun(world, job.check, { app: job.check.suite.app, conclusion });
  tellJob(world, job, 'completed');
  const attempt = attemptOf(job.run);
  if (!attempt.held && attempt.jobs.every(({ status }) => status === 'completed')) {
    finishRun(world, job.run, attempt.conclusion ?? worst(attempt.jobs));
  }
}

const order = ['failure', 'timed_out', 'action_required', 'cancelled', 'success', 'neutral', 'skipped'];

function worst(jobs: readonly Job[]): string {
  return order.find((conclusion) => jobs.some((job) => job.conclusion === conclusion)) ?? 'success';
}

export function finishRun(world: World, run: WorkflowRun, conclusion: string): void {
  const attempt = attemptOf(run);
  if (attempt.status === 'completed') return;
  Object.assign(attempt, { status: 'completed', conclusion });
  for (const token of attempt.tokens) world.grants.delete(token);
  run.updatedAt = world.clock.now();
  tellRun(world, run, 'completed');
}

function tellRun(world: World, run: WorkflowRun, action: string): void {
  const about = { workflow: run.workflow, workflow_run: run };
  happened(world, { event: 'workflow_run', action, repo: run.repo, sender: attemptOf(run).by, about });
}

export function tellJob(world: World, job: Job, action: string): void {
  const about = { workflow_job: job };
  happened(world, { event: 'workflow_job', action, repo: job.run.repo, sender: attemptOf(job.run).by, about });
}
