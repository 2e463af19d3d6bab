import type { Item } from '../checklist/model.ts';
import type { Finding } from '../gates/engine/contract.ts';
import { epochOf } from '../ground/instant.ts';
import type { Covered, Statement } from '../ledger/statement.ts';
import { type Context, hoursAfter, hoursPerDay, recordOf, speaksOf } from './context.ts';
import { currencyOf } from './currency.ts';
import { holdsRole, isAuthor, type Right, roles } from './people.ts';

const longestWaiverDays = 30;
const longestNotApplicableDays = 365;

/** A waiver or "not applicable" by somebody who may, or who could not be verified. */
export interface Exemption {
  readonly statement: Statement;
  readonly right: Exclude<Right, 'no'>;
  readonly until: string;
}

/** Sign-offs, roll-ups and locked items are never exempt. */
export function canBeExempt(item: Item): boolean {
  return !item.locked && item.proof.by !== 'sign-off' && item.proof.by !== 'items';
}

export function waiversOf(item: Item, context: Context): Exemption[] {
  return exemptions(recordOf(item, context).waivers, longestWaiverDays, { item, context });
}

/** Follows the item's `onPush`, as a tick does: it is an answer about this code. */
export function notApplicablesOf(item: Item, context: Context): Exemption[] {
  const nas = recordOf(item, context).nas.filter((na) => currencyOf(na, item, context.facts).is !== 'stale');
  return exemptions(nas, longestNotApplicableDays, { item, context });
}

function exemptions(statements: readonly Statement[], longestDays: number, of: { item: Item; context: Context }): Exemption[] {
  const { item, context } = of;
  if (!canBeExempt(item)) return [];
  return statements.flatMap((statement) => {
    const { until } = statement;
    if (until === undefined || !speaksOf(statement, item)) return [];
    const tooLong = epochOf(until) > epochOf(hoursAfter(statement.at, longestDays * hoursPerDay));
    if (tooLong || context.clock.reached(until)) return [];
    const right = mayExempt(statement, context);
    return right === 'no' ? [] : [{ statement, right, until }];
  });
}

function mayExempt(statement: Statement, context: Context): Right {
  const author = isAuthor(statement.by, context.facts);
  const role = holdsRole(statement.by, roles.waivers, context);
  if (author === 'yes' || role === 'no') return 'no';
  return author === 'no' && role === 'yes' ? 'yes' : 'unknown';
}

/** The findings that no waiver covers: a new one, or one that grew worse than it was when waived. */
export function uncovered(findings: readonly Finding[], waivers: readonly Exemption[]): Finding[] {
  const covered = waivers.flatMap(({ statement }) => statement.covers ?? []);
  return findings.filter((finding) => !covered.some((cover) => covers(cover, finding)));
}

function covers(cover: Covered, finding: Finding): boolean {
  if (cover.finding !== finding.id) return false;
  if (finding.value === undefined) return cover.value === undefined;
  if (cover.value === undefined) return false;
  if (finding.better === 'higher') return finding.value >= cover.value;
  if (finding.better === 'lower') return finding.value <= cover.value;
  return finding.value === cover.value;
}
