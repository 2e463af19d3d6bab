import type { Policy } from '../../checklist/policy.ts';
import { epochOf } from '../../ground/instant.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { arrange } from '../../views/board/arrangement.ts';
import { boardOf } from '../../views/board/board.ts';
import { normal, readBody } from '../../views/board/body.ts';
import { mergeBody } from '../../views/board/merge.ts';
import type { Remarks } from '../../views/policy-change.ts';
import type { OwnComment } from '../ports/platform.ts';
import type { BoardComment, PullSnapshot } from '../ports/snapshot.ts';
import type { Held } from '../ports/store.ts';
import { type Rhythm, secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';
import type { BoardMemory, KnownBoard, PullMemory } from './memory.ts';
import { mostWritten } from './outgoing.ts';

export interface BoardInput {
  readonly world: World;
  readonly held: Held;
  readonly snapshot: PullSnapshot;
  readonly verdict: Verdict;
  readonly policy: Policy;
  readonly warnings: readonly string[];
  readonly remarks: Remarks;
  readonly board: BoardMemory | null;
  /** Where the check is seen: one address whatever the head is. */
  readonly check: string;
  /** Boards of ours that nobody noted. */
  readonly found: readonly OwnComment[];
  /** Keeps what was done before the next thing is done, with those that are boards no more. */
  readonly keep: (board: BoardMemory, old: readonly KnownBoard[]) => Promise<void>;
}

export interface BoardDone {
  readonly board: BoardMemory;
  /** Ids of those found that are parts of it now. */
  readonly adopted: readonly number[];
  /** When it is to be written, where that has to wait. */
  readonly due?: string;
}

/** What the parts of the board are to say with a revision number: each is written out once. */
function bodiesOf({ verdict, policy, check, warnings, remarks }: BoardInput): (revision: number) => readonly string[] {
  const written = new Map<number, readonly string[]>();
  return (revision) => {
    const bodies = written.get(revision) ?? boardOf({ verdict, policy, revision, links: { check }, warnings, remarks }).bodies;
    written.set(revision, bodies);
    return bodies;
  };
}

/** Posts the board, or writes what is wrong in it once nobody is at it. */
export async function settleBoard(input: BoardInput): Promise<BoardDone> {
  const { board, snapshot } = input;
  const { digest, parts } = arrange(input.policy, input.verdict.phases);
  const whole = board !== null && board.digest === digest && board.comments.length === parts.length;
  const own = new Set((board?.comments ?? []).map(({ comment }) => comment));
  const shown = snapshot.boards.flatMap((each) => (each !== undefined && own.has(each.id) ? [each] : []));
  if (!whole || shown.length < parts.length) return postBoard(input, { digest, parts: parts.length });
  return writeBoard(input, board, shown);
}

/** All parts anew. What was posted of them before something went wrong is taken up again; other boards are to be hidden. */
async function postBoard(input: BoardInput, { digest, parts }: { digest: string; parts: number }): Promise<BoardDone> {
  const { world, held, snapshot, board } = input;
  const isBegun = board !== null && board.digest === digest && board.comments.length < parts;
  const there = new Set(snapshot.boards.flatMap((each) => (each === undefined ? [] : [each.id])));
  const begun = isBegun ? board.comments.filter(({ comment }) => there.has(comment)) : [];
  const old = (board?.comments ?? []).filter((each) => !begun.includes(each) && there.has(each.comment));
  const revision = (board?.revision ?? 0) + 1;
  const bodies = bodiesOf(input)(revision);
  const { place, number } = snapshot;
  let posted: BoardMemory = { digest, revision, comments: begun, wrongSince: null, mustRewrite: false };
  const adopted: number[] = [];
  for (const body of bodies.slice(begun.length)) {
    const found = partLike(input, digest, posted.comments.length + 1);
    if (found !== undefined) adopted.push(found.id);
    // One after the other: their order is the order of the checklist.
    // oxlint-disable-next-line no-await-in-loop
    const { id, nodeId, url } = found ?? (await world.platform.createComment({ place, number, body, confirm: held.confirm }));
    posted = { ...posted, comments: [...posted.comments, { comment: id, nodeId, url }] };
    // oxlint-disable-next-line no-await-in-loop
    await input.keep(posted, old);
  }
  return { board: posted, adopted };
}

/** Posted already, by somebody who could not note it. */
function partLike({ found }: BoardInput, policy: string, part: number): OwnComment | undefined {
  return found.find(({ body }) => {
    const marker = readBody(body)?.marker;
    return marker?.policy === policy && marker.part === part;
  });
}

/** Nothing where it says what it should, whatever its revision. */
async function writeBoard(input: BoardInput, board: BoardMemory, shown: readonly BoardComment[]): Promise<BoardDone> {
  const { world } = input;
  const revision = latestRevision(board, shown);
  const bodiesAt = bodiesOf(input);
  const wrong = shown.filter((comment, part) => board.mustRewrite || !saysSo(comment, part, bodiesAt));
  if (wrong.length === 0) return { board: { ...board, revision, wrongSince: null }, adopted: [] };
  const since = board.wrongSince ?? world.now();
  const due = boardDue({ since, shown, me: world.me.id, rhythm: world.rhythm });
  if (epochOf(due) > epochOf(world.now())) return { board: { ...board, revision, wrongSince: since }, adopted: [], due };
  const bodies = bodiesAt(revision + 1);
  for (const comment of wrong) {
    // oxlint-disable-next-line no-await-in-loop
    await writePart(input, comment, bodies[shown.indexOf(comment)] ?? '');
  }
  return { board: { ...board, revision: revision + 1, wrongSince: null, mustRewrite: false }, adopted: [] };
}

function saysSo({ body }: BoardComment, part: number, bodiesAt: ReturnType<typeof bodiesOf>): boolean {
  const revision = readBody(body)?.marker.revision;
  return revision !== undefined && normal(bodiesAt(revision)[part] ?? '') === normal(body);
}

/** What people flipped since the snapshot keeps its place: their word is on its way. */
async function writePart({ world, held, snapshot: { place } }: BoardInput, comment: BoardComment, next: string): Promise<void> {
  const now = await world.platform.comment({ place, comment: comment.id });
  if (now === undefined) return;
  const body = mergeBody({ base: comment.body, current: now.body, next });
  await world.platform.updateComment({ place, comment: comment.id, body, confirm: held.confirm });
}

/** A body that was written and not noted has the number already. */
function latestRevision({ revision }: BoardMemory, shown: readonly BoardComment[]): number {
  return Math.max(revision, ...shown.map(({ body }) => readBody(body)?.marker.revision ?? 0));
}

interface Waiting {
  readonly since: string;
  readonly shown: readonly BoardComment[];
  readonly me: number;
  readonly rhythm: Rhythm;
}

/** Once nobody has edited it for a while, and not much later than it went wrong whatever people do. */
export function boardDue({ since, shown, me, rhythm }: Waiting): string {
  const edits = shown.flatMap(({ revisions }) =>
    revisions.filter(({ editor }) => editor?.id !== me).map(({ at }) => epochOf(at)),
  );
  const quiet = Math.max(0, ...edits.filter((at) => !Number.isNaN(at))) + rhythm.boardQuiet * 1_000;
  const latest = epochOf(secondsAfter(since, rhythm.boardLatest));
  return new Date(Math.min(quiet, latest)).toISOString();
}

/** Nothing is asked any more: what stood there is hidden. */
export function withoutBoard(memory: PullMemory): PullMemory {
  return memory.board === null ? memory : { ...memory, ...retired(memory, memory.board.comments), board: null };
}

/** So many are listened to: two long boards. */
const mostReplaced = 20;

/** They are boards no more: hidden, ours as before, and listened to for what was flipped before people saw that. */
export function retired(
  { replaced, toHide, written }: PullMemory,
  old: readonly KnownBoard[],
): Pick<PullMemory, 'replaced' | 'toHide' | 'written'> {
  const ids = old.map(({ comment }) => comment);
  return {
    replaced: [...replaced.filter(({ comment }) => !ids.includes(comment)), ...old].slice(-mostReplaced),
    toHide: [...new Set([...toHide, ...old.map(({ nodeId }) => nodeId)])],
    written: [...new Set([...written, ...ids])].slice(-mostWritten),
  };
}

/** Every comment that boxes of it may be flipped in, those of its board first. */
export function boardsOf({ board, replaced }: Pick<PullMemory, 'board' | 'replaced'>): KnownBoard[] {
  return [...(board?.comments ?? []), ...replaced];
}

export function boardIdsOf(memory: Pick<PullMemory, 'board' | 'replaced'>): string[] {
  return boardsOf(memory).map(({ nodeId }) => nodeId);
}
