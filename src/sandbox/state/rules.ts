import { atLeast, roleIn } from './access.ts';
import { covers, membershipIn } from './accounts.ts';
import { latestRuns, latestStatuses, runsAt } from './checks.ts';
import type { PullRequest, Repo, Rule, Ruleset } from './model.ts';
import { shippedFrom } from './shipped.ts';
import type { Account } from './who.ts';
import { actionsId, type World } from './world.ts';

/** Its own, and those that its organisation laid down for it. */
export function rulesetsOver(repo: Repo): Ruleset[] {
  const above = [...laidDownBy(repo.owner).values()].filter(({ repositories: { include, exclude, ids } }) => {
    if (ids) return ids.includes(repo.id);
    const matches = (pattern: string) => pattern === '~ALL' || likeRef(pattern).test(repo.name);
    return include.some(matches) && !exclude.some(matches);
  });
  return [...repo.rulesets.values(), ...above];
}

const laidDown = new WeakMap<Account, Map<number, Ruleset>>();

/** The rulesets of an organisation, beside its account. */
export function laidDownBy(owner: Account): Map<number, Ruleset> {
  const found = laidDown.get(owner) ?? new Map<number, Ruleset>();
  laidDown.set(owner, found);
  return found;
}

/** Every rule that holds for a reference now, with the ruleset that it comes from. */
export function rulesFor(repo: Repo, ref: string): { readonly rule: Rule; readonly ruleset: Ruleset }[] {
  return rulesetsOver(repo)
    .filter((ruleset) => ruleset.enforcement === 'active' && isMeant(repo, ruleset, ref))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ rule, ruleset })));
}

function isMeant(repo: Repo, { target, include, exclude }: Ruleset, ref: string): boolean {
  const kind = ref.startsWith('refs/tags/') ? 'tag' : ref.startsWith('refs/heads/') ? 'branch' : 'other';
  if (target !== kind) return false;
  const matches = (pattern: string) =>
    pattern === '~ALL' ||
    (pattern === '~DEFAULT_BRANCH' ? ref === `refs/heads/${repo.defaultBranch}` : likeRef(pattern).test(ref));
  return include.some(matches) && !exclude.some(matches);
}

/** As Ruby's fnmatch with path names: one star stays within a part, two do not. */
export function likeRef(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/?|\*|\?)/).map((part) => {
    if (part.startsWith('**')) return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`);
}

const roleIds: Readonly<Record<number, 'maintain' | 'write' | 'admin'>> = { 2: 'maintain', 4: 'write', 5: 'admin' };

/** `always`, or also `pull_request` where the button is meant. */
export function mayBypass(
  world: World,
  { ruleset, repo, sender, button }: { ruleset: Ruleset; repo: Repo; sender: Account; button: boolean },
): boolean {
  return ruleset.bypass.some(({ actor_id, actor_type, bypass_mode }) => {
    if (bypass_mode === 'pull_request' && !button) return false;
    if (actor_type === 'OrganizationAdmin') return world.organizations.get(repo.owner.id)?.members.get(sender.id) === 'admin';
    if (actor_type === 'User') return actor_id === sender.id;
    if (actor_id === null) return false;
    if (actor_type === 'RepositoryRole') return atLeast(roleIn(world, repo, sender), roleIds[actor_id] ?? 'admin');
    if (actor_type === 'Integration') return world.apps.get(actor_id)?.bot === sender;
    const team = actor_type === 'Team' ? world.teams.get(actor_id) : undefined;
    return team !== undefined && membershipIn(team, sender.id) !== undefined;
  });
}

export interface RefUpdate {
  readonly repo: Repo;
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly sender: Account;
  readonly forced: boolean;
}

/** Why a push is refused, in GitHub's words. */
export function pushViolations(world: World, update: RefUpdate): string[] {
  return rulesFor(update.repo, update.ref)
    .filter(({ ruleset }) => !mayBypass(world, { ruleset, repo: update.repo, sender: update.sender, button: false }))
    .flatMap(({ rule }) => pushViolation(update, rule));
}

function pushViolation({ repo, before, after, forced }: RefUpdate, rule: Rule): string[] {
  if (rule.type === 'deletion' && after === undefined) return ['Cannot delete this branch'];
  if (rule.type === 'creation' && before === undefined) return ['Cannot create ref due to creations being restricted.'];
  if (rule.type === 'update' && before !== undefined && after !== undefined) return ['Cannot update this protected ref.'];
  if (rule.type === 'non_fast_forward' && forced) return ['Cannot force-push to this branch'];
  if (after === undefined || (before === undefined && rule.parameters?.['do_not_enforce_on_create'] === true)) return [];
  if (rule.type === 'pull_request') return ['Changes must be made through a pull request.'];
  if (rule.type === 'merge_queue') return ['Changes must be made through the merge queue'];
  return rule.type === 'required_status_checks' ? checkViolations(repo, after, rule) : [];
}

interface Required {
  readonly context: string;
  readonly integration_id?: number;
}

export function requiredChecks(rule: Rule): readonly Required[] {
  const listed = rule.parameters?.['required_status_checks'];
  return Array.isArray(listed) ? listed : [];
}

/** `expected` while nothing that counts reported; a name that a check and a status share needs both. */
export function checkState(
  repo: Repo,
  sha: string,
  { context, integration_id }: Required,
): 'success' | 'failure' | 'pending' | 'expected' {
  const runs = latestRuns(runsAt(repo, sha)).filter(({ name }) => name === context);
  const newest = runs.toSorted((a, b) => a.id - b.id);
  const counted = integration_id === undefined ? newest.slice(-1) : newest.filter(({ suite }) => suite.app.id === integration_id);
  const statuses = latestStatuses(repo, sha).filter((status) => status.context === context);
  const fromRuns = counted.map(({ status, conclusion }) => {
    if (status !== 'completed') return 'pending';
    return ['success', 'neutral', 'skipped'].includes(conclusion ?? '') ? 'success' : 'failure';
  });
  const fromStatuses = statuses
    .filter(({ app }) => integration_id === undefined || app?.id === integration_id)
    .map(({ state }) => (state === 'error' ? 'failure' : state));
  const all = [...fromRuns, ...fromStatuses];
  if (all.length === 0) return 'expected';
  return (['failure', 'pending'] as const).find((state) => all.includes(state)) ?? 'success';
}

export function checkViolations(repo: Repo, sha: string, rule: Rule): string[] {
  const words = { failure: 'is failing', pending: 'is in progress', expected: 'is expected' };
  return requiredChecks(rule).flatMap((required) => {
    const state = checkState(repo, sha, required);
    return state === 'success' ? [] : [`Required status check "${required.context}" ${words[state]}.`];
  });
}

/** Why the button would refuse; nothing for who may bypass all that stands in the way. */
export function mergeViolations(world: World, issue: PullRequest, sender: Account | null): string[] {
  const { repo, pull } = issue;
  return rulesFor(repo, `refs/heads/${pull.baseRef}`)
    .filter(({ ruleset }) => sender === null || !mayBypass(world, { ruleset, repo, sender, button: true }))
    .flatMap(({ rule }) => mergeViolation(world, issue, rule));
}

function mergeViolation(world: World, issue: PullRequest, rule: Rule): string[] {
  const { repo, pull } = issue;
  if (rule.type === 'required_status_checks') return checkViolations(repo, pull.headSha, rule);
  if (rule.type === 'pull_request') return reviewViolations(world, issue, rule);
  if (rule.type === 'update') return ['Cannot update this protected ref.'];
  return rule.type === 'required_deployments' ? deploymentViolations(issue, rule) : [];
}

function reviewViolations(world: World, issue: PullRequest, rule: Rule): string[] {
  const needed = Number(rule.parameters?.['required_approving_review_count'] ?? 0);
  const standing = standingReviews(world, issue);
  const fresh = rule.parameters?.['dismiss_stale_reviews_on_push'] === true;
  const approving = standing.filter(({ state, commit }) => state === 'APPROVED' && (!fresh || commit === issue.pull.headSha));
  if (standing.some(({ state }) => state === 'CHANGES_REQUESTED'))
    return ['Changes were requested by reviewers with write access.'];
  if (approving.length >= needed) return [];
  return [`At least ${needed} approving review${needed === 1 ? ' is' : 's are'} required by reviewers with write access.`];
}

/** The last word of each reviewer who may write; a comment takes nothing back. */
function standingReviews(world: World, { repo, pull }: PullRequest) {
  const counted = pull.reviews.filter(
    ({ state, author }) => !['COMMENTED', 'PENDING'].includes(state) && atLeast(roleIn(world, repo, author), 'write'),
  );
  return [...new Map(counted.map((review) => [review.author, review])).values()];
}

function deploymentViolations({ repo, pull }: PullRequest, rule: Rule): string[] {
  const named = rule.parameters?.['required_deployment_environments'];
  const wanted: readonly string[] = Array.isArray(named) ? named : [];
  const there = [...shippedFrom(repo).deployments.values()].filter(
    ({ sha, statuses }) => sha === pull.headSha && statuses.at(-1)?.state === 'success',
  );
  const missing = wanted.filter((name) => !there.some(({ environment }) => environment === name));
  return missing.map((name) => `Missing successful active ${name} deployment.`);
}

/** An App can be asked for only where it is installed with `statuses: write`; that of the workflows is everywhere. */
export function canBeExpected(world: World, repo: Repo, appId: number): boolean {
  if (appId === actionsId) return true;
  return [...world.installations.values()].some(
    (installation) =>
      installation.app.id === appId && covers(installation, repo) && installation.permissions['statuses'] === 'write',
  );
}
