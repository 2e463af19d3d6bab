import type { PlatformError } from '../../reconcile/ports/faults.ts';

/** `again`: it may be asked again · `unheard`: nobody heard it, so that anything may be · `final`: asking again changes nothing. */
export type Attempt<T> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'failed'; readonly error: PlatformError; readonly next: 'again' | 'unheard' | 'final' };

export interface Patience {
  readonly tries: number;
  /** All tries and pauses together. */
  readonly deadlineMs: number;
  readonly firstPauseMs: number;
}

export interface Time {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
}

/** The one layer that asks again. `isRepeatable`: once more does no harm, even if the first time took effect. */
export async function withPatience<T>(
  attempt: () => Promise<Attempt<T>>,
  { patience, time, isRepeatable }: { readonly patience: Patience; readonly time: Time; readonly isRepeatable: boolean },
): Promise<T> {
  const end = time.now() + patience.deadlineMs;
  for (let tried = 1; ; tried += 1) {
    const got = await attempt();
    if (got.is === 'done') return got.value;
    const may = got.next === 'unheard' || (got.next === 'again' && isRepeatable);
    // Somewhere between half and the whole, so that those who failed together do not come back together.
    const pause = patience.firstPauseMs * 4 ** (tried - 1) * (0.5 + time.chance() / 2);
    if (!may || tried >= patience.tries || time.now() + pause >= end) throw got.error;
    await time.sleep(pause);
  }
}
