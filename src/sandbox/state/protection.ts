// How runs get into protected environments: they wait, and those who were asked let them in or turn them away.

import { atLeast, roleIn } from './access.ts';
import { membershipIn } from './accounts.ts';
import { addDeployment, addDeploymentStatus } from './deployments.ts';
import { environmentOf, mayEnter, needEnvironment } from './environments.ts';
import { isPull } from './issues.ts';
import type { Repo } from './model.ts';
import { refusal } from './refusal.ts';
import { fullName } from './repositories.ts';
import type { Deployment, DeploymentReview, Environment, Passage, WorkflowRun } from './ship.ts';
import { shippedFrom } from './shipped.ts';
import type { Account, App } from './who.ts';
import { happened, type World } from './world.ts';

export type Waiting = Deployment & { readonly passage: Passage };

export interface Entry {
  readonly environment: string;
  /** Who started this attempt of the run. */
  readonly by: Account;
  /** Told once, when it may go on or may not: at once where nothing is protected. */
  readonly decided?: (deployment: Waiting) => void;
}

/** The deployment of a job that names an environment; none where its branch may not go. It is let in when nobody objects any more. */
export function enter(
  world: World,
  run: WorkflowRun,
  { environment: name, by, decided = () => undefined }: Entry,
): Waiting | undefined {
  const { repo, event, headSha: sha } = run;
  const environment = needEnvironment(world, repo, name);
  const ref = run.headBranch ?? sha;
  const pulls = [...repo.open].filter(isPull).filter(({ pull }) => pull.headSha === sha);
  if (!mayEnter(environment, { event, branch: ref, pull: pulls[0] })) return undefined;
  const answers: Passage['answers'] = new Map();
  for (const { id } of environment.gates.values()) answers.set(id, { state: null, comments: [] });
  const since = world.clock.now();
  const passage: Passage = {
    run,
    environment,
    by,
    since,
    state: 'waiting',
    answers,
    reviews: [],
    decided: () => decided(deployment),
  };
  const deployment: Waiting = Object.assign(
    addDeployment(world, repo, { sha, ref, creator: by, environment: environment.name, passage }),
    {
      passage,
    },
  );
  const callback = `${world.origin}/repos/${fullName(repo)}/actions/runs/${run.id}/deployment_protection_rule`;
  const raw = { environment: environment.name, event, deployment_callback_url: callback };
  const about = { deployment, pull_requests: pulls };
  for (const only of environment.gates.values())
    happened(world, { event: 'deployment_protection_rule', action: 'requested', repo, sender: by, only, about, raw });
  settle(world, deployment);
  return deployment;
}

function isWaiting(deployment: Deployment): deployment is Waiting {
  return deployment.passage?.state === 'waiting';
}

/** Timers run out by themselves: whoever looks sees what has become of them. */
export function waitingIn(world: World, repo: Repo, run?: WorkflowRun): Waiting[] {
  const here = () =>
    [...shippedFrom(repo).deployments.values()]
      .filter(isWaiting)
      .filter(({ passage }) => run === undefined || passage.run === run);
  for (const deployment of here()) settle(world, deployment);
  return here();
}

export function timeLeft(world: World, { environment, since }: Passage): number {
  return Math.max(0, since + environment.waitTimer * 60_000 - world.clock.now());
}

function settle(world: World, deployment: Waiting): void {
  const { passage } = deployment;
  const said = [...passage.answers.values(), ...passage.reviews].map(({ state }) => state);
  if (said.includes('rejected')) decide(world, deployment, 'rejected');
  else if (timeLeft(world, passage) === 0 && isReviewed(passage) && [...passage.answers.values()].every(isYes))
    decide(world, deployment, 'approved');
}

function isReviewed({ environment, reviews }: Passage): boolean {
  return environment.reviewers.length === 0 || reviews.some(isYes);
}

function isYes({ state }: { readonly state: string | null }): boolean {
  return state === 'approved';
}

function decide(world: World, deployment: Waiting, state: 'approved' | 'rejected'): void {
  const { passage } = deployment;
  passage.state = state;
  addDeploymentStatus(world, deployment, { state: state === 'approved' ? 'in_progress' : 'failure', creator: passage.by });
  passage.decided();
}

export function mayReview(world: World, { environment, by }: Passage, account: Account): boolean {
  if (!atLeast(roleIn(world, environment.repo, account), 'read')) return false;
  if (environment.preventSelfReview && by === account) return false;
  return environment.reviewers.some(({ type, reviewer }) =>
    type === 'User' ? reviewer === account : membershipIn(reviewer, account.id)?.state === 'active',
  );
}

export interface ReviewWish {
  /** Ids. */
  readonly environments: readonly number[];
  readonly state: DeploymentReview['state'];
  readonly comment: string;
  readonly by: Account;
}

/** All of them, or none. */
export function reviewDeployments(world: World, run: WorkflowRun, { environments: ids, ...review }: ReviewWish): Waiting[] {
  const meant = meantBy(world, run, ids);
  if (meant.some(({ passage }) => !mayReview(world, passage, review.by))) throw refusal('not-reviewer');
  record(world, meant, review);
  return meant;
}

/** An administrator goes past every rule. */
export function forceDeployments(
  world: World,
  run: WorkflowRun,
  { environments: ids, ...review }: Omit<ReviewWish, 'state'>,
): void {
  if (!atLeast(roleIn(world, run.repo, review.by), 'admin')) throw refusal('role');
  const meant = meantBy(world, run, ids);
  for (const { passage } of meant) passage.reviews.push(reviewOf(meant, { ...review, state: 'approved' }));
  for (const deployment of meant) decide(world, deployment, 'approved');
}

function meantBy(world: World, run: WorkflowRun, ids: readonly number[]): Waiting[] {
  const waiting = waitingIn(world, run.repo, run);
  const meant = waiting.filter(({ passage }) => ids.includes(passage.environment.id));
  if (ids.length === 0 || meant.length < new Set(ids).size) throw refusal('not-waiting');
  return meant;
}

function reviewOf(meant: readonly Waiting[], review: Omit<ReviewWish, 'environments'>): DeploymentReview {
  return { ...review, environments: meant.map(({ passage }) => passage.environment) };
}

function record(world: World, meant: readonly Waiting[], review: Omit<ReviewWish, 'environments'>): void {
  const said = reviewOf(meant, review);
  for (const deployment of meant) {
    deployment.passage.reviews.push(said);
    settle(world, deployment);
  }
}

export interface GateAnswer {
  readonly environment: string;
  readonly app: App;
  /** Without one it is a comment only. */
  readonly state?: 'approved' | 'rejected';
  readonly comment?: string;
}

export function answerGate(world: World, run: WorkflowRun, { environment: name, app, state, comment }: GateAnswer): void {
  const environment: Environment | undefined = environmentOf(run.repo, name);
  const waiting = waitingIn(world, run.repo, run).find(({ passage }) => passage.environment === environment);
  const answer = waiting?.passage.answers.get(app.id);
  if (waiting && answer === undefined) throw refusal('not-gate');
  if (waiting === undefined || answer === undefined || answer.state !== null) throw refusal('not-waiting');
  if (Array.from(comment ?? '').length > 1024) throw refusal('gate-comment');
  if (state === undefined && answer.comments.length >= 10) throw refusal('gate-comment', { message: 'At most 10 comments' });
  if (comment !== undefined) answer.comments.push(comment);
  if (state === undefined) return;
  answer.state = state;
  settle(world, waiting);
}

/** Every review of a run, once, oldest first. */
export function reviewsOf(run: WorkflowRun): DeploymentReview[] {
  const own = [...shippedFrom(run.repo).deployments.values()].flatMap(({ passage }) =>
    passage?.run === run ? passage.reviews : [],
  );
  return [...new Set(own)];
}
