import type { Tasks } from '../../reconcile/ports/store.ts';
import type { Database } from '../engine/database.ts';
import { claim } from './claim.ts';
import { type HoldContext, hold } from './held.ts';
import { Wake } from './wake.ts';
import { wish } from './wish.ts';

export interface TaskOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly leaseMs: number;
  readonly mostAtWork: number;
  readonly pollMs: number;
}

/** `wanted` is for who wishes in a transaction of their own; `close` lets leases lapse, because their holders may still be writing. */
export function openTasks(options: TaskOptions): Tasks & { readonly wanted: (due: number) => void; readonly close: () => void } {
  const { database, now, leaseMs, mostAtWork } = options;
  const wake = new Wake(options);
  const wanted = (due: number) => wake.at(due);
  const context: HoldContext = { database, now, leaseMs, wanted, renewals: new Set() };
  return {
    want: async (wishes) => {
      const earliest = await wish(database, wishes);
      if (earliest !== undefined) wanted(earliest);
    },
    claim: async (kinds, most = mostAtWork) => {
      const at = now();
      const claimed = await claim(database, { now: at, leaseUntil: new Date(at.getTime() + leaseMs), mostAtWork: most, kinds });
      return claimed && hold(claimed, context);
    },
    onWanted: (told) => wake.on(told),
    wanted,
    close: () => {
      wake.close();
      for (const stop of context.renewals) stop();
    },
  };
}
