import type { Sha } from '../git/object.ts';
import { kindOf } from '../git/store.ts';
import type { Annotation, CheckAction, CheckRun, CheckStatus, CheckSuite, Repo, Status } from './model.ts';
import { refusal } from './refusal.ts';
import type { Account, App } from './who.ts';
import { happened, type World } from './world.ts';

/** An App has one suite for a commit. */
export function suiteOf(world: World, repo: Repo, of: { app: App; sha: Sha; branch?: string | null }): CheckSuite {
  const found = suitesAt(repo, of.sha).find(({ app }) => app === of.app);
  return found ?? addSuite(world, repo, of);
}

/** Another one beside those that are there: each run of a workflow has its own. */
export function addSuite(world: World, repo: Repo, of: { app: App; sha: Sha; branch?: string | null }): CheckSuite {
  needCommit(repo, of.sha);
  const now = world.clock.now();
  const suite: CheckSuite = {
    id: world.nextId(),
    repo,
    app: of.app,
    headSha: of.sha,
    headBranch: of.branch ?? branchAt(repo, of.sha),
    runs: [],
    status: 'queued',
    conclusion: null,
    createdAt: now,
    updatedAt: now,
  };
  repo.suites.set(of.sha, [...suitesAt(repo, of.sha), suite]);
  world.suites.set(suite.id, suite);
  return suite;
}

export function requestSuite(world: World, repo: Repo, of: { app: App; sha: Sha; branch: string; sender: Account }): void {
  const check_suite = suiteOf(world, repo, of);
  const about = { check_suite };
  happened(world, { event: 'check_suite', action: 'requested', repo, sender: of.sender, only: of.app, about });
}

export function suitesAt(repo: Repo, sha: Sha): CheckSuite[] {
  return repo.suites.get(sha) ?? [];
}

function branchAt(repo: Repo, sha: Sha): string | null {
  const ref = [...repo.refs].find(([name, tip]) => name.startsWith('refs/heads/') && tip === sha)?.[0];
  return ref?.slice('refs/heads/'.length) ?? null;
}

function needCommit(repo: Repo, sha: Sha): void {
  if (kindOf(repo.store, sha) !== 'commit') throw refusal('no-commit', { message: `No commit found for SHA: ${sha}` });
}

export function runsAt(repo: Repo, sha: Sha): CheckRun[] {
  return suitesAt(repo, sha).flatMap(({ runs }) => runs);
}

/** Of each name and App only the newest, as everything that decides sees them. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const latest = new Map(runs.toSorted((a, b) => a.id - b.id).map((run) => [`${run.suite.id} ${run.name}`, run]));
  return [...latest.values()];
}

export interface CheckWish {
  readonly name?: string;
  readonly status?: CheckStatus;
  readonly conclusion?: string;
  readonly externalId?: string;
  readonly detailsUrl?: string;
  readonly startedAt?: number;
  readonly completedAt?: number;
  readonly output?: { title?: string; summary?: string; text?: string; annotations?: readonly Annotation[] };
  readonly actions?: readonly CheckAction[];
}

export function addCheckRun(
  world: World,
  repo: Repo,
  wish: CheckWish & { app: App; sha: Sha; name: string; suite?: CheckSuite },
): CheckRun {
  const suite = wish.suite ?? suiteOf(world, repo, wish);
  checkWish(wish);
  const now = world.clock.now();
  const run: CheckRun = {
    id: world.nextId(),
    suite,
    name: wish.name,
    status: 'queued',
    conclusion: null,
    externalId: null,
    detailsUrl: null,
    startedAt: now,
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
    actions: [],
  };
  apply(world, run, wish);
  suite.runs.push(run);
  world.runs.set(run.id, run);
  tellRun(world, run, { action: 'created', sender: wish.app.bot });
  settle(world, run);
  return run;
}

export function updateCheckRun(world: World, run: CheckRun, wish: CheckWish & { app: App }): void {
  if (run.suite.app !== wish.app) {
    const message = `Invalid app_id ${wish.app.id} - check run can only be modified by the GitHub App that created it.`;
    throw refusal('other-app', { message });
  }
  checkWish(wish);
  const reopens = run.status === 'completed' && wish.conclusion === undefined && (wish.status ?? 'completed') !== 'completed';
  if (reopens) throw refusal('completed-check');
  apply(world, run, wish);
  settle(world, run);
}

function checkWish({ status, conclusion, output }: CheckWish): void {
  if (status === 'completed' && conclusion === undefined) throw refusal('conclusion-needed');
  if (conclusion === 'stale') throw refusal('stale-only');
  for (const part of [output?.summary, output?.text]) {
    if ((part ?? '').length > 65_535) {
      throw refusal('output-limit', { message: 'Invalid request.\n\nOnly 65535 characters are allowed; more were supplied.' });
    }
  }
  if ((output?.annotations?.length ?? 0) > 50) {
    throw refusal('too-many-annotations', {
      message: 'Invalid request.\n\nNo more than 50 items are allowed; more were supplied.',
    });
  }
}

/** A conclusion completes. */
function apply(world: World, run: CheckRun, wish: CheckWish): void {
  const completed = wish.conclusion !== undefined;
  Object.assign(run, {
    name: wish.name ?? run.name,
    status: completed ? 'completed' : (wish.status ?? run.status),
    conclusion: wish.conclusion ?? (run.status === 'completed' ? run.conclusion : null),
    externalId: wish.externalId ?? run.externalId,
    detailsUrl: wish.detailsUrl ?? run.detailsUrl,
    startedAt: wish.startedAt ?? run.startedAt,
    completedAt: completed ? (wish.completedAt ?? world.clock.now()) : run.completedAt,
    actions: wish.actions ?? run.actions,
  });
  if (!wish.output) return;
  const { title, summary, text, annotations = [] } = wish.output;
  Object.assign(run.output, { title: title ?? null, summary: summary ?? null, text: text ?? run.output.text });
  run.output.annotations.push(...annotations);
}

/** The suite follows its runs, and says when it is done. */
function settle(world: World, run: CheckRun): void {
  if (run.status === 'completed') tellRun(world, run, { action: 'completed', sender: run.suite.app.bot });
  const { suite } = run;
  const runs = latestRuns(suite.runs);
  const done = runs.every(({ status }) => status === 'completed');
  const before = suite.status;
  const status = done ? 'completed' : runs.some((each) => each.status !== 'queued') ? 'in_progress' : 'queued';
  Object.assign(suite, { status, conclusion: done ? worst(runs) : null, updatedAt: world.clock.now() });
  if (!done || before === 'completed') return;
  const about = { check_suite: suite };
  happened(world, { event: 'check_suite', action: 'completed', repo: suite.repo, sender: suite.app.bot, about });
}

const order = ['failure', 'timed_out', 'cancelled', 'action_required', 'stale', 'success', 'neutral', 'skipped'];

function worst(runs: readonly CheckRun[]): string {
  return order.find((conclusion) => runs.some((run) => run.conclusion === conclusion)) ?? 'success';
}

function tellRun(
  world: World,
  run: CheckRun,
  to: { action: string; sender: Account; raw?: Readonly<Record<string, unknown>> },
): void {
  const { repo, app } = run.suite;
  // The buttons of a check are answered by its App alone; the rest every App with checks hears.
  const only = ['requested_action', 'rerequested'].includes(to.action) ? { only: app } : {};
  const { action, sender, raw } = to;
  happened(world, { event: 'check_run', action, repo, sender, about: { check_run: run }, ...only, ...(raw && { raw }) });
}

/** Somebody pressed one of the buttons of a check. */
export function requestAction(world: World, run: CheckRun, by: { identifier: string; sender: Account }): void {
  const raw = { requested_action: { identifier: by.identifier } };
  tellRun(world, run, { action: 'requested_action', sender: by.sender, raw });
}

/** The run itself is not touched: its App has to answer. */
export function rerequestRun(world: World, run: CheckRun, sender: Account): void {
  tellRun(world, run, { action: 'rerequested', sender });
}

export function rerequestSuite(world: World, suite: CheckSuite, sender: Account): void {
  Object.assign(suite, { status: 'queued', conclusion: null, updatedAt: world.clock.now() });
  const about = { check_suite: suite };
  happened(world, { event: 'check_suite', action: 'rerequested', repo: suite.repo, sender, only: suite.app, about });
}

export type StatusWish = Pick<Status, 'sha' | 'state' | 'context' | 'description' | 'targetUrl' | 'creator' | 'app'>;

export function addStatus(world: World, repo: Repo, wish: StatusWish): Status {
  needCommit(repo, wish.sha);
  const status: Status = { id: world.nextId(), repo, ...wish, createdAt: world.clock.now() };
  repo.statuses.set(wish.sha, [...(repo.statuses.get(wish.sha) ?? []), status]);
  happened(world, { event: 'status', repo, sender: wish.creator, about: { status } });
  return status;
}

/** Of each context the newest. */
export function latestStatuses(repo: Repo, sha: Sha): Status[] {
  return [...new Map((repo.statuses.get(sha) ?? []).map((status) => [status.context, status])).values()];
}
