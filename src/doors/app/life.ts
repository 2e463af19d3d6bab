import { constants } from 'node:os';
import type { Log } from './log.ts';

export const exitCodes = {
  drained: 0,
  /** Told to end, and something did not finish in time. */
  cutShort: 1,
  settings: 64,
  /** The store, or the port. */
  cannotStart: 69,
  /** A mistake in Gonogo itself. */
  internal: 70,
} as const;

export interface LifeParts {
  readonly drain: (milliseconds: number) => Promise<boolean>;
  readonly log: Log;
  readonly exit: (code: number) => void;
  readonly signals: Pick<NodeJS.EventEmitter, 'on'>;
}

/** Less than the thirty seconds after which most who end processes lose patience. */
const drainMs = 20_000;
/** Nobody knows what state it is in: what can be finished quickly is, and no more. */
const failureMs = 5_000;

/** Ends the process when it is told to, and when something happened that nobody foresaw. */
export function liveUntilTold({ drain, log, exit, signals }: LifeParts): void {
  let isEnding = false;
  const end = async (milliseconds: number, code: (isDrained: boolean) => number) => {
    isEnding = true;
    const isDrained = await drain(milliseconds).catch((error: unknown) => {
      log.error('ending failed', { error });
      return false;
    });
    const ending = code(isDrained);
    log.info(isDrained ? 'ended' : 'ended with something left', { count: ending });
    exit(ending);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    signals.on(signal, () => {
      if (isEnding) {
        log.warn('told twice: ending at once', { signal });
        exit(128 + constants.signals[signal]);
        return;
      }
      log.info('told to end: finishing what is at hand', { signal });
      void end(drainMs, (isDrained) => (isDrained ? exitCodes.drained : exitCodes.cutShort));
    });
  }
  signals.on('uncaughtException', (error: unknown) => {
    log.error('a mistake in Gonogo: ending', { error });
    if (!isEnding) void end(failureMs, () => exitCodes.internal);
    else exit(exitCodes.internal);
  });
}
