import { countLines } from '../git/diff.ts';
import { changesOf } from '../shown/pulls.ts';
import { instantOrNull } from '../state/clock.ts';
import { mergeability } from '../state/merging.ts';
import type { PullRequest, Review } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { reviewsSeen } from '../state/pulls.ts';
import type { Asking } from './asking.ts';
import { connection } from './connection.ts';
import { showThread } from './conversation.ts';
import { showObject } from './git.ts';
import { showAccount } from './people.ts';
import { showQueued } from './queue.ts';

function showReview(asking: Asking, review: Review) {
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    databaseId: review.id,
    author: showAccount(asking.world, review.author),
    body: review.body,
    state: review.state,
    submittedAt: instantOrNull(review.submittedAt),
    commit: () => showObject(asking, review.issue.repo, review.commit),
  };
}

function mergeableOf({ world }: Asking, issue: PullRequest): string {
  if (issue.state === 'closed') return 'UNKNOWN';
  return mergeability(world, issue).mergeable ? 'MERGEABLE' : 'CONFLICTING';
}

export function showPull(asking: Asking, issue: PullRequest): object {
  const { pull, repo } = issue;
  const counted = () => changesOf(issue).files.map((change) => countLines(repo.store, change));
  const sum = (of: 'additions' | 'deletions') => () => counted().reduce((total, each) => total + each[of], 0);
  const kinds = { added: 'ADDED', removed: 'DELETED', modified: 'MODIFIED' };
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', issue.id),
    databaseId: pull.id,
    state: pull.mergedAt === null ? issue.state.toUpperCase() : 'MERGED',
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergedAt: instantOrNull(pull.mergedAt),
    mergedBy: pull.mergedBy && showAccount(asking.world, pull.mergedBy),
    mergeable: () => mergeableOf(asking, issue),
    mergeCommit: () => pull.mergeSha && showObject(asking, repo, pull.mergeSha),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    headRefName: pull.head.ref,
    headRefOid: pull.headSha,
    headRepository: () => asking.back.repository(asking, pull.head.repo),
    isCrossRepository: pull.head.repo !== repo,
    reviews: connection('reviews', reviewsSeen(issue, asking.account), (review) => showReview(asking, review)),
    commits: (args: object) => {
      const show = (sha: string) => ({ id: nodeId('PRC', `${issue.id}:${sha}`), commit: () => showObject(asking, repo, sha) });
      return connection('commits', changesOf(issue).commits, show)(args);
    },
    files: (args: object) =>
      connection('files', counted(), ({ path, additions, deletions, status }) => ({
        path,
        additions,
        deletions,
        changeType: kinds[status],
      }))(args),
    changedFiles: () => changesOf(issue).files.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    ...showQueued(asking, issue),
    ...showThread(asking, issue),
  };
}
