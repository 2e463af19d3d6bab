import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Outgoing, PullMemory } from './memory.ts';
import { replyMarker } from './replies.ts';
import type { Known } from './save-pull.ts';

export interface Saying {
  readonly known: Known;
  readonly snapshot: PullSnapshot;
  readonly memory: () => PullMemory;
  readonly keep: (changed: Partial<PullMemory>) => Promise<void>;
}

/** So many of our own comments are remembered. */
const mostWritten = 500;

/** Says what is still to be said and hides what is still to be hidden, each noted once it is done. */
export async function say({ known, snapshot, memory, keep }: Saying): Promise<void> {
  const { held, world } = known;
  const { place } = snapshot;
  for (const nodeId of memory().toHide) {
    // oxlint-disable-next-line no-await-in-loop
    await world.platform.hideComment({ place, nodeId, confirm: held.confirm });
    // oxlint-disable-next-line no-await-in-loop
    await keep({ toHide: memory().toHide.filter((each) => each !== nodeId) });
  }
  for (const each of memory().outgoing) {
    // oxlint-disable-next-line no-await-in-loop
    const written = await sayOne(known, snapshot, each);
    // oxlint-disable-next-line no-await-in-loop
    await keep({
      outgoing: memory().outgoing.filter((other) => other !== each),
      written: [...memory().written, ...written].slice(-mostWritten),
    });
  }
}

async function sayOne({ held, world, number }: Known, { place }: PullSnapshot, each: Outgoing): Promise<number[]> {
  const { confirm } = held;
  if (each.is === 'reaction') {
    await world.platform.react({ place, comment: each.to, with: each.content, confirm });
    return [];
  }
  const said = held.failures > 0 || held.tookOver ? await world.platform.ownComments({ place, number }) : [];
  const there = said.find(({ body }) => body.endsWith(replyMarker(each.to)));
  const { id } = there ?? (await world.platform.createComment({ place, number, body: each.body, confirm }));
  return [id];
}
