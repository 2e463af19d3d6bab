import { countLines } from '../git/diff.ts';
import { changesOf, viewReview } from '../shown/pulls.ts';
import { atLeast, roleIn } from '../state/access.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import { mergeability } from '../state/merging.ts';
import type { BaseChange, Labelling, PullRequest, Review } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { reviewsSeen } from '../state/pulls.ts';
import type { Asking } from './asking.ts';
import { connection, type PageArgs } from './connection.ts';
import { showLabel, showThread } from './conversation.ts';
import { showObject } from './git.ts';
import { showAccount } from './people.ts';
import { showQueued } from './queue.ts';

export function showReview(asking: Asking, review: Review) {
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    authorCanPushToRepository: atLeast(roleIn(asking.world, review.issue.repo, review.author), 'write'),
    url: viewReview(asking.world, review).html_url,
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

/** Forks may be deleted. */
function isThere({ world }: Asking, { pull }: PullRequest): boolean {
  return world.repos.has(pull.head.repo.id);
}

function showReviews(asking: Asking, issue: PullRequest) {
  const show = (review: Review) => showReview(asking, review);
  const seen = reviewsSeen(issue, asking.account);
  const said = seen.filter(({ state }) => state !== 'PENDING');
  const last = (reviews: readonly Review[]) => [...new Map(reviews.map((review) => [review.author, review])).values()];
  const opinions = said.filter(({ state }) => state !== 'COMMENTED');
  return {
    reviews: (args: PageArgs & { readonly states?: readonly string[] | null; readonly author?: string | null }) => {
      const items = seen
        .filter(({ state }) => !args.states || args.states.includes(state))
        .filter(({ author }) => !args.author || author.login === args.author);
      return connection('reviews', items, show)(args);
    },
    // Who is asked again has not said anything yet.
    latestReviews: connection(
      'latestReviews',
      last(said).filter(({ author }) => !issue.pull.requested.has(author)),
      show,
    ),
    latestOpinionatedReviews: (args: PageArgs & { readonly writersOnly?: boolean | null }) => {
      const writes = ({ author }: Review) => atLeast(roleIn(asking.world, issue.repo, author), 'write');
      const items = last(opinions).filter((review) => args.writersOnly !== true || writes(review));
      return connection('latestOpinionatedReviews', items, show)(args);
    },
  };
}

function showAutoMerge(asking: Asking, issue: PullRequest) {
  const { autoMerge } = issue.pull;
  return (
    autoMerge && {
      commitBody: null,
      commitHeadline: null,
      enabledAt: instant(autoMerge.at),
      enabledBy: showAccount(asking.world, autoMerge.by),
      mergeMethod: autoMerge.method.toUpperCase(),
      pullRequest: () => showPull(asking, issue),
    }
  );
}

interface TimelineFilter {
  readonly itemTypes?: readonly string[] | null;
}

/** What happened to its labels and to its base. The count of all is of all kinds, whatever is asked for. */
function showTimeline(asking: Asking, issue: PullRequest, args: PageArgs & TimelineFilter) {
  const all = [...issue.labelled, ...issue.pull.baseChanges].toSorted((a, b) => a.at - b.at || a.id - b.id);
  const wanted = all.filter((happened) => !args.itemTypes || args.itemTypes.includes(kindOf(happened)));
  const shown = connection('timelineItems', wanted, (happened: Labelling | BaseChange) => ({
    actor: showAccount(asking.world, happened.by),
    createdAt: instant(happened.at),
    ...('label' in happened ? showLabelling(happened) : showBaseChange(asking, issue, happened)),
  }))(args);
  return { ...shown, totalCount: all.length, filteredCount: wanted.length };
}

function kindOf(happened: Labelling | BaseChange): string {
  if (!('label' in happened)) return 'BASE_REF_CHANGED_EVENT';
  return happened.is === 'labeled' ? 'LABELED_EVENT' : 'UNLABELED_EVENT';
}

function showLabelling({ id, is, label }: Labelling) {
  const kind = is === 'labeled' ? 'LabeledEvent' : 'UnlabeledEvent';
  return { __typename: kind, id: nodeId('LE', id), label: showLabel(label) };
}

function showBaseChange(asking: Asking, issue: PullRequest, { id, from, to }: BaseChange) {
  return {
    __typename: 'BaseRefChangedEvent',
    id: nodeId('BRC', id),
    databaseId: id,
    currentRefName: to,
    previousRefName: from,
    pullRequest: () => showPull(asking, issue),
  };
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
    fullDatabaseId: String(pull.id),
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
    headRepository: () => (isThere(asking, issue) ? asking.back.repository(asking, pull.head.repo) : null),
    headRepositoryOwner: () => showAccount(asking.world, pull.head.repo.owner),
    headRef: () => (isThere(asking, issue) ? asking.back.ref(asking, pull.head.repo, pull.head.ref) : null),
    baseRef: () => asking.back.ref(asking, repo, pull.baseRef),
    baseRepository: () => asking.back.repository(asking, repo),
    isCrossRepository: pull.head.repo !== repo,
    ...showReviews(asking, issue),
    timelineItems: (args: PageArgs & TimelineFilter) => showTimeline(asking, issue, args),
    autoMergeRequest: () => showAutoMerge(asking, issue),
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
