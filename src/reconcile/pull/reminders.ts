import type { Item, Who } from '../../checklist/model.ts';
import type { Policy } from '../../checklist/policy.ts';
import { epochOf } from '../../ground/instant.ts';
import { digestText } from '../../ground/json.ts';
import type { Statement } from '../../ledger/statement.ts';
import { isSatisfied } from '../../verdict/outcome.ts';
import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { handlesOf } from '../../views/board/handles.ts';
import { type Reminded, type Reminder, remindersBody } from '../../views/replies/reminders.ts';
import { earlier, secondsAfter } from '../rhythm.ts';
import type { Outgoing, Told } from './memory.ts';

export interface RemindingInput {
  readonly policy: Policy;
  readonly verdict: Verdict;
  /** Of this subject. */
  readonly statements: readonly Statement[];
  readonly told: Told;
  readonly now: string;
}

export interface Reminding {
  readonly outgoing: readonly Outgoing[];
  readonly told: Told;
  /** When there may be something to remind of. */
  readonly due?: string;
}

const dayS = 86_400;
/** So long before the end of a waiver. */
const aheadS = 3 * dayS;
/** So long after something came due nobody is told of it any more. */
const forgottenS = 7 * dayS;

export function noticeMarker(key: string): string {
  return `<!-- gonogo-notice ${key} -->`;
}

/** Everybody is called once a day at most, for all that concerns them, and nobody for what is somebody else's. */
export function remind(input: RemindingInput): Reminding {
  const { told, now } = input;
  const day = now.slice(0, 10);
  const reminded = new Map(Object.entries(told.reminded).filter(([, on]) => on === day));
  const found = dueOf(input);
  const active = found.filter(({ from }) => epochOf(from) <= epochOf(now));
  const byName = Map.groupBy(
    active.flatMap((each) => each.who.map((who) => ({ who, reminder: each.reminder }))),
    ({ who }) => who,
  );
  const fresh = [...byName].flatMap(([who, each]): Reminded[] =>
    reminded.has(who) ? [] : [{ who, reminders: each.map(({ reminder }) => reminder) }],
  );
  for (const { who } of fresh) reminded.set(who, day);
  const later = found.filter(({ from }) => epochOf(from) > epochOf(now)).map(({ from }) => from);
  const tomorrow = active.length === 0 ? [] : [`${secondsAfter(now, dayS).slice(0, 10)}T00:00:00.000Z`];
  const due = [...later, ...tomorrow].reduce<string | undefined>(earlier, undefined);
  const body = remindersBody(fresh, now);
  const key = digestText(`${day} ${fresh.map(({ who }) => who).join(' ')}`).slice(0, 16);
  return {
    outgoing: fresh.length === 0 ? [] : [{ is: 'notice', key, body: `${body}\n\n${noticeMarker(key)}` }],
    told: { ...told, reminded: Object.fromEntries(reminded) },
    ...(due !== undefined && { due }),
  };
}

interface Due {
  readonly who: readonly string[];
  readonly reminder: Reminder;
  readonly from: string;
}

function dueOf(input: RemindingInput): Due[] {
  const { policy, verdict } = input;
  const handles = handlesOf(policy.checklist.items);
  const verdicts = new Map(verdict.items.map((each) => [each.id, each]));
  return policy.checklist.items.flatMap((item) => {
    const found = verdicts.get(item.id);
    if (found === undefined || !found.applies) return [];
    const called = { handle: handles.get(item.id) ?? item.id, title: item.title };
    return [...endsOf(found), ...lapsesOf(item, found, input), ...overdueOf(found, input), ...renewalOf(found)].map(
      ({ of, at, from, by }): Due => ({
        who: ownersOf(item, policy, by),
        reminder: { of, item: called, at },
        from,
      }),
    );
  });
}

interface Ending {
  readonly of: Reminder['of'];
  readonly at: string;
  readonly from: string;
  /** Whose it is where the item has no owner. */
  readonly by: string | undefined;
}

/** Waivers and "not applicable" that hold, and end. */
function endsOf({ state, voices }: ItemVerdict): Ending[] {
  if (state !== 'waived' && state !== 'not-applicable') return [];
  return voices.flatMap(({ act, until, by }): Ending[] => {
    if (until === undefined || (act !== 'waive' && act !== 'na')) return [];
    return [{ of: `${act}-ends`, at: until, from: secondsAfter(until, -aheadS), by: by.login }];
  });
}

/** Those that have ended and left the item open. */
function lapsesOf(item: Item, found: ItemVerdict, { statements, now }: RemindingInput): Ending[] {
  if (isSatisfied(found.state)) return [];
  const said = statements.filter(({ act, item: id }) => id === item.id && (act === 'waive' || act === 'na'));
  const last = said.toSorted((a, b) => epochOf(a.at) - epochOf(b.at)).at(-1);
  const ended = statements.filter(({ act, item: id }) => id === item.id && (act === 'unwaive' || act === 'untick'));
  if (last?.until === undefined || !isRecent(last.until, now)) return [];
  if (ended.some(({ at }) => epochOf(at) >= epochOf(last.at))) return [];
  return [{ of: last.act === 'na' ? 'na-ended' : 'waive-ended', at: last.until, from: last.until, by: last.by.login }];
}

function overdueOf({ overdue, due, assigned }: ItemVerdict, { now }: RemindingInput): Ending[] {
  if (!overdue || due === undefined || !isRecent(due, now)) return [];
  return [{ of: 'overdue', at: due, from: due, by: assigned?.login }];
}

function renewalOf({ renewBy, voices }: ItemVerdict): Ending[] {
  const [first] = voices;
  if (renewBy === undefined || first === undefined) return [];
  return [{ of: 'renew', at: renewBy, from: secondsAfter(renewBy, -14 * dayS), by: first.by.login }];
}

function isRecent(instant: string, now: string): boolean {
  const passed = (epochOf(now) - epochOf(instant)) / 1_000;
  return passed >= 0 && passed <= forgottenS;
}

/** Who looks after it; where nobody is named for that, who spoke or took it on. */
function ownersOf({ owner }: Item, policy: Policy, by: string | undefined): string[] {
  const named = owner === undefined ? [] : namesIn(owner, policy);
  if (named.length > 0) return named;
  return by === undefined ? [] : [by];
}

function namesIn({ users = [], team, role }: Who, { people }: Policy): string[] {
  const byRole = role !== undefined && Object.hasOwn(people, role) ? people[role] : undefined;
  const teams = [team, byRole?.team].filter((each) => each !== undefined);
  return [...users, ...(byRole?.users ?? []), ...teams];
}
