import { isAncestor } from '../git/history.ts';
import { mergeCommit } from '../git/merge.ts';
import type { Sha } from '../git/object.ts';
import { latestStatuses } from './checks.ts';
import { needEnvironment } from './environments.ts';
import type { Repo } from './model.ts';
import { push } from './pushes.ts';
import { refusal } from './refusal.ts';
import { branchOf, signatureOf } from './repositories.ts';
import type { Deployment, DeploymentStatus, Passage } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { Account, App } from './who.ts';
import { happened, type World } from './world.ts';

export interface DeploymentWish {
  readonly sha: Sha;
  readonly ref: string;
  readonly creator: Account;
  readonly app?: App | null;
  readonly environment?: string;
  readonly task?: string;
  readonly description?: string | null;
  readonly payload?: unknown;
  readonly production?: boolean;
  readonly transient?: boolean;
  readonly passage?: Passage;
}

export function addDeployment(world: World, repo: Repo, wish: DeploymentWish): Deployment {
  const { environment = 'production', creator } = wish;
  const { name } = needEnvironment(world, repo, environment);
  const now = world.clock.now();
  const deployment: Deployment = {
    id: world.nextId(),
    repo,
    sha: wish.sha,
    ref: wish.ref,
    task: wish.task ?? 'deploy',
    originalEnvironment: name,
    environment: name,
    description: wish.description ?? null,
    payload: wish.payload ?? {},
    production: wish.production ?? name === 'production',
    transient: wish.transient ?? false,
    creator,
    app: wish.app ?? null,
    passage: wish.passage ?? null,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  shippedFrom(repo).deployments.set(deployment.id, deployment);
  // A deployment that was asked for by the API belongs to no workflow.
  const raw = { workflow: null, workflow_run: null };
  happened(world, { event: 'deployment', action: 'created', repo, sender: creator, about: { deployment }, raw });
  return deployment;
}

export interface StatusWish {
  readonly state: string;
  readonly creator: Account;
  readonly app?: App | null;
  readonly description?: string;
  readonly environment?: string;
  readonly targetUrl?: string;
  readonly logUrl?: string;
  readonly environmentUrl?: string;
  readonly autoInactive?: boolean;
}

export function addDeploymentStatus(world: World, deployment: Deployment, wish: StatusWish): DeploymentStatus {
  const { state, description = '', creator, environment = deployment.environment, autoInactive = true } = wish;
  if (Array.from(description).length > 140) {
    const message = 'description is too long (maximum is 140 characters)';
    throw refusal('invalid-field', { errors: [{ resource: 'DeploymentStatus', code: 'custom', field: 'description', message }] });
  }
  const url = wish.logUrl ?? wish.targetUrl ?? '';
  const status: DeploymentStatus = {
    id: world.nextId(),
    deployment,
    state,
    description,
    environment,
    creator,
    app: wish.app ?? null,
    targetUrl: url,
    logUrl: url,
    environmentUrl: wish.environmentUrl ?? '',
    createdAt: world.clock.now(),
  };
  deployment.statuses.push(status);
  Object.assign(deployment, { environment, updatedAt: status.createdAt });
  const about = { deployment_status: status, deployment };
  // GitHub tells nobody of those that became inactive.
  if (state !== 'inactive') {
    happened(world, { event: 'deployment_status', action: 'created', repo: deployment.repo, sender: creator, about });
  }
  if (state === 'success' && autoInactive) retire(world, deployment, creator);
  return status;
}

export function stateOf({ statuses }: Deployment): string | undefined {
  return statuses.at(-1)?.state;
}

/** What stood in the same place before; production and what is transient by nature stay as they are. */
function retire(world: World, deployment: Deployment, creator: Account): void {
  for (const older of shippedFrom(deployment.repo).deployments.values()) {
    const replaced = older.id < deployment.id && older.environment === deployment.environment;
    if (!replaced || older.production || older.transient || stateOf(older) !== 'success') continue;
    addDeploymentStatus(world, older, { state: 'inactive', creator, autoInactive: false });
  }
}

export function removeDeployment(deployment: Deployment): void {
  const { deployments } = shippedFrom(deployment.repo);
  if (stateOf(deployment) !== 'inactive' && deployments.size > 1) throw refusal('active-deployment');
  deployments.delete(deployment.id);
}

/** Unless they are named, all that reported; a list of none asks for none. */
export function refuseContexts(repo: Repo, sha: Sha, { ref, contexts }: { ref: string; contexts?: readonly string[] }): void {
  const states = new Map(latestStatuses(repo, sha).map(({ context, state }) => [context, state]));
  const failed = (contexts ?? [...states.keys()]).filter((context) => states.get(context) !== 'success');
  if (failed.length === 0) return;
  const errors = failed.map((context) => ({
    resource: 'Deployment',
    code: 'invalid',
    field: 'required_contexts',
    value: context,
  }));
  throw refusal('contexts', { message: `Conflict: Commit status checks failed for ${ref}.`, errors });
}

/** Brings the default branch into a branch that lacks it, in place of a deployment; says whether it had to. */
export function autoMerge(world: World, repo: Repo, { ref, sender }: { ref: string; sender: Account }): boolean {
  const [head, base] = [branchOf(repo, ref), branchOf(repo, repo.defaultBranch)];
  if (head === undefined || base === undefined || isAncestor(repo.store, base, head)) return false;
  const by = signatureOf(world, sender);
  const message = `Merge branch '${repo.defaultBranch}' into ${ref}`;
  const merged = mergeCommit(repo.store, { base: head, head: base, author: by, committer: by, message });
  if (!('sha' in merged)) throw refusal('conflict', { message: `Conflict merging ${repo.defaultBranch} into ${ref}.` });
  push(world, { repo, ref: `refs/heads/${ref}`, sha: merged.sha, sender });
  return true;
}
