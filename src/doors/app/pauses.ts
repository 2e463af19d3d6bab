import type { Shared } from '../../reconcile/ports/shared.ts';

export interface Pauses {
  /** The same, and it is noted who is to be left alone. */
  readonly shared: Shared;
  /** How many are now. */
  readonly count: () => number;
}

export function notePauses(shared: Shared, now: () => number): Pauses {
  const until = new Map<number, number>();
  const note = (installation: number, instant: string) => until.set(installation, Date.parse(instant));
  return {
    shared: {
      token: shared.token,
      keepToken: shared.keepToken,
      spend: shared.spend,
      pause: (installation, instant) => {
        note(installation, instant);
        return shared.pause(installation, instant);
      },
      pausedUntil: async (installation) => {
        const instant = await shared.pausedUntil(installation);
        if (instant !== undefined) note(installation, instant);
        return instant;
      },
    },
    count: () => {
      for (const [installation, end] of until) if (end <= now()) until.delete(installation);
      return until.size;
    },
  };
}
