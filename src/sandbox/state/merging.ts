import { isAncestor } from '../git/history.ts';
import { mergeCommit, mergedTree, rebaseCommits, squashCommit } from '../git/merge.ts';
import type { Sha } from '../git/object.ts';
import { commitOf } from '../git/store.ts';
import { latestRuns, latestStatuses, runsAt } from './checks.ts';
import type { MergeMethod, PullRequest } from './model.ts';
import { closePull, labelOfHead } from './pulls.ts';
import { push } from './pushes.ts';
import { refusal } from './refusal.ts';
import { branchOf, signatureOf } from './repositories.ts';
import { mergeViolations, rulesFor } from './rules.ts';
import type { Account } from './who.ts';
import type { World } from './world.ts';

export interface Mergeability {
  readonly mergeable: boolean;
  readonly state: 'clean' | 'dirty' | 'blocked' | 'behind' | 'unstable' | 'draft' | 'unknown';
  readonly violations: readonly string[];
}

/** Asked for often and costly to work out; a pair of commits never merges differently. */
const known = new WeakMap<object, Map<string, boolean>>();

function mergesCleanly({ repo, pull }: PullRequest): boolean {
  const base = branchOf(repo, pull.baseRef);
  if (base === undefined) return false;
  const pairs = known.get(repo.store) ?? new Map<string, boolean>();
  known.set(repo.store, pairs);
  const key = `${base} ${pull.headSha}`;
  const found = pairs.get(key) ?? 'tree' in mergedTree(repo.store, base, pull.headSha);
  pairs.set(key, found);
  return found;
}

export function mergeability(world: World, issue: PullRequest, sender: Account | null = null): Mergeability {
  const { repo, pull } = issue;
  if (issue.state === 'closed') return { mergeable: false, state: 'unknown', violations: [] };
  const violations = mergeViolations(world, issue, sender);
  if (!mergesCleanly(issue)) return { mergeable: false, state: 'dirty', violations };
  if (pull.draft) return { mergeable: true, state: 'draft', violations };
  if (isBehind(issue)) return { mergeable: true, state: 'behind', violations };
  if (violations.length > 0) return { mergeable: true, state: 'blocked', violations };
  const runs = latestRuns(runsAt(repo, pull.headSha));
  const well = runs.every(({ conclusion }) => ['success', 'neutral', 'skipped'].includes(conclusion ?? ''));
  const fine = latestStatuses(repo, pull.headSha).every(({ state }) => state === 'success');
  return { mergeable: true, state: well && fine ? 'clean' : 'unstable', violations };
}

function isBehind({ repo, pull }: PullRequest): boolean {
  const strict = rulesFor(repo, `refs/heads/${pull.baseRef}`).some(
    ({ rule }) => rule.parameters?.['strict_required_status_checks_policy'] === true,
  );
  const base = branchOf(repo, pull.baseRef);
  return strict && base !== undefined && !isAncestor(repo.store, base, pull.headSha);
}

export interface MergeOrder {
  readonly sender: Account;
  readonly method: MergeMethod;
  readonly title?: string;
  readonly message?: string;
  /** The head that the caller saw. */
  readonly sha?: Sha;
}

/** The button. It obeys the rules. */
export function mergePull(world: World, issue: PullRequest, order: MergeOrder): Sha {
  const { repo, pull } = issue;
  if (issue.state === 'closed' || pull.draft) {
    throw refusal('not-mergeable', { message: pull.draft ? 'Pull Request is still a draft' : 'Pull Request is not mergeable' });
  }
  if (order.sha !== undefined && order.sha !== pull.headSha) throw refusal('head-modified');
  const { mergeable, state, violations } = mergeability(world, issue, order.sender);
  if (!mergeable) throw refusal('not-mergeable');
  if (violations.length > 0)
    throw refusal('not-mergeable', { message: `Repository rule violations found\n\n${violations.join('\n\n')}` });
  if (state === 'behind')
    throw refusal('not-mergeable', { message: 'Head branch is out of date. Review and try the merge again.' });
  refuseMethod(issue, order.method);
  const sha = makeMerge(world, issue, order);
  closePull(world, issue, { sender: order.sender, merge: sha });
  push(world, { repo, ref: `refs/heads/${pull.baseRef}`, sha, sender: order.sender, internal: true });
  return sha;
}

function refuseMethod({ repo, pull }: PullRequest, method: MergeMethod): void {
  const rules = rulesFor(repo, `refs/heads/${pull.baseRef}`).map(({ rule }) => rule);
  if (rules.some(({ type }) => type === 'merge_queue')) {
    throw refusal('not-mergeable', { message: 'Changes must be made through the merge queue' });
  }
  const linear = rules.some(({ type }) => type === 'required_linear_history');
  const lists = rules.flatMap(({ type, parameters }) => (type === 'pull_request' ? [parameters?.['allowed_merge_methods']] : []));
  const refused = (linear && method === 'merge') || lists.some((list) => Array.isArray(list) && !list.includes(method));
  if (refused) throw refusal('not-mergeable', { message: `${method} merges are not allowed on this repository.` });
}

/** Only objects: neither the branch nor the pull request changes. */
export function makeMerge(world: World, issue: PullRequest, order: MergeOrder & { readonly onto?: Sha }): Sha {
  const { repo, pull } = issue;
  const base = order.onto ?? branchOf(repo, pull.baseRef) ?? pull.baseSha;
  const by = signatureOf(world, order.sender);
  const usual =
    order.method === 'merge'
      ? { title: `Merge pull request #${issue.number} from ${labelOfHead(pull).replace(':', '/')}`, message: issue.title }
      : { title: `${issue.title} (#${issue.number})`, message: commitOf(repo.store, pull.headSha).message };
  const message = [order.title ?? usual.title, order.message ?? usual.message].filter((part) => part !== '').join('\n\n');
  const wish = { base, head: pull.headSha, author: by, committer: by, message };
  const make = { merge: mergeCommit, squash: squashCommit, rebase: rebaseCommits }[order.method];
  const merged = make(repo.store, wish);
  if (!('sha' in merged)) throw refusal('not-mergeable');
  return merged.sha;
}

/** Brings the base into the head, as the button "Update branch". */
export function updateBranch(world: World, issue: PullRequest, sender: Account): Sha {
  const { repo, pull } = issue;
  const base = branchOf(repo, pull.baseRef) ?? pull.baseSha;
  const by = signatureOf(world, sender);
  const message = `Merge branch '${pull.baseRef}' into ${pull.head.ref}`;
  const merged = mergeCommit(repo.store, { base: pull.headSha, head: base, author: by, committer: by, message });
  if (!('sha' in merged)) throw refusal('conflict', { message: 'merge conflict between base and head' });
  push(world, { repo: pull.head.repo, ref: `refs/heads/${pull.head.ref}`, sha: merged.sha, sender });
  return merged.sha;
}
