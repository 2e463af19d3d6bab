import { type Digest, digest } from '../../ground/json.ts';
import type { Pulse } from './read.ts';

/**
 * Digest of all that a verdict on a pull request depends on, made the same of the snapshot and of the smaller query: the names of the
 * repository; the tips of base and default branch, so that the config is in it; head, base and when it was last moved to it, fork, author,
 * state, draft; how many commits; labels, their number, and the newest time that one was put on; reviews and their states; comments of ours
 * among the newest hundred; of each board when others saved it, what of theirs was taken out of its history, and whether it is hidden; which
 * workflow runs are over, and since when.
 * Not in it: our own checks and savings, what others say, and the rights of people, which are looked up again before green.
 */
export function pulseOf({ repository, boards }: Pulse, me: { readonly id: number }): Digest {
  const { pullRequest: pull, defaultBranchRef } = repository;
  const last = pull.last.nodes[0]?.commit;
  return digest({
    place: [repository.databaseId, repository.owner.login, repository.name],
    tips: [defaultBranchRef, pull.baseRef].map((ref) => ref && [ref.name, ref.target.oid]),
    head: [pull.headRefOid, pull.headRefName, pull.headRepository?.databaseId ?? null],
    base: [pull.baseRefName, pull.lastMoved],
    author: pull.author?.id ?? null,
    state: [pull.state, pull.isDraft],
    commits: pull.last.totalCount,
    labels: [pull.labels.totalCount, pull.labels.nodes.map(({ name }) => name).toSorted(), pull.lastLabelled],
    reviews: [pull.reviews.totalCount, pull.reviews.nodes.map(({ fullDatabaseId, state }) => [fullDatabaseId, state])],
    own: pull.comments.filter(({ author }) => author?.id === me.id).map(({ fullDatabaseId }) => fullDatabaseId),
    boards: boards.map((board) => board && [board.kind, board.isMinimized, editsOf(board.userContentEdits, me)]),
    runs: (last?.suites.nodes ?? [])
      .filter(({ workflowRun }) => workflowRun !== null)
      .map(({ databaseId, status, updatedAt, workflowRun }) => [
        databaseId,
        workflowRun?.databaseId,
        // One that was run again and is over is another one.
        status === 'COMPLETED' ? updatedAt : null,
      ]),
  });
}

type Edits = NonNullable<Pulse['boards'][number]>['userContentEdits'];

function editsOf(edits: Edits, me: { readonly id: number }) {
  const others = edits?.nodes.filter(({ editor }) => editor?.id !== me.id) ?? [];
  return others.map(({ editedAt, deletedAt, editor }) => [editedAt, deletedAt, editor?.id ?? null]);
}
