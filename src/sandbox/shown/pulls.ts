import { countLines, diffTrees } from '../git/diff.ts';
import { commitsBetween, mergeBase } from '../git/history.ts';
import { commitOf } from '../git/store.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import { mergeability } from '../state/merging.ts';
import type { PullRequest, Repo, Review } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { branchOf } from '../state/repositories.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { associationOf, pageOfIssue, viewLabel } from './issues.ts';
import { viewAccount, viewAccountOrNull } from './people.ts';
import { viewRepository } from './repository.ts';
import { apiOf } from './urls.ts';

/** A fork that was deleted is null. */
function viewSide(world: World, repo: Repo, { ref, sha }: { ref: string; sha: string }) {
  const label = `${repo.owner.login}:${ref}`;
  const view = world.repos.has(repo.id) ? viewRepository(world, repo) : null;
  return { label, ref, sha, user: viewAccount(world, repo.owner), repo: view };
}

/** Each part of a pull request under its own address. */
function urlsOf(world: World, issue: PullRequest) {
  const api = apiOf(world, issue.repo);
  const [url, page] = [`${api}/pulls/${issue.number}`, pageOfIssue(world, issue)];
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${issue.number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${issue.number}/comments`,
    statuses_url: `${api}/statuses/${issue.pull.headSha}`,
  };
}

/** In lists. */
export function viewPullSimple(world: World, issue: PullRequest) {
  const { pull, repo } = issue;
  const urls = urlsOf(world, issue);
  const [assignee] = issue.assignees;
  const link = (href: string) => ({ href });
  return {
    ...urls,
    id: pull.id,
    node_id: nodeId('PR', issue.id),
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: viewAccount(world, issue.author),
    body: issue.body === '' ? null : issue.body,
    created_at: instant(issue.createdAt),
    updated_at: instant(issue.updatedAt),
    closed_at: instantOrNull(issue.closedAt),
    merged_at: instantOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeSha,
    assignee: viewAccountOrNull(world, assignee),
    assignees: [...issue.assignees].map((each) => viewAccount(world, each)),
    requested_reviewers: [...pull.requested].map((each) => viewAccount(world, each)),
    requested_teams: [],
    labels: [...issue.labels].map((label) => viewLabel(world, label)),
    milestone: null,
    draft: pull.draft,
    head: viewSide(world, pull.head.repo, { ref: pull.head.ref, sha: pull.headSha }),
    base: viewSide(world, repo, { ref: pull.baseRef, sha: pull.baseSha }),
    _links: {
      self: link(urls.url),
      html: link(urls.html_url),
      issue: link(urls.issue_url),
      comments: link(urls.comments_url),
      review_comments: link(urls.review_comments_url),
      review_comment: link(urls.review_comment_url),
      commits: link(urls.commits_url),
      statuses: link(urls.statuses_url),
    },
    author_association: associationOf(world, repo, issue.author),
    auto_merge: pull.autoMerge && {
      enabled_by: viewAccount(world, pull.autoMerge.by),
      merge_method: pull.autoMerge.method,
      commit_title: issue.title,
      commit_message: '',
    },
    active_lock_reason: null,
  };
}

/** What the head brings since it left the base, as commits and as files. */
export function changesOf({ repo, pull }: PullRequest) {
  const base = branchOf(repo, pull.baseRef) ?? pull.baseSha;
  const merged = pull.mergedAt === null ? base : pull.baseSha;
  const fork = mergeBase(repo.store, merged, pull.headSha);
  return {
    commits: commitsBetween(repo.store, merged, pull.headSha),
    files: diffTrees(
      repo.store,
      fork === undefined ? null : commitOf(repo.store, fork).tree,
      commitOf(repo.store, pull.headSha).tree,
    ),
  };
}

export function viewPull(world: World, issue: PullRequest) {
  const { pull, repo } = issue;
  const { commits, files } = changesOf(issue);
  const counted = files.map((change) => countLines(repo.store, change));
  const { mergeable, state } = mergeability(world, issue);
  return {
    ...viewPullSimple(world, issue),
    merged: pull.mergedAt !== null,
    mergeable: issue.state === 'closed' ? null : mergeable,
    rebaseable: issue.state === 'closed' ? null : mergeable,
    mergeable_state: state,
    merged_by: viewAccountOrNull(world, pull.mergedBy),
    comments: issue.comments.size,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: counted.reduce((sum, { additions }) => sum + additions, 0),
    deletions: counted.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}

/** Beside check runs and workflow runs. Empty there for forks, as GitHub has it. */
export function viewPullMinimal(world: World, issue: PullRequest) {
  const { pull, repo } = issue;
  const side = (of: Repo, ref: string, sha: string) => ({ ref, sha, repo: { id: of.id, url: apiOf(world, of), name: of.name } });
  return {
    id: pull.id,
    number: issue.number,
    url: `${apiOf(world, repo)}/pulls/${issue.number}`,
    head: side(pull.head.repo, pull.head.ref, pull.headSha),
    base: side(repo, pull.baseRef, pull.baseSha),
  };
}

export function viewReview(world: World, review: Review) {
  const { issue } = review;
  const page = `${pageOfIssue(world, issue)}#pullrequestreview-${review.id}`;
  const url = `${apiOf(world, issue.repo)}/pulls/${issue.number}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: viewAccount(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    ...(review.submittedAt !== null && { submitted_at: instant(review.submittedAt) }),
    commit_id: review.commit,
    author_association: associationOf(world, issue.repo, review.author),
  };
}

export function viewRequested(world: World, accounts: Iterable<Account>) {
  return { users: [...accounts].map((each) => viewAccount(world, each)), teams: [] };
}
