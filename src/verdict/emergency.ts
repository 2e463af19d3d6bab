import type { Statement } from '../ledger/statement.ts';
import { type Context, hoursAfter } from './context.ts';
import { blocks, type Considered, decide } from './decide.ts';
import { standsInEmergency } from './obstacles.ts';
import { holdsRole, isAuthor, roles } from './people.ts';
import type { Verdict } from './verdict.ts';

const lastsHours = 4;

export interface Emergency {
  readonly named: NonNullable<Verdict['emergency']>;
  /** What stands in the way even so. */
  readonly left: Considered;
}

/** A broken glass, if somebody who may broke it for this very commit: what it skips, and what blocks in spite of it. */
export function emergencyOf(considered: Considered, context: Context): Emergency | undefined {
  const statement = context.standpoint.breakGlass.find((each) => isValid(each, context));
  if (statement === undefined) return undefined;
  const left = {
    items: considered.items.filter((item) => item.always),
    obstacles: considered.obstacles.filter(standsInEmergency),
  };
  // A roll-up is nothing to make up for: its items are.
  const skipped = considered.items.filter((item) => blocks(item) && !item.always && item.by !== 'items').map(({ id }) => id);
  const { by, reason } = statement;
  return { named: { by, reason: reason ?? '', until: hoursAfter(statement.at, lastsHours), skipped }, left };
}

export function overrides(emergency: Emergency | undefined): emergency is Emergency {
  return emergency !== undefined && decide(emergency.left) === 'go';
}

function isValid(statement: Statement, context: Context): boolean {
  const { facts, clock } = context;
  return (
    statement.head === facts.head.sha &&
    statement.tree === facts.head.tree &&
    (statement.reason ?? '').trim() !== '' &&
    clock.reached(statement.at) &&
    !clock.reached(hoursAfter(statement.at, lastsHours)) &&
    isAuthor(statement.by, facts) === 'no' &&
    holdsRole(statement.by, roles.incident, context) === 'yes'
  );
}
