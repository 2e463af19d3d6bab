import { pageOf } from '../shown/urls.ts';
import { atLeast, roleIn } from '../state/access.ts';
import { instant } from '../state/clock.ts';
import { entriesIn, judge } from '../state/groups.ts';
import { isPull } from '../state/issues.ts';
import type { Issue, PullRequest, QueueEntry, Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { dequeue, enqueue, entryOf } from '../state/queue.ts';
import { queueRuleOf } from '../state/queue-rule.ts';
import { type Asking, needPermission, refused } from './asking.ts';
import { connection } from './connection.ts';
import { showObject } from './git.ts';
import { showAccount } from './people.ts';

const minute = 60_000;

/** Null where the branch has none. */
export function showQueue(asking: Asking, repo: Repo, baseRef: string): object | null {
  const rule = queueRuleOf(repo, baseRef);
  if (rule === undefined) return null;
  const path = `/queue/${encodeURIComponent(baseRef)}`;
  const url = `${pageOf(asking.world, repo)}${path}`;
  return {
    __typename: 'MergeQueue',
    id: nodeId('MQ', `${repo.id}:${baseRef}`),
    nextEntryEstimatedTimeToMerge: null,
    repository: () => asking.back.repository(asking, repo),
    resourcePath: new URL(url).pathname,
    url,
    entries: connection('entries', entriesIn({ repo, baseRef }), (entry) => showEntry(asking, entry)),
    configuration: {
      checkResponseTimeout: rule.timeout / minute,
      maximumEntriesToBuild: rule.maxBuild,
      maximumEntriesToMerge: rule.maxMerge,
      mergeMethod: rule.method.toUpperCase(),
      mergingStrategy: rule.strategy,
      minimumEntriesToMerge: rule.minMerge,
      minimumEntriesToMergeWaitTime: rule.wait / minute,
    },
  };
}

function showEntry(asking: Asking, entry: QueueEntry): object {
  const { world } = asking;
  const { issue } = entry;
  const { repo } = issue;
  const group = repo.groups.find(({ entries }) => entries.includes(entry));
  const at = group?.entries.indexOf(entry) ?? 0;
  const object = (sha: string | undefined) => () => (sha === undefined ? null : showObject(asking, repo, sha));
  return {
    __typename: 'MergeQueueEntry',
    id: nodeId('MQE', entry.id),
    enqueuedAt: instant(entry.at),
    enqueuer: showAccount(world, entry.by),
    estimatedTimeToMerge: null,
    jump: entry.jump,
    solo: false,
    position: entriesIn({ repo, baseRef: entry.baseRef }).indexOf(entry) + 1,
    state: group === undefined ? 'QUEUED' : judge(world, repo, group) === 'green' ? 'MERGEABLE' : 'AWAITING_CHECKS',
    baseCommit: object(at === 0 ? group?.baseSha : group?.merges[at - 1]),
    headCommit: object(group?.merges[at]),
    pullRequest: () => asking.back.pull(asking, issue),
    mergeQueue: () => showQueue(asking, repo, entry.baseRef),
  };
}

/** What a pull request shows of the queue. */
export function showQueued(asking: Asking, issue: PullRequest) {
  const { repo, pull } = issue;
  const entry = () => entryOf(issue);
  return {
    isInMergeQueue: () => entry() !== undefined,
    isMergeQueueEnabled: () => queueRuleOf(repo, pull.baseRef) !== undefined,
    mergeQueue: () => showQueue(asking, repo, pull.baseRef),
    mergeQueueEntry: () => {
      const found = entry();
      return found ? showEntry(asking, found) : null;
    },
  };
}

interface Input {
  readonly clientMutationId?: string | null;
}

export function queueMutations(asking: Asking, issueBy: (asking: Asking, id: string) => Issue) {
  const { world, account, caller } = asking;
  const queued = (id: string): PullRequest => {
    const issue = issueBy(asking, id);
    if (!isPull(issue)) throw refused('NOT_FOUND', `Could not resolve to a PullRequest with the global id of '${id}'`);
    needPermission(asking, issue.repo, 'pull_requests:write');
    if (issue.repo.archived) throw refused('FORBIDDEN', 'Repository was archived so is read-only.');
    const isPerson = caller.kind === 'token' && caller.grant.kind === 'user';
    if (isPerson && !atLeast(roleIn(world, issue.repo, account), 'write')) {
      throw refused('FORBIDDEN', `${account.login} does not have the correct permissions to execute this.`);
    }
    return issue;
  };
  const answer = ({ clientMutationId }: Input, entry: QueueEntry) => ({
    clientMutationId,
    mergeQueueEntry: () => (entry.issue.repo.queue.includes(entry) ? showEntry(asking, entry) : null),
  });
  return {
    enqueuePullRequest: ({ input }: { input: Input & { pullRequestId: string; jump?: boolean; expectedHeadOid?: string } }) => {
      const { pullRequestId, jump, expectedHeadOid: sha } = input;
      const wish = { sender: account, jump: jump === true, ...(typeof sha === 'string' && { sha }) };
      return answer(input, enqueue(world, queued(pullRequestId), wish));
    },
    dequeuePullRequest: ({ input }: { input: Input & { id: string } }) =>
      answer(input, dequeue(world, queued(input.id), account)),
  };
}
