import type { Item } from '../checklist/model.ts';
import { epochOf } from '../ground/instant.ts';
import { endedBy } from '../ledger/fold.ts';
import type { Statement } from '../ledger/statement.ts';
import { type Context, hoursAfter, hoursPerDay, recordOf } from './context.ts';
import { changedWithin } from './currency.ts';
import { mayAct, type Right } from './people.ts';
import { hasEvidence } from './proof.ts';

const longestDays = 365;
const renewalDays = 14;

export interface Standing {
  readonly statement: Statement;
  readonly right: Exclude<Right, 'no'>;
  readonly until: string;
  /** Set when the end is near enough to ask for a renewal. */
  readonly renewBy?: string;
}

/** Statements for a repository or environment that still hold for this item on this commit. Sign-offs and verify items never stand. */
export function standingOf(item: Item, context: Context): Standing[] {
  const { asked, proof } = item;
  if (asked === 'each-release' || proof.by !== 'person' || item.phase === 'verify') return [];
  const ended = endedBy(recordOf(item, context).unticks);
  const ticks = (context.standing.get(item.id)?.ticks ?? []).filter(hasEvidence(proof));
  return ticks.flatMap((statement) => {
    if (statement.itemDigest !== item.digest || ended(statement) || !isFor(statement, asked.standing.environment, context))
      return [];
    const { voidIfChanged } = asked.standing;
    if (voidIfChanged.length > 0 && changedWithin(statement, voidIfChanged, context.facts).is === 'stale') return [];
    const until = endOf(statement, asked.standing.lasts);
    const right = mayAct(statement.by, proof.who, context);
    if (context.clock.reached(until) || right === 'no') return [];
    const renewBy = context.clock.reached(hoursAfter(until, -renewalDays * hoursPerDay)) ? until : undefined;
    return [{ statement, right, until, ...(renewBy !== undefined && { renewBy }) }];
  });
}

function isFor(statement: Statement, environment: string | undefined, context: Context): boolean {
  if (!('standing' in statement.scope)) return false;
  const { scope } = statement;
  return scope.standing.repoId === context.subject.repoId && scope.standing.environment === environment;
}

function endOf(statement: Statement, lasts: number): string {
  const byItem = hoursAfter(statement.at, Math.min(lasts, longestDays) * hoursPerDay);
  const { until } = statement;
  // Not the later of the two, and an unreadable end ends it.
  return until === undefined || epochOf(until) > epochOf(byItem) ? byItem : until;
}
