import type { Actor } from '../ports/place.ts';
import type { Move } from '../ports/platform.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { World } from '../world.ts';
import type { KnownHead, PullMemory } from './memory.ts';

export interface Pushed {
  readonly memory: PullMemory;
  /** Somebody pushed to it, and nobody tells who. */
  readonly isUnknown: boolean;
}

/**
 * Who pushed where no delivery told: before the pull request was opened, or because deliveries were lost, be it of the head or of what it
 * stands on. In a fork we may not look; there only authors, committers and who opened it are known.
 */
export async function pusherOfHead({ platform }: World, snapshot: PullSnapshot, memory: PullMemory): Promise<Pushed> {
  const { place, head } = snapshot;
  const isHead = ({ sha }: KnownHead) => sha === head.sha;
  const untold = memory.heads.filter((each) => (isHead(each) ? each.pusher !== 'known' : each.pusher === undefined));
  const isNobody = !memory.heads.some(isHead);
  if ((untold.length === 0 && !isNobody) || head.repoId !== place.repoId) return { memory, isUnknown: false };
  const moves = await platform.moves({ place, branch: head.branch });
  if (moves === null) return { memory, isUnknown: true };
  const traces = new Map(untold.map((each) => [each.sha, traceOf(each.sha, moves, memory.heads)]));
  const found = [...traces.values()].flatMap((trace) => trace ?? []);
  const heads = memory.heads.map((each) => (traces.get(each.sha) ? { ...each, pusher: 'known' as const } : each));
  const pushers = [...new Map([...memory.pushers, ...found].map((by) => [by.id, by])).values()];
  // Who opened it with what nobody is told to have pushed stands for that.
  const isUnknown = isNobody || heads.some(({ sha, pusher }) => traces.has(sha) && pusher === undefined);
  return { memory: { ...memory, heads, pushers }, isUnknown };
}

/** Who brought the branch there, back to the head before it that we know of; nothing where that is not told to its end. */
function traceOf(sha: string, moves: readonly Move[], heads: readonly KnownHead[]): Actor[] | undefined {
  const known = new Set(heads.map((head) => head.sha));
  // What was pushed before the first that we saw is none of its pull request.
  const isFirst = heads[0]?.sha === sha;
  const found: Actor[] = [];
  let at = moves.findIndex(({ after }) => after === sha);
  for (;;) {
    const move = moves[at];
    if (!move?.by) return undefined;
    found.push(move.by);
    if (isFirst || known.has(move.before)) return found;
    const from = at;
    at = moves.findIndex(({ after }, index) => index > from && after === move.before);
    if (at === -1 && /^0+$/.test(move.before)) return found;
  }
}
