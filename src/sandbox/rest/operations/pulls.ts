import { mostCommits } from '../../git/compare.ts';
import { viewCommit, viewFile } from '../../shown/git.ts';
import { pageOfIssue } from '../../shown/issues.ts';
import { changesOf, viewPull, viewPullSimple, viewRequested, viewReview } from '../../shown/pulls.ts';
import { editIssue, isPull } from '../../state/issues.ts';
import { mergePull, updateBranch } from '../../state/merging.ts';
import type { MergeMethod, PullRequest, Repo } from '../../state/model.ts';
import {
  addReview,
  closePull,
  dismissReview,
  editReview,
  labelOfHead,
  openPull,
  type ReviewWish,
  removePending,
  reopenPull,
  requestReview,
  retarget,
  reviewsSeen,
  submitReview,
  unrequestReview,
} from '../../state/pulls.ts';
import { refusal } from '../../state/refusal.ts';
import { found, pullOf, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, flag, noContent, ok, onRepo, type RepoCall, type Route, text, texts } from '../route.ts';
import { needAuthorOrWrite } from './issues.ts';

/** `branch`, or `owner:branch` for a fork. */
function headFrom({ world, repo, body }: RepoCall): { repo: Repo; ref: string } {
  const [owner, ref] = (text(body, 'head') ?? '').split(':');
  if (ref === undefined) return { repo, ref: owner ?? '' };
  const inNetwork = [...world.repos.values()].filter(({ store }) => store === repo.store);
  const named = text(body, 'head_repo');
  const head = inNetwork.find((each) => each.owner.login === owner && (named === undefined || each.name === named));
  if (head === undefined)
    throw refusal('invalid-field', { errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] });
  return { repo: head, ref };
}

function create(call: RepoCall) {
  const { world, repo, body, account } = call;
  const words = { title: text(body, 'title') ?? '', body: text(body, 'body') ?? '', base: text(body, 'base') ?? '' };
  const draft = flag(body, 'draft') ?? false;
  return created(viewPull(world, openPull(world, repo, { ...words, author: account, head: headFrom(call), draft })));
}

const sortKeys: Readonly<Record<string, (issue: PullRequest) => number>> = {
  updated: ({ updatedAt }) => updatedAt,
  popularity: ({ comments }) => comments.size,
  'long-running': ({ createdAt }) => -createdAt,
};

function list(call: RepoCall) {
  const { world, repo, query } = call;
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const items = [...(state === 'open' ? repo.open : repo.issues.values())]
    .filter(isPull)
    .filter((issue) => state === 'all' || issue.state === state)
    // A branch without its owner is not heard.
    .filter(({ pull }) => !head?.includes(':') || labelOfHead(pull) === head)
    .filter(({ pull }) => base === null || pull.baseRef === base);
  const sort = query.get('sort') ?? 'created';
  const key = sortKeys[sort] ?? (({ number }: PullRequest) => number);
  const sorted = items.toSorted((a, b) => key(b) - key(a) || b.number - a.number);
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc');
  return page(call, {
    items: direction === 'asc' ? sorted.toReversed() : sorted,
    view: (issue) => viewPullSimple(world, issue),
  });
}

function patch(call: RepoCall) {
  const { world, body, account } = call;
  const issue = pullOf(call);
  needAuthorOrWrite(call, issue.author);
  const [title, words, base, state] = ['title', 'body', 'base', 'state'].map((name) => text(body, name));
  editIssue(world, issue, {
    ...(title !== undefined && { title }),
    ...(words !== undefined && { body: words }),
    sender: account,
  });
  if (base !== undefined) retarget(world, issue, { base, sender: account });
  if (state === 'closed') closePull(world, issue, { sender: account });
  if (state === 'open') reopenPull(world, issue, account);
  return ok(viewPull(world, issue));
}

function methodFrom(body: Body): MergeMethod {
  const named = text(body, 'merge_method');
  return named === 'squash' || named === 'rebase' ? named : 'merge';
}

function merge(call: RepoCall) {
  const { world, body, account } = call;
  const [title, message, sha] = [text(body, 'commit_title'), text(body, 'commit_message'), text(body, 'sha')];
  const words = {
    ...(title !== undefined && { title }),
    ...(message !== undefined && { message }),
    ...(sha !== undefined && { sha }),
  };
  const merged = mergePull(world, pullOf(call), { sender: account, method: methodFrom(body), ...words });
  return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
}

const verdicts = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

function stateFrom(body: Body) {
  const events: Readonly<Record<string, 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'>> = verdicts;
  return events[text(body, 'event') ?? ''];
}

function review(call: RepoCall) {
  const { world, body, account } = call;
  const [words, commit] = [text(body, 'body'), text(body, 'commit_id')];
  const state: ReviewWish['state'] = stateFrom(body) ?? 'PENDING';
  if (state !== 'APPROVED' && state !== 'PENDING' && (words ?? '') === '') {
    throw refusal('invalid-field', { errors: [{ resource: 'PullRequestReview', code: 'missing_field', field: 'body' }] });
  }
  const wish = { author: account, state, ...(words !== undefined && { body: words }), ...(commit !== undefined && { commit }) };
  return ok(viewReview(world, addReview(world, pullOf(call), wish)));
}

function reviewOf(call: RepoCall) {
  return found(reviewsSeen(pullOf(call), call.account).find(({ id }) => id === Number(call.param('review_id'))));
}

function ownReview(call: RepoCall) {
  const own = reviewOf(call);
  if (own.author !== call.account) throw refusal('role');
  return own;
}

const reads = { app: ['pull_requests:read'], role: 'read' } as const;
const writes = { app: ['pull_requests:write'], role: 'read' } as const;
const pushes = { app: ['contents:write'], role: 'write' } as const;
const at = '/repos/{owner}/{repo}/pulls';

export const pullRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, reads, list),
  onRepo(`POST ${at}`, writes, create),
  onRepo(`GET ${at}/{pull_number}`, reads, (call) => ok(viewPull(call.world, pullOf(call)))),
  onRepo(`PATCH ${at}/{pull_number}`, writes, patch),
  onRepo(`GET ${at}/{pull_number}/files`, reads, (call) => {
    const issue = pullOf(call);
    const items = changesOf(issue).files.slice(0, 3000);
    return page(call, { items, view: (change) => viewFile(call.world, call.repo, { change, sha: issue.pull.headSha }) });
  }),
  onRepo(`GET ${at}/{pull_number}/commits`, reads, (call) =>
    page(call, {
      items: changesOf(pullOf(call)).commits.slice(0, mostCommits),
      view: (sha) => viewCommit(call.world, call.repo, sha),
    }),
  ),
  onRepo(`GET ${at}/{pull_number}/merge`, reads, (call) => {
    found(pullOf(call).pull.mergedAt);
    return noContent;
  }),
  onRepo(`PUT ${at}/{pull_number}/merge`, pushes, merge),
  onRepo(`PUT ${at}/{pull_number}/update-branch`, pushes, (call) => {
    const issue = pullOf(call);
    const expected = text(call.body, 'expected_head_sha');
    if (expected !== undefined && expected !== issue.pull.headSha) {
      throw refusal('invalid-field', { message: 'expected head sha didn’t match current head ref.' });
    }
    updateBranch(call.world, issue, call.account);
    return { status: 202, body: { message: 'Updating pull request branch.', url: pageOfIssue(call.world, issue) } };
  }),
  onRepo(`GET ${at}/{pull_number}/reviews`, reads, (call) =>
    page(call, { items: reviewsSeen(pullOf(call), call.account), view: (each) => viewReview(call.world, each) }),
  ),
  onRepo(`POST ${at}/{pull_number}/reviews`, writes, review),
  onRepo(`GET ${at}/{pull_number}/reviews/{review_id}`, reads, (call) => ok(viewReview(call.world, reviewOf(call)))),
  onRepo(`PUT ${at}/{pull_number}/reviews/{review_id}`, writes, (call) => {
    const own = ownReview(call);
    editReview(call.world, own, { body: text(call.body, 'body') ?? '', sender: call.account });
    return ok(viewReview(call.world, own));
  }),
  onRepo(`DELETE ${at}/{pull_number}/reviews/{review_id}`, writes, (call) => {
    const own = ownReview(call);
    removePending(own);
    return ok(viewReview(call.world, own));
  }),
  onRepo(`POST ${at}/{pull_number}/reviews/{review_id}/events`, writes, (call) => {
    const [pending, words] = [reviewOf(call), text(call.body, 'body')];
    submitReview(call.world, pending, {
      state: stateFrom(call.body) ?? 'COMMENTED',
      ...(words !== undefined && { body: words }),
    });
    return ok(viewReview(call.world, pending));
  }),
  onRepo(`PUT ${at}/{pull_number}/reviews/{review_id}/dismissals`, { app: ['pull_requests:write'], role: 'write' }, (call) => {
    const dismissed = reviewOf(call);
    dismissReview(call.world, dismissed, call.account);
    return ok(viewReview(call.world, dismissed));
  }),
  onRepo(`GET ${at}/{pull_number}/requested_reviewers`, reads, (call) =>
    ok(viewRequested(call.world, pullOf(call).pull.requested)),
  ),
  onRepo(`DELETE ${at}/{pull_number}/requested_reviewers`, { app: ['pull_requests:write'], role: 'triage' }, (call) => {
    const issue = pullOf(call);
    for (const login of texts(call.body, 'reviewers') ?? [])
      unrequestReview(call.world, issue, { reviewer: userOf(call.world, login), sender: call.account });
    return ok(viewPullSimple(call.world, issue));
  }),
  onRepo(`POST ${at}/{pull_number}/requested_reviewers`, { app: ['pull_requests:write'], role: 'triage' }, (call) => {
    const issue = pullOf(call);
    for (const login of texts(call.body, 'reviewers') ?? []) {
      requestReview(call.world, issue, { reviewer: userOf(call.world, login), sender: call.account });
    }
    return created(viewPullSimple(call.world, issue));
  }),
];
