import { instant } from '../state/clock.ts';
import { nodeId } from '../state/node-id.ts';
import { mayReview, timeLeft, type Waiting } from '../state/protection.ts';
import type { BranchPolicy, DeploymentReview, Environment, Reviewer } from '../state/ship.ts';
import type { Account, App } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { viewAccount, viewTeam } from './people.ts';
import { apiOf, pageOf } from './urls.ts';

function viewEnvironmentSimple(world: World, { id, repo, name }: Environment) {
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${apiOf(world, repo)}/environments/${encodeURIComponent(name)}`,
    html_url: `${pageOf(world, repo)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

function viewDated(world: World, environment: Environment) {
  const { createdAt, updatedAt } = environment;
  return { ...viewEnvironmentSimple(world, environment), created_at: instant(createdAt), updated_at: instant(updatedAt) };
}

function viewReviewer(world: World, each: Reviewer) {
  const reviewer = each.type === 'User' ? viewAccount(world, each.reviewer) : viewTeam(world, each.reviewer);
  return { type: each.type, reviewer };
}

export function viewEnvironment(world: World, environment: Environment) {
  const { waitTimer, reviewers, preventSelfReview, branches, ruleIds } = environment;
  const rule = (id: number, type: string) => ({ id, node_id: nodeId('GA', id), type });
  const waits = waitTimer > 0 ? [{ ...rule(ruleIds.wait, 'wait_timer'), wait_timer: waitTimer }] : [];
  const asks =
    reviewers.length > 0
      ? [
          {
            ...rule(ruleIds.reviewers, 'required_reviewers'),
            prevent_self_review: preventSelfReview,
            reviewers: reviewers.map((each) => viewReviewer(world, each)),
          },
        ]
      : [];
  return {
    ...viewDated(world, environment),
    protection_rules: [...waits, ...asks, ...(branches === 'any' ? [] : [rule(ruleIds.branches, 'branch_policy')])],
    deployment_branch_policy:
      branches === 'any' ? null : { protected_branches: branches === 'protected', custom_branch_policies: branches === 'custom' },
  };
}

export function viewPolicy({ id, name, type }: BranchPolicy) {
  return { id, node_id: nodeId('GABP', id), name, type };
}

export function viewGateApp(world: World, app: App) {
  const { id, slug } = app;
  return { id, slug, integration_url: `${world.origin}/apps/${slug}`, node_id: nodeId('A', id) };
}

export function viewGate(world: World, { id, app }: { readonly id: number; readonly app: App }) {
  return { id, node_id: nodeId('GA', id), enabled: true, app: viewGateApp(world, app) };
}

/** As it waits, for whoever looks. */
export function viewPending(world: World, { passage }: Waiting, viewer: Account) {
  const { environment, since } = passage;
  return {
    environment: viewEnvironmentSimple(world, environment),
    wait_timer: environment.waitTimer,
    wait_timer_started_at: timeLeft(world, passage) > 0 ? instant(since) : null,
    current_user_can_approve: mayReview(world, passage, viewer),
    reviewers: environment.reviewers.map((each) => viewReviewer(world, each)),
  };
}

export function viewApproval(world: World, { by, state, comment, environments }: DeploymentReview) {
  return { environments: environments.map((each) => viewDated(world, each)), state, user: viewAccount(world, by), comment };
}
