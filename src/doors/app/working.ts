import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Actor } from '../../reconcile/ports/place.ts';
import { describeError } from './describe.ts';
import type { Log } from './log.ts';
import type { Work } from './rooms.ts';
import { backoff, pauseUntil } from './waiting.ts';

export interface WorkingParts {
  /** Rejects while the platform does not say who we are. */
  readonly me: () => Promise<Actor>;
  readonly start: (me: Actor) => Promise<Work>;
  readonly log: Log;
  readonly pace?: { readonly leastBackoffMs: number; readonly mostBackoffMs: number };
}

const usualPace = { leastBackoffMs: 1_000, mostBackoffMs: 60_000 };

/** Nothing can be told to be ours before it is known who we are; until then deliveries are put on record all the same. */
export function workOnceKnown({ me, start, log, pace = usualPace }: WorkingParts): Work {
  const stopped = Promise.withResolvers<void>();
  const state = { isStopped: false };
  const begin = async (): Promise<Work | undefined> => {
    for (let times = 1; !state.isStopped; times++) {
      try {
        const known = await me();
        return state.isStopped ? undefined : await start(known);
      } catch (error) {
        const level = error instanceof PlatformError ? 'warn' : 'error';
        log[level]('work has not begun: it is not known yet who we are', { reason: describeError(error), times });
        await pauseUntil(stopped.promise, backoff(times, pace));
      }
    }
    return undefined;
  };
  const begun = begin();
  return {
    stop: async () => {
      state.isStopped = true;
      stopped.resolve();
      await (await begun)?.stop();
    },
  };
}
