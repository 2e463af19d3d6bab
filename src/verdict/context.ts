import type { Item } from '../checklist/model.ts';
import type { Policy } from '../checklist/policy.ts';
import type { Evidence } from '../gates/engine/contract.ts';
import { epochOf } from '../ground/instant.ts';
import { emptyRecord, type ItemRecord, type Standpoint } from '../ledger/fold.ts';
import type { Statement, Subject } from '../ledger/statement.ts';
import type { Facts } from './facts.ts';

/** All that judging one item may look at. */
export interface Context {
  readonly subject: Subject;
  readonly policy: Policy;
  readonly facts: Facts;
  readonly evidence: readonly Evidence[];
  readonly standpoint: Standpoint;
  /** Standing statements of this repository, by item. */
  readonly standing: ReadonlyMap<string, ItemRecord>;
  readonly clock: Clock;
  readonly scope?: 'all' | 'machine';
}

/** The instant of judging, which remembers every later instant that was asked about: one of them is when the verdict may change. */
export interface Clock {
  readonly now: string;
  /** True once `instant` is reached. An unreadable instant is never in the future: whatever ends there has ended. */
  reached(instant: string): boolean;
  readonly nextChange: () => string | undefined;
}

export function startClock(now: string): Clock {
  const at = epochOf(now);
  let next = Number.POSITIVE_INFINITY;
  return {
    now,
    reached(instant) {
      const then = epochOf(instant);
      if (then > at) next = Math.min(next, then);
      return !(then > at);
    },
    nextChange: () => (Number.isFinite(next) ? new Date(next).toISOString() : undefined),
  };
}

/** A clock may be a little ahead; what comes from further in the future has not been said or seen yet. */
export const aheadHours = 0.25;

const hour = 3_600_000;
export const hoursPerDay = 24;

/** `instant` some hours on; an unreadable instant stays unreadable, and so counts as reached. */
export function hoursAfter(instant: string, hours: number): string {
  const then = epochOf(instant) + hours * hour;
  return Number.isNaN(then) ? instant : new Date(then).toISOString();
}

export function recordOf(item: Item, context: Context): ItemRecord {
  return context.standpoint.items.get(item.id) ?? emptyRecord;
}

/** Waivers and "not applicable" speak of an item as it was read, and need a reason. */
export function speaksOf(statement: Statement, item: Item): boolean {
  return statement.itemDigest === item.digest && (statement.reason ?? '').trim() !== '';
}
