import type { Policy } from '../../checklist/policy.ts';
import type { Person, Statement } from '../../ledger/statement.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { arrange } from '../../views/board/arrangement.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { StoredFact, StoredRevision } from '../ports/store.ts';
import type { World } from '../world.ts';
import { boardsOf } from './boards.ts';
import { hearBoard } from './hear-board.ts';
import { type Comment, type CommentHeard, hearComments, namesIn, statementsIn } from './hear-comments.ts';
import { hearReviews } from './hear-reviews.ts';
import type { PullMemory } from './memory.ts';
import { type Edited, type KnownRevision, revisionsOf } from './revisions.ts';

export interface Listening {
  readonly world: World;
  readonly snapshot: PullSnapshot;
  readonly policy: Policy;
  readonly subject: string;
  readonly facts: readonly StoredFact[];
  readonly memory: PullMemory;
  /** What was said of it until now. */
  readonly statements: readonly Statement[];
  /** For the phases that it asks, where there is no verdict yet. */
  readonly phases: Verdict['phases'];
}

export interface Heard {
  readonly statements: readonly Statement[];
  readonly revisions: readonly StoredRevision[];
  readonly comments: readonly CommentHeard[];
  /** A page that is open somewhere could be mistaken for another. */
  readonly rewrite: boolean;
}

/** All that people said since they were last listened to: with boxes, with commands, and in reviews. */
export async function listen(listening: Listening): Promise<Heard> {
  const { world, snapshot, policy, memory, subject, facts, phases } = listening;
  const { asked, digest } = arrange(policy, phases);
  const edits = facts.flatMap(({ fact }) => (fact.is === 'edited' ? [fact] : []));
  const treeOf = (sha: string) => memory.heads.findLast((head) => head.sha === sha)?.tree ?? undefined;
  const boards = await Promise.all(
    boardsOf(memory).map(async ({ comment, url }) => {
      const saved = await savings(listening, comment, edits);
      const heard = hearBoard({
        comment,
        revisions: saved.known,
        me: world.me.id,
        arrangement: { asked, digest },
        repoId: snapshot.place.repoId,
        subject,
        treeOf,
        url,
      });
      return { comment, saved, heard };
    }),
  );
  const isShown = (comment: number) => memory.board?.comments.some((each) => each.comment === comment) === true;
  for (const { comment, heard } of boards) {
    for (const because of heard.dropped)
      world.report({ level: 'warn', event: 'board.dropped', about: `${subject} ${comment}`, because });
  }
  const written = facts.flatMap(({ fact }): Comment[] => (fact.is === 'created' ? [fact] : []));
  const comments = hearComments({
    comments: written,
    policy,
    repoId: snapshot.place.repoId,
    subject,
    verdict: memory.verdict ?? undefined,
    heads: memory.heads,
    people: await peopleNamed(listening, written),
  });
  const { reviews, place } = snapshot;
  const reviewed = hearReviews({ reviews, policy, repoId: place.repoId, subject, statements: listening.statements });
  return {
    statements: [...boards.flatMap(({ heard }) => heard.statements), ...statementsIn(comments), ...reviewed],
    revisions: boards.flatMap(({ comment, saved }) => stored(comment, saved)),
    comments,
    rewrite: boards.some(({ comment, heard }) => heard.rewrite && isShown(comment)),
  };
}

/** So many at once. */
const mostNamed = 50;

/** Whom commands name. */
async function peopleNamed(
  { world, snapshot: { place } }: Listening,
  comments: readonly Comment[],
): Promise<Map<string, Person>> {
  const names = namesIn(comments).slice(0, mostNamed);
  const found = await Promise.all(names.map((login) => world.platform.account({ place, login })));
  return new Map(
    names.flatMap((name, at): [string, Person][] => {
      const account = found[at];
      return account?.kind === 'human' ? [[name, { id: account.id, login: account.login }]] : [];
    }),
  );
}

interface Savings {
  readonly known: readonly KnownRevision[];
  readonly next: number;
}

async function savings({ world, snapshot }: Listening, comment: number, edits: readonly Edited[]): Promise<Savings> {
  const kept = await world.store.read.revisions(comment);
  const shown = snapshot.boards.find((each) => each?.id === comment)?.revisions;
  const known = revisionsOf({ stored: kept, shown, facts: edits.filter((edit) => edit.comment === comment) });
  return { known, next: Math.max(-1, ...kept.map(({ ordinal }) => ordinal)) + 1 };
}

/** Those that were not on record, behind those that are. */
function stored(comment: number, { known, next }: Savings): StoredRevision[] {
  const fresh = known.filter(({ isStored }) => !isStored);
  return fresh.map(({ at, editor, body }, index) => ({ comment, at, editor, body, ordinal: next + index }));
}
