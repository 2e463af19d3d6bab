import { readBody } from '../../views/board/body.ts';
import type { OwnComment } from '../ports/platform.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { PullMemory } from './memory.ts';
import type { Known } from './save-pull.ts';

export interface Strange {
  /** Ids of what we wrote and did not note, whatever it is. */
  readonly unknown: readonly number[];
  /** Those of them that are boards. */
  readonly boards: readonly OwnComment[];
}

export interface StrangeAsk {
  readonly known: Known;
  readonly snapshot: PullSnapshot;
  readonly memory: PullMemory;
}

/** What was written before a crash and not noted any more: on such a board people may tick, and nobody would hear of it. */
export async function strangeBoards({ known, snapshot, memory }: StrangeAsk): Promise<Strange> {
  const noted = new Set([...memory.written, ...(memory.board?.comments ?? []).map(({ comment }) => comment)]);
  const unknown = snapshot.ownComments.filter((id) => !noted.has(id));
  if (unknown.length === 0) return { unknown, boards: [] };
  const { place, number } = snapshot;
  const all = await known.world.platform.ownComments({ place, number });
  return { unknown, boards: all.filter(({ id, body }) => unknown.includes(id) && readBody(body) !== undefined) };
}
