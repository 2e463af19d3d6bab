import { addDeploymentStatus } from './deployments.ts';
import type { Repo } from './model.ts';
import { enter, type Waiting } from './protection.ts';
import { refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import type { Attempt, Job, WorkflowRun } from './ship.ts';
import type { Account } from './who.ts';
import type { World } from './world.ts';

export interface DeployWish {
  readonly environments: readonly string[];
  /** A branch, the default one unless said otherwise. */
  readonly ref?: string;
  readonly by: Account;
  /** How the jobs end once they were let in: well, unless said otherwise. */
  readonly outcome?: 'success' | 'failure';
}

/** A workflow that somebody starts by hand, with a job for each environment. */
export function startDeploy(world: World, repo: Repo, wish: DeployWish): WorkflowRun {
  const { environments, ref = repo.defaultBranch, by } = wish;
  const sha = branchOf(repo, ref);
  if (sha === undefined) throw refusal('no-commit', { message: `No ref found for: ${ref}` });
  const now = world.clock.now();
  const attempt: Attempt = { status: 'waiting', conclusion: null, startedAt: now, jobs: [], by };
  const run: WorkflowRun = {
    id: world.nextId(),
    repo,
    headRepo: repo,
    name: 'Deploy',
    path: '.github/workflows/deploy.yml',
    event: 'workflow_dispatch',
    headBranch: ref,
    headSha: sha,
    number: repo.workflowRuns.size + 1,
    actor: by,
    attempts: [attempt],
    artifacts: new Map(),
    referenced: [],
    createdAt: now,
    updatedAt: now,
  };
  repo.workflowRuns.set(run.id, run);
  for (const environment of environments) startJob(world, run, { environment, wish });
  return run;
}

function startJob(world: World, run: WorkflowRun, { environment, wish }: { environment: string; wish: DeployWish }): void {
  const { by, outcome = 'success' } = wish;
  const job: Job = {
    id: world.nextId(),
    name: `deploy ${environment}`,
    status: 'waiting',
    conclusion: null,
    environment,
    deployment: null,
    reviews: new Map(),
    startedAt: world.clock.now(),
    completedAt: null,
  };
  run.attempts.at(-1)?.jobs.push(job);
  const decided = (deployment: Waiting) => {
    if (deployment.passage.state === 'approved') addDeploymentStatus(world, deployment, { state: outcome, creator: by });
    finish(world, run, { job, conclusion: deployment.passage.state === 'approved' ? outcome : 'failure' });
  };
  job.deployment = enter(world, run, { environment, by, decided }) ?? null;
  if (job.deployment === null) finish(world, run, { job, conclusion: 'failure' });
}

function finish(world: World, run: WorkflowRun, { job, conclusion }: { job: Job; conclusion: string }): void {
  const now = world.clock.now();
  Object.assign(job, { status: 'completed', conclusion, completedAt: now });
  run.updatedAt = now;
  for (const attempt of run.attempts) {
    if (attempt.jobs.some(({ status }) => status !== 'completed')) continue;
    const well = attempt.jobs.every((each) => each.conclusion === 'success');
    Object.assign(attempt, { status: 'completed', conclusion: well ? 'success' : 'failure' });
  }
}
