import type { PullSnapshot } from '../ports/snapshot.ts';
import type { World } from '../world.ts';
import type { PullMemory } from './memory.ts';

export interface Pushed {
  readonly memory: PullMemory;
  /** Somebody pushed the head, and nobody tells who. */
  readonly isUnknown: boolean;
}

/**
 * Who pushed the head, where no delivery told: it was pushed before the pull request was opened, or the delivery is lost. In a fork we may not
 * look; there only authors, committers and who opened it are known.
 */
export async function pusherOfHead({ platform }: World, snapshot: PullSnapshot, memory: PullMemory): Promise<Pushed> {
  const { place, head } = snapshot;
  const known = memory.heads.findLast(({ sha }) => sha === head.sha);
  if (known?.pusher === 'known' || head.repoId !== place.repoId) return { memory, isUnknown: false };
  const pusher = await platform.pusher({ place, branch: head.branch, sha: head.sha });
  if (pusher === null) return { memory, isUnknown: true };
  if (pusher === undefined) return { memory, isUnknown: known?.pusher === undefined };
  const heads = memory.heads.map((each) => (each.sha === head.sha ? { ...each, pusher: 'known' as const } : each));
  const others = memory.pushers.filter(({ id }) => id !== pusher.id);
  return { memory: { ...memory, heads, pushers: [...others, pusher] }, isUnknown: false };
}
