import { atLeast, roleIn } from './access.ts';
import { covers } from './accounts.ts';
import type { PullRequest, Repo } from './model.ts';
import { refusal } from './refusal.ts';
import { likeRef, rulesFor } from './rules.ts';
import type { BranchPolicy, Environment, Reviewer } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { App } from './who.ts';
import type { World } from './world.ts';

export interface Protection {
  readonly waitTimer?: number;
  readonly reviewers?: readonly Reviewer[];
  readonly preventSelfReview?: boolean;
  readonly branches?: Environment['branches'];
}

/** Names are told apart by more than the size of their letters. */
export function environmentOf(repo: Repo, name: string): Environment | undefined {
  return shippedFrom(repo).environments.get(name.toLowerCase());
}

/** Made where it is not there, without any protection. */
export function needEnvironment(world: World, repo: Repo, name: string): Environment {
  const found = environmentOf(repo, name);
  if (found) return found;
  const now = world.clock.now();
  const environment: Environment = {
    id: world.nextId(),
    repo,
    name,
    waitTimer: 0,
    reviewers: [],
    preventSelfReview: false,
    branches: 'any',
    policies: new Map(),
    gates: new Map(),
    ruleIds: { wait: world.nextId(), reviewers: world.nextId(), branches: world.nextId() },
    createdAt: now,
    updatedAt: now,
  };
  shippedFrom(repo).environments.set(name.toLowerCase(), environment);
  return environment;
}

function invalid(field: string, message: string) {
  return refusal('environment', { errors: [{ resource: 'Environment', code: 'invalid', field, message }] });
}

const mostMinutes = 30 * 24 * 60;

/** What is not named is not protected any more; Apps and named branches stay. */
export function protect(world: World, repo: Repo, { name, ...wish }: Protection & { readonly name: string }): Environment {
  const { waitTimer = 0, reviewers = [], preventSelfReview = false, branches = 'any' } = wish;
  if (waitTimer < 0 || waitTimer > mostMinutes) throw invalid('wait_timer', `must be between 0 and ${mostMinutes}`);
  if (reviewers.length > 6) throw invalid('reviewers', 'at most six');
  const blind = reviewers.find((each) => each.type === 'User' && !atLeast(roleIn(world, repo, each.reviewer), 'read'));
  if (blind) throw invalid('reviewers', 'must have read access to the repository');
  const environment = needEnvironment(world, repo, name);
  return Object.assign(environment, { waitTimer, reviewers, preventSelfReview, branches, updatedAt: world.clock.now() });
}

export function removeEnvironment(environment: Environment): void {
  shippedFrom(environment.repo).environments.delete(environment.name.toLowerCase());
}

export function addPolicy(world: World, environment: Environment, wish: Omit<BranchPolicy, 'id'>): BranchPolicy {
  const { policies } = environment;
  const found = [...policies.values()].find(({ name, type }) => name === wish.name && type === wish.type);
  if (found) return found;
  const policy = { id: world.nextId(), ...wish };
  policies.set(policy.id, policy);
  return policy;
}

/** Apps that could be a gate here: they may write deployments, and listen for what a gate is asked. */
export function availableGates(world: World, repo: Repo): App[] {
  const able = [...world.installations.values()].filter(
    (installation) =>
      covers(installation, repo) &&
      installation.permissions['deployments'] === 'write' &&
      installation.events.includes('deployment_protection_rule'),
  );
  return [...new Set(able.map(({ app }) => app))];
}

/** The id of the rule. */
export function addGate(world: World, environment: Environment, appId: number): number {
  const app = availableGates(world, environment.repo).find(({ id }) => id === appId);
  if (app === undefined)
    throw invalid('integration_id', 'is not installed with deployments: write and deployment_protection_rule');
  if ([...environment.gates.values()].includes(app)) throw invalid('integration_id', 'is enabled already');
  if (environment.gates.size >= 6) throw invalid('integration_id', 'at most six');
  const id = world.nextId();
  environment.gates.set(id, app);
  return id;
}

/** Judged by the reference that the run executes: of a pull request that is its merge. */
export function mayEnter(
  { repo, branches, policies }: Environment,
  { event, branch, pull }: { readonly event: string; readonly branch: string; readonly pull: PullRequest | undefined },
): boolean {
  if (branches === 'any') return true;
  if (event.startsWith('pull_request') && event !== 'pull_request_target') {
    const name = `refs/pull/${pull?.number}/merge`;
    return branches === 'custom' && [...policies.values()].some((each) => likeRef(each.name).test(name));
  }
  const isTag = repo.refs.has(`refs/tags/${branch}`) && !repo.refs.has(`refs/heads/${branch}`);
  if (branches === 'protected') return !isTag && rulesFor(repo, `refs/heads/${branch}`).length > 0;
  const type = isTag ? 'tag' : 'branch';
  return [...policies.values()].some((each) => each.type === type && likeRef(each.name).test(branch));
}
