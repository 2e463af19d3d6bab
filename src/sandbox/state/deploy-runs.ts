import { addDeploymentStatus } from './deployments.ts';
import type { Repo } from './model.ts';
import { enter, type Waiting } from './protection.ts';
import { refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import { finishJob, startJob, startRun } from './runs.ts';
import type { Job, WorkflowRun } from './ship.ts';
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
  const { environments, ref: branch = repo.defaultBranch, by: actor } = wish;
  if (branchOf(repo, branch) === undefined) throw refusal('no-commit', { message: `No ref found for: ${branch}` });
  const jobs = environments.map((environment) => ({ name: `deploy ${environment}`, environment }));
  const path = '.github/workflows/deploy.yml';
  const run = startRun(world, repo, { event: 'workflow_dispatch', actor, path, name: 'Deploy', branch, jobs });
  for (const job of run.attempts.at(-1)?.jobs ?? []) letIn(world, job, wish);
  return run;
}

function letIn(world: World, job: Job, { by, outcome = 'success' }: DeployWish): void {
  const environment = job.environment ?? '';
  job.status = 'waiting';
  const decided = (deployment: Waiting) => {
    if (deployment.passage.state === 'rejected') return finishJob(world, job, { conclusion: 'failure' });
    startJob(world, job);
    addDeploymentStatus(world, deployment, { state: outcome, creator: by });
    finishJob(world, job, { conclusion: outcome });
  };
  job.deployment = enter(world, job.run, { environment, by, decided }) ?? null;
  if (job.deployment === null) finishJob(world, job, { conclusion: 'failure' });
}
