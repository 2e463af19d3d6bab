import { usualSettle } from '../checklist/policy.ts';
import { epochOf } from '../ground/instant.ts';

/** How long things take, in seconds. */
export interface Rhythm {
  /** Without change before a check turns green. */
  readonly settle: number;
  /** After the last edit by a person before the board is written. */
  readonly boardQuiet: number;
  /** The longest that a board shows what is not so, whatever people do. */
  readonly boardLatest: number;
  /** Between two looks at everything. */
  readonly sweep: number;
  /** Between two looks at a subject that fails, doubled each time. */
  readonly retry: number;
  readonly retryLatest: number;
  /** After somebody could not be looked up. */
  readonly lookAgain: number;
  /** That one ask of a live address or of the platform may take. */
  readonly collect: number;
  /** That a task stays with who took it and is not heard of any more. A request to the platform takes a third of it at most. */
  readonly lease: number;
}

export const rhythm: Rhythm = {
  settle: usualSettle,
  boardQuiet: 10,
  boardLatest: 60,
  sweep: 900,
  retry: 2,
  retryLatest: 600,
  lookAgain: 60,
  collect: 300,
  lease: 30,
};

/** ISO 8601, UTC. */
export function secondsAfter(instant: string, seconds: number): string {
  return new Date(epochOf(instant) + seconds * 1_000).toISOString();
}

/** Later with each failure, and never so late that nobody would wait for it. */
export function retryAt(now: string, failures: number, { retry, retryLatest }: Rhythm): string {
  return secondsAfter(now, Math.min(retryLatest, retry * 2 ** Math.min(failures, 20)));
}

/** Whichever there is, and the earlier of two. */
export function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return epochOf(a) <= epochOf(b) ? a : b;
}
