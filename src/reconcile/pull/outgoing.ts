import { PlatformError } from '../ports/faults.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Held } from '../ports/store.ts';
import type { Outgoing, PullMemory } from './memory.ts';
import { noticeMarker } from './reminders.ts';
import { replyMarker } from './replies.ts';
import type { Known } from './save-pull.ts';

export interface Saying {
  readonly known: Known;
  readonly snapshot: PullSnapshot;
  readonly memory: () => PullMemory;
  readonly keep: (changed: Partial<PullMemory>) => Promise<void>;
}

/** So many of our own comments are remembered. */
export const mostWritten = 500;

/** A sign-in that fails is mended soon; a conversation that is locked stays so. */
const mostForbidden = 3;

/** It will not be taken later either. */
export function isFinal({ fault: { kind } }: PlatformError, { failures }: Pick<Held, 'failures'>): boolean {
  return kind === 'gone' || kind === 'refused' || (kind === 'forbidden' && failures >= mostForbidden);
}

/** Says what is still to be said and hides what is still to be hidden, each noted once it is done. Returns why some of it has to wait. */
export async function say(saying: Saying): Promise<PlatformError | undefined> {
  const { known, snapshot, memory, keep } = saying;
  const { held, world } = known;
  const { place } = snapshot;
  let failed: PlatformError | undefined;
  for (const nodeId of memory().toHide) {
    // One after the other: each is noted before the next.
    // oxlint-disable-next-line no-await-in-loop
    const hidden = await tried(known, () => world.platform.hideComment({ place, nodeId, confirm: held.confirm }));
    failed ??= hidden.later;
    // oxlint-disable-next-line no-await-in-loop
    if (hidden.later === undefined) await keep({ toHide: memory().toHide.filter((each) => each !== nodeId) });
  }
  for (const each of memory().outgoing) {
    // oxlint-disable-next-line no-await-in-loop
    const said = await tried(known, () => sayOne(known, snapshot, each));
    failed ??= said.later;
    if (said.later !== undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    await keep({
      outgoing: memory().outgoing.filter((other) => other !== each),
      written: [...memory().written, ...(said.answer ?? [])].slice(-mostWritten),
    });
  }
  return failed;
}

interface Tried<T> {
  readonly answer?: T;
  readonly later?: PlatformError;
}

/** What will never be taken is told and given up, so that it keeps nothing else waiting. */
async function tried<T>({ held, world, place, number }: Known, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (!isFinal(error, held)) return { later: error };
    const about = `${place.repoId}/${number}`;
    world.report({ level: 'warn', event: 'reply.given-up', about, because: error.message });
    return {};
  }
}

async function sayOne({ held, world, number }: Known, { place }: PullSnapshot, each: Outgoing): Promise<number[]> {
  const { confirm } = held;
  if (each.is === 'reaction') {
    await world.platform.react({ place, comment: each.to, with: each.content, confirm });
    return [];
  }
  const said = held.failures > 0 || held.tookOver ? await world.platform.ownComments({ place, number }) : [];
  const marker = each.is === 'reply' ? replyMarker(each.to) : noticeMarker(each.key);
  const there = said.find(({ body }) => body.endsWith(marker));
  const { id } = there ?? (await world.platform.createComment({ place, number, body: each.body, confirm }));
  return [id];
}
