import { setTimeout as sleep } from 'node:timers/promises';
import type { Tries } from '../engine/tries.ts';
import { ProbeError } from './failure.ts';
import { type Header, valuesOf } from './header-list.ts';

/** One look at something that may still be starting. */
export interface Look<T> {
  readonly seen: T;
  readonly isGood: boolean;
  /** Seconds that the peer asked to wait. */
  readonly waitFor?: number | undefined;
}

export interface Attempts<T> {
  /** The last that was seen; nothing where nobody ever answered. */
  readonly last: T | undefined;
  readonly all: readonly Look<T>[];
  readonly inARow: number;
  readonly wanted: number;
  /** Looks without an answer, and why the last of them had none. */
  readonly failed: number;
  readonly failure?: ProbeError;
}

export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
}

const real: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
  chance: Math.random,
};

/** Longer waits would only find out later. */
const [longestWait, longestAsked] = [15_000, 60_000];
/** Kept for the report; more of them say nothing new. */
const most = 2_000;

/** Looks again and again until enough looks in a row were good, or there is no time for another. */
export async function attempt<T>(
  look: () => Promise<Look<T>>,
  { inARow: wanted = 1, within = 30, every = 1 }: Tries,
  { signal, clock = real }: { readonly signal: AbortSignal; readonly clock?: Clock },
): Promise<Attempts<T>> {
  const end = clock.now() + within * 1_000;
  const all: Look<T>[] = [];
  let [inARow, bad, failed] = [0, 0, 0];
  let failure: ProbeError | undefined;
  while (all.length + failed < most) {
    // One after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    const found = await look().catch((error: unknown) => failureIn(error, signal));
    if (found instanceof ProbeError) {
      failure = found;
      failed += 1;
    } else all.push(found);
    const isGood = !(found instanceof ProbeError) && found.isGood;
    inARow = isGood ? inARow + 1 : 0;
    bad = isGood ? 0 : bad + 1;
    if (inARow >= wanted) break;
    const asked = found instanceof ProbeError ? undefined : found.waitFor;
    const wait = waitAfter({ bad, asked, every }, clock.chance());
    if (clock.now() + wait >= end) break;
    // oxlint-disable-next-line no-await-in-loop
    await clock.sleep(wait, signal);
  }
  return { last: all.at(-1)?.seen, all, inARow, wanted, failed, ...(failure !== undefined && { failure }) };
}

/** An address that may not be asked will not be allowed later. */
function failureIn(error: unknown, signal: AbortSignal): ProbeError {
  signal.throwIfAborted();
  if (error instanceof ProbeError && error.kind !== 'address') return error;
  throw error;
}

/** Twice as long after each bad look, never all at the same time, and as long as the peer asks. */
export function waitAfter(
  { bad, asked, every }: { readonly bad: number; readonly asked: number | undefined; readonly every: number },
  chance: number,
): number {
  if (asked !== undefined) return Math.min(longestAsked, asked * 1_000);
  const base = Math.min(Math.max(longestWait, every * 1_000), every * 1_000 * 2 ** Math.max(0, Math.min(bad, 20) - 1));
  return bad === 0 ? base : base * (0.75 + chance / 2);
}

/** Seconds, or a date; null when the peer did not ask. */
export function retryAfter(headers: readonly Header[], now: number): number | undefined {
  const [value] = valuesOf(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1_000);
}
