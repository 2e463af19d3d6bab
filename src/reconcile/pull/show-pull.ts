import { PlatformError } from '../ports/faults.ts';
import type { OwnComment } from '../ports/platform.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import { earlier, secondsAfter } from '../rhythm.ts';
import type { Answered } from './answer-pull.ts';
import { retired, settleBoard } from './boards.ts';
import type { PullMemory } from './memory.ts';
import { isFinal, mostWritten, type Saying, say } from './outgoing.ts';
import { type Known, savePull } from './save-pull.ts';
import { strangeBoards } from './strange.ts';

export interface Showing {
  readonly known: Known;
  readonly snapshot: PullSnapshot;
  readonly answered: Answered;
}

interface Around extends Saying {
  readonly board: NonNullable<Answered['board']>;
}

/** The board and what else is to be said. The answer is on record by now: what cannot be written here is told, and holds up nothing else. */
export async function showPull({ known, snapshot, answered }: Showing): Promise<void> {
  let next = answered.memory;
  const saying: Saying = {
    known,
    snapshot,
    memory: () => next,
    keep: async (changed: Partial<PullMemory>) => {
      next = { ...next, ...changed };
      await savePull(known, snapshot, { memory: next });
    },
  };
  let failed: PlatformError | undefined;
  let { due } = answered;
  if (answered.board !== undefined) {
    const shown = await showBoard({ ...saying, board: answered.board });
    due = earlier(due, shown.due);
    failed = shown.failed;
  }
  failed = (await say(saying)) ?? failed;
  if (failed !== undefined) throw failed;
  await known.held.done(due);
}

interface Shown {
  readonly due?: string;
  readonly failed?: PlatformError;
}

async function showBoard(around: Around): Promise<Shown> {
  const { known, memory, keep } = around;
  const { now, rhythm } = known.world;
  try {
    const due = await settle(around);
    if (memory().unwritten === null) return due === undefined ? {} : { due };
    await keep({ unwritten: null });
    return { due: now() };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { held, number, place, world } = known;
    // One that was deleted meanwhile is posted again.
    if (error.fault.kind === 'gone' || !isFinal(error, held)) return { failed: error };
    const about = `${place.repoId}/${number}`;
    world.report({ level: 'warn', event: 'board.not-written', about, because: error.message });
    if (memory().unwritten === error.fault.kind) return { due: secondsAfter(now(), rhythm.retryLatest) };
    // Looked at once more, so that the check tells of it.
    await keep({ unwritten: error.fault.kind });
    return { due: now() };
  }
}

async function settle({ known, snapshot, memory, keep, board: shown }: Around): Promise<string | undefined> {
  const { world, held } = known;
  const found = await strangeBoards({ known, snapshot, memory: memory() });
  const written = (more: readonly number[]) => [...new Set([...memory().written, ...more])].slice(-mostWritten);
  const { board, adopted, ...settled } = await settleBoard({
    ...shown,
    world,
    held,
    snapshot,
    found: found.boards,
    board: memory().board,
    check: `${snapshot.url}/checks`,
    keep: (posted, old) => keep({ ...retired(memory(), old), board: posted }),
  });
  const foreign = found.boards.filter(({ id }) => !adopted.includes(id));
  if (foreign.length > 0) alarm(known, foreign);
  const isSame = board === memory().board && found.unknown.length === 0;
  if (!isSame) {
    const toHide = [...new Set([...memory().toHide, ...foreign.map(({ nodeId }) => nodeId)])];
    await keep({ board, toHide, written: written(found.unknown.filter((id) => !adopted.includes(id))) });
  }
  // What was said on one that is known only now was not heard yet.
  return adopted.length > 0 ? world.now() : settled.due;
}

function alarm({ world, place, number }: Known, foreign: readonly OwnComment[]): void {
  const because = `no board is known at ${foreign.map(({ url }) => url).join(', ')}: hidden, and nothing on it counts`;
  world.report({ level: 'alarm', event: 'board.unknown', about: `${place.repoId}/${number}`, because });
}
