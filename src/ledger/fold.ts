import { epochOf } from '../ground/instant.ts';
import { canonical } from '../ground/json.ts';
import { type Act, affirming, type Person, type Statement } from './statement.ts';

/** What stands of the statements about one item. */
export interface ItemRecord {
  readonly ticks: readonly Statement[];
  readonly signs: readonly Statement[];
  readonly nas: readonly Statement[];
  readonly waivers: readonly Statement[];
  /** Each opens the item again: nothing said before it stands, here or elsewhere. */
  readonly unticks: readonly Statement[];
  readonly assigned?: Person;
}

/** What stands of a subject's statements. Whether it counts is for the verdict, which knows rights, commits and time. */
export interface Standpoint {
  readonly items: ReadonlyMap<string, ItemRecord>;
  /** Approving reviews as such. */
  readonly approvals: readonly Statement[];
  readonly holds: readonly Statement[];
  readonly releases: readonly Statement[];
  readonly breakGlass: readonly Statement[];
}

export const emptyRecord: ItemRecord = { ticks: [], signs: [], nas: [], waivers: [], unticks: [] };

/**
 * Nothing here depends on the order of the list: an affirming statement stands unless an ending one of the same second or later takes it
 * back. So a tie leaves the item open, and a statement that comes twice or late changes nothing.
 */
export function fold(statements: readonly Statement[]): Standpoint {
  const known = distinct(statements);
  const byItem = Map.groupBy(known, (statement) => statement.item);
  const whole = byItem.get(undefined) ?? [];
  const items = [...byItem].flatMap(([id, about]): [string, ItemRecord][] => (id === undefined ? [] : [[id, recordOf(about)]]));
  return {
    items: new Map(items),
    approvals: standing(whole, 'sign', endedByOwn(whole, 'unsign')),
    holds: acting(known, 'hold'),
    releases: acting(known, 'release-hold'),
    breakGlass: acting(known, 'break-glass'),
  };
}

function recordOf(statements: readonly Statement[]): ItemRecord {
  const unticks = acting(statements, 'untick');
  const assigned = acting(statements, 'assign').at(-1)?.to;
  return {
    ticks: standing(statements, 'tick', endedBy(unticks)),
    signs: standing(statements, 'sign', endedByOwn(statements, 'unsign')),
    nas: standing(statements, 'na', endedBy(unticks)),
    waivers: standing(statements, 'waive', endedBy(acting(statements, 'unwaive'))),
    unticks,
    ...(assigned && { assigned }),
  };
}

type Ended = (statement: Statement) => boolean;

export function endedBy(endings: readonly Statement[]): Ended {
  return (statement) => endings.some((ending) => !isBefore(ending.at, statement.at));
}

/** Only who signed can take a signature back. */
function endedByOwn(statements: readonly Statement[], act: Act): Ended {
  const endings = acting(statements, act);
  return (statement) => endedBy(endings.filter((ending) => ending.by.id === statement.by.id))(statement);
}

function standing(statements: readonly Statement[], act: Act, ended: Ended): Statement[] {
  return acting(statements, act).filter((statement) => !ended(statement));
}

function acting(statements: readonly Statement[], act: Act): Statement[] {
  return statements.filter((statement) => statement.act === act);
}

/**
 * Each statement once, in the platform's order. Two contents under one key both stay: whichever was dropped, taking the other away could
 * let a release through.
 */
function distinct(statements: readonly Statement[]): Statement[] {
  const contents = new Map(statements.map((statement) => [canonical(statement), statement]));
  return [...contents.values()]
    .filter((statement) => !affirming.has(statement.act) || !Number.isNaN(epochOf(statement.at)))
    .toSorted(inOrder);
}

/** The platform's order. */
export function inOrder(a: Statement, b: Statement): number {
  return epochOf(a.at) - epochOf(b.at) || (a.key < b.key ? -1 : 1);
}

/** False when either cannot be read, so that an unreadable ending ends everything. */
function isBefore(a: string, b: string): boolean {
  return epochOf(a) < epochOf(b);
}
