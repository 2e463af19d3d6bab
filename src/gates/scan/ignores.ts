import { epochOf } from '../../ground/instant.ts';
import type { Measured, Reached } from '../engine/contract.ts';
import type { ScannedAdvisory } from './evidence.ts';
import type { Ignore } from './limits.ts';

const dayMs = 86_400_000;
const longestDays = 366;

export interface Ignoring {
  /** The one that covers it, if any. */
  of(advisory: ScannedAdvisory): Ignore | undefined;
  /** What to show of those that have ended and those that match nothing. */
  shown(): Measured[];
}

/** Why an ignore cannot be used at all. */
export function ignoreFlaw({ id, until, reason, owner }: Ignore, reached: Reached): string | undefined {
  const end = epochOf(endOf(until));
  if (Number.isNaN(end)) return `the ignore of ${id} ends on ${until}, which is no day`;
  if (reason.trim() === '' || owner.trim() === '') return `the ignore of ${id} has no reason or no owner`;
  const earliest = new Date(end - longestDays * dayMs).toISOString();
  return reached(earliest) ? undefined : `the ignore of ${id} ends on ${until}, which is more than a year ahead`;
}

/** Ignores that have ended cover nothing, so that what they covered is back. */
export function ignoring(ignores: readonly Ignore[], reached: Reached): Ignoring {
  const used = new Set<Ignore>();
  const hasEnded = (each: Ignore) => reached(endOf(each.until));
  return {
    of: (advisory) => {
      const matching = ignores.filter((each) => covers(each, advisory));
      for (const each of matching) used.add(each);
      return matching.find((each) => !hasEnded(each));
    },
    shown: () => [
      ...ignores
        .filter(hasEnded)
        .map((each) => ({ metric: `ignore of ${each.id} (${each.owner})`, value: `ended on ${each.until}` })),
      ...ignores
        .filter((each) => !used.has(each) && !hasEnded(each))
        .map((each) => ({ metric: `ignore of ${each.id} (${each.owner})`, value: 'matches nothing: remove it' })),
    ],
  };
}

function covers({ id, package: name }: Ignore, advisory: ScannedAdvisory): boolean {
  if (name !== undefined && name !== advisory.package) return false;
  return advisory.ids.some((each) => each.toLowerCase() === id.toLowerCase());
}

function endOf(day: string): string {
  return `${day}T23:59:59Z`;
}
