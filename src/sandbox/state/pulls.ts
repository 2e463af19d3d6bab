import { commitsBetween, mergeBase } from '../git/history.ts';
import type { Sha } from '../git/object.ts';
import { atLeast, roleIn } from './access.ts';
import { type IssueWish, newIssue, tellOf } from './issues.ts';
import type { Pull, PullRequest, Repo, Review } from './model.ts';
import { type FieldError, refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

export interface PullWish extends IssueWish {
  readonly base: string;
  readonly head: { readonly repo: Repo; readonly ref: string };
  readonly draft?: boolean;
}

export function openPull(world: World, repo: Repo, wish: PullWish): PullRequest {
  const [baseSha, headSha] = [branchOf(repo, wish.base), branchOf(wish.head.repo, wish.head.ref)];
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  if (headSha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  refuseSecond(repo, wish);
  refuseEmpty(repo, { base: wish.base, head: wish.head.ref, baseSha, headSha });
  const pull: Pull = {
    id: world.nextId(),
    draft: wish.draft ?? false,
    baseRef: wish.base,
    baseSha,
    head: wish.head,
    headSha,
    mergedAt: null,
    mergedBy: null,
    mergeSha: null,
    autoMerge: null,
    requested: new Set(),
    reviews: [],
    baseChanges: [],
  };
  const issue: PullRequest = Object.assign(newIssue(world, repo, { ...wish, pull }), { pull });
  repo.refs.set(`refs/pull/${issue.number}/head`, headSha);
  tellOf(world, issue, { action: 'opened', sender: wish.author });
  return issue;
}

function refuseSecond(repo: Repo, { base, head }: PullWish): void {
  const twin = [...repo.open].find(
    ({ pull }) => pull?.baseRef === base && pull.head.ref === head.ref && pull.head.repo === head.repo,
  );
  if (twin === undefined) return;
  const message = `A pull request already exists for ${head.repo.owner.login}:${head.ref}.`;
  throw refusal('no-commits-between', { errors: [{ resource: 'PullRequest', code: 'custom', message }] });
}

function refuseEmpty(repo: Repo, of: { base: string; head: string; baseSha: Sha; headSha: Sha }): void {
  if (
    mergeBase(repo.store, of.baseSha, of.headSha) !== undefined &&
    commitsBetween(repo.store, of.baseSha, of.headSha).length > 0
  )
    return;
  const message = `No commits between ${of.base} and ${of.head}`;
  throw refusal('no-commits-between', { errors: [{ resource: 'PullRequest', code: 'custom', message }] });
}

function invalid(error: FieldError) {
  return refusal('invalid-field', { errors: [error] });
}

function refused(message: string) {
  return refusal('review-state', { errors: [{ resource: 'PullRequestReview', code: 'custom', message }] });
}

/** The head branch moved. */
export function syncHead(world: World, issue: PullRequest, to: { sha: Sha; sender: Account }): void {
  const { pull, repo } = issue;
  const before = pull.headSha;
  pull.headSha = to.sha;
  pull.baseSha = branchOf(repo, pull.baseRef) ?? pull.baseSha;
  repo.refs.set(`refs/pull/${issue.number}/head`, to.sha);
  issue.updatedAt = world.clock.now();
  tellOf(world, issue, { action: 'synchronize', sender: to.sender, raw: { before, after: to.sha } });
}

/** Closed, or merged when it says by which commit. */
export function closePull(world: World, issue: PullRequest, { sender, merge }: { sender: Account; merge?: Sha }): void {
  if (issue.state === 'closed') return;
  const now = world.clock.now();
  Object.assign(issue, { state: 'closed', closedAt: now, closedBy: sender, updatedAt: now });
  issue.repo.open.delete(issue);
  issue.pull.autoMerge = null;
  if (merge !== undefined) Object.assign(issue.pull, { mergedAt: now, mergedBy: sender, mergeSha: merge });
  tellOf(world, issue, { action: 'closed', sender });
}

export function reopenPull(world: World, issue: PullRequest, sender: Account): void {
  if (issue.state === 'open') return;
  const { pull } = issue;
  const head = branchOf(pull.head.repo, pull.head.ref);
  if (pull.mergedAt !== null || head === undefined) {
    const message = pull.mergedAt === null ? `The ${pull.head.ref} branch has been deleted.` : 'The pull request is merged.';
    throw invalid({ resource: 'PullRequest', code: 'custom', field: 'state', message });
  }
  Object.assign(issue, { state: 'open', closedAt: null, closedBy: null, updatedAt: world.clock.now() });
  issue.repo.open.add(issue);
  pull.headSha = head;
  tellOf(world, issue, { action: 'reopened', sender });
}

export function retarget(world: World, issue: PullRequest, to: { base: string; sender: Account }): void {
  const { pull, repo } = issue;
  if (pull.baseRef === to.base) return;
  const sha = branchOf(repo, to.base);
  if (sha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const changes = { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } };
  pull.baseChanges.push({ id: world.nextId(), from: pull.baseRef, to: to.base, by: to.sender, at: world.clock.now() });
  Object.assign(pull, { baseRef: to.base, baseSha: sha });
  issue.updatedAt = world.clock.now();
  tellOf(world, issue, { action: 'edited', sender: to.sender, raw: { changes } });
}

export function setDraft(world: World, issue: PullRequest, to: { draft: boolean; sender: Account }): void {
  if (issue.pull.draft === to.draft) return;
  issue.pull.draft = to.draft;
  issue.updatedAt = world.clock.now();
  tellOf(world, issue, { action: to.draft ? 'converted_to_draft' : 'ready_for_review', sender: to.sender });
}

export interface ReviewWish {
  readonly author: Account;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'PENDING';
  readonly body?: string;
  readonly commit?: Sha;
}

export function addReview(world: World, issue: PullRequest, wish: ReviewWish): Review {
  const now = world.clock.now();
  const isPending = issue.pull.reviews.some(({ author, state }) => author === wish.author && state === 'PENDING');
  if (isPending) throw refused('User can only have one pending review per pull request');
  const review: Review = {
    id: world.nextId(),
    issue,
    author: wish.author,
    state: wish.state,
    body: wish.body ?? '',
    commit: wish.commit ?? issue.pull.headSha,
    submittedAt: wish.state === 'PENDING' ? null : now,
  };
  refuseOwn(review, wish.state);
  issue.pull.reviews.push(review);
  issue.pull.requested.delete(wish.author);
  if (wish.state !== 'PENDING') tellReview(world, review, { action: 'submitted', sender: wish.author });
  return review;
}

/** What somebody has not submitted is theirs alone. */
export function reviewsSeen({ pull }: PullRequest, by: Account): Review[] {
  return pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === by);
}

export function submitReview(world: World, review: Review, to: { state: Review['state']; body?: string }): void {
  if (review.state !== 'PENDING') throw refused('Could not submit a review that is not pending');
  refuseOwn(review, to.state);
  Object.assign(review, { state: to.state, body: to.body ?? review.body, submittedAt: world.clock.now() });
  tellReview(world, review, { action: 'submitted', sender: review.author });
}

export function dismissReview(world: World, review: Review, sender: Account): void {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw refused(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  review.state = 'DISMISSED';
  tellReview(world, review, { action: 'dismissed', sender });
}

function refuseOwn({ author, issue }: Review, state: Review['state']): void {
  if (author !== issue.author || (state !== 'APPROVED' && state !== 'CHANGES_REQUESTED')) return;
  const message = `Can not ${state === 'APPROVED' ? 'approve' : 'request changes on'} your own pull request`;
  throw refusal('own-review', { errors: [{ resource: 'PullRequestReview', code: 'custom', message }] });
}

function tellReview(
  world: World,
  review: Review,
  { action, sender, raw }: { action: string; sender: Account; raw?: Readonly<Record<string, unknown>> },
): void {
  const { issue } = review;
  const about = { review, pull_request: issue };
  happened(world, { event: 'pull_request_review', action, repo: issue.repo, sender, about, ...(raw && { raw }) });
}

export function requestReview(world: World, issue: PullRequest, to: { reviewer: Account; sender: Account }): void {
  if (to.reviewer === issue.author) throw refused('Review cannot be requested from pull request author.');
  if (to.reviewer.type !== 'User' || !atLeast(roleIn(world, issue.repo, to.reviewer), 'read'))
    throw refused('Reviews may only be requested from collaborators.');
  if (issue.pull.requested.has(to.reviewer)) return;
  issue.pull.requested.add(to.reviewer);
  const about = { pull_request: issue, requested_reviewer: to.reviewer };
  happened(world, { event: 'pull_request', action: 'review_requested', repo: issue.repo, sender: to.sender, about });
}

export function unrequestReview(world: World, issue: PullRequest, to: { reviewer: Account; sender: Account }): void {
  if (!issue.pull.requested.delete(to.reviewer)) return;
  const about = { pull_request: issue, requested_reviewer: to.reviewer };
  happened(world, { event: 'pull_request', action: 'review_request_removed', repo: issue.repo, sender: to.sender, about });
}

/** Other words; the verdict stays. */
export function editReview(world: World, review: Review, { body, sender }: { body: string; sender: Account }): void {
  const from = review.body;
  if (from === body) return;
  review.body = body;
  if (review.state !== 'PENDING') tellReview(world, review, { action: 'edited', sender, raw: { changes: { body: { from } } } });
}

export function removePending(review: Review): void {
  const { issue } = review;
  if (review.state !== 'PENDING') throw refused('Can not delete a non-pending pull request review');
  issue.pull.reviews.splice(issue.pull.reviews.indexOf(review), 1);
}

/** As a fork's is written: with its owner. */
export function labelOfHead({ head }: Pull): string {
  return `${head.repo.owner.login}:${head.ref}`;
}
