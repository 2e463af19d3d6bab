import { compareInstants, endOfDay, type Instant, plus } from '../ground/instant.ts';
import { type Command, type End, type Refusal, suggest, suggestedReason } from './commands/command.ts';
import { type SpeakingVerb, specOf, type Verb, word } from './commands/verbs.ts';
import { declare, type ItemAsRead, type Occasion } from './declare.ts';
import { linkIn } from './evidence-link.ts';
import type { Chosen } from './named.ts';
import type { Person, Statement } from './statement.ts';

/** One comment that holds commands. */
export interface CommandOccasion extends Occasion {
  /** Whom logins mean, in lower case, as looked up. */
  readonly people: ReadonlyMap<string, Person>;
}

export interface Said {
  readonly statements: readonly Statement[];
  /** Ids of what a range or section holds besides, which this cannot be said of. */
  readonly leftOut: readonly string[];
}

export interface Speaking {
  readonly command: Command & { readonly verb: SpeakingVerb };
  readonly chosen: readonly Chosen[];
  /** By id. */
  readonly items: ReadonlyMap<string, ItemAsRead>;
  readonly occasion: CommandOccasion;
}

/** What a command declares, or why it declares nothing. Whether the person may is not asked here. */
export function speak(speaking: Speaking): Said | Refusal {
  const { command, chosen } = speaking;
  const fault = unfit(speaking) ?? unfinished(speaking);
  if (fault !== undefined) return { ...fault, verb: command.verb, line: command.line };
  const fitting = chosen.filter(({ item }) => unfitness(command.verb, speaking.items.get(item.id)) === undefined);
  const ids = specOf(command.verb).items === 'none' ? [undefined] : fitting.map(({ item }) => item.id);
  const left = chosen.filter((each) => !fitting.includes(each)).map(({ item }) => item.id);
  const statements = ids.flatMap((id) => statementsOf(id, speaking));
  return { statements, leftOut: left };
}

type Fault = Omit<Refusal, 'verb' | 'line'>;

function statementsOf(id: string | undefined, { command, items, occasion }: Speaking): Statement[] {
  const { verb, reason, until, to } = command;
  const item = id === undefined ? undefined : items.get(id);
  const person = to === undefined ? undefined : personOf(to, occasion);
  const more = {
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until: endOf(until, occasion.at) }),
    ...(verb === 'waive' && item?.covers !== undefined && { covers: item.covers }),
    ...(person !== undefined && { to: person }),
  };
  return declare({ act: verb, via: 'command', more, ...(id !== undefined && item && { about: { id, item } }) }, occasion);
}

function personOf(login: string, { by, people }: CommandOccasion): Person | undefined {
  const lower = login.toLowerCase();
  return lower === 'me' ? by : people.get(lower);
}

/** Items that this cannot be said of: named ones refuse the command, those of a range or section are passed over if others are left. */
function unfit({ command: { verb }, chosen, items }: Speaking): Fault | undefined {
  const wrong = chosen.flatMap(({ item, byName }) => {
    const why = unfitness(verb, items.get(item.id));
    return why === undefined ? [] : [{ handle: item.handle, byName, why }];
  });
  const [first] = [...wrong.filter(({ byName }) => byName), ...wrong];
  if (first === undefined || (!first.byName && wrong.length < chosen.length)) return undefined;
  return {
    code: 'command.unfit-item',
    message: `${first.handle} ${first.why}. Nothing of this command was done`,
    remedy: `${word} explain ${first.handle} says what it asks and who answers it.`,
  };
}

const provedBy = {
  gate: 'is proved by a gate and by no word',
  person: 'is ticked, not signed',
  'sign-off': 'is signed, not ticked',
  items: 'closes by itself when its items are done',
} as const;

function unfitness(verb: Verb, item: ItemAsRead | undefined): string | undefined {
  return item === undefined ? 'is not asked here' : unfitFor[verb]?.(item);
}

const unticked = ({ by }: ItemAsRead) => (by === 'person' ? undefined : provedBy[by]);

/** Why this cannot be said of an item; of the other verbs everything can. */
const unfitFor: { readonly [V in Verb]?: (item: ItemAsRead) => string | undefined } = {
  tick: unticked,
  untick: unticked,
  sign({ by, via }) {
    if (by !== 'sign-off') return provedBy[by];
    return via === 'review' ? 'is signed by an approving review of this commit' : undefined;
  },
  unsign: ({ by }) => (by === 'sign-off' ? undefined : provedBy[by]),
  na({ by, locked }) {
    if (by === 'gate') return 'is proved by a gate; that it does not apply is for the gate or the policy to say';
    return by === 'person' && !locked ? undefined : 'is for nobody to declare not applicable';
  },
  waive({ by, locked, covers = [] }) {
    if ((by !== 'gate' && by !== 'person') || locked) return 'is never waived';
    return by === 'gate' && covers.length === 0 ? 'has no findings now that could be waived' : undefined;
  },
};

function unfinished(speaking: Speaking): Fault | undefined {
  const { command, occasion } = speaking;
  const { verb, reason, to } = command;
  const spec = specOf(verb);
  // What we propose for typing has this word in place of a reason.
  const isReason = /[\p{L}\p{N}]/u.test(reason ?? '') && reason !== 'TEXT';
  const end = spec.longestDays === undefined ? undefined : endFault(speaking, spec.longestDays);
  if (end !== undefined) return end;
  if (spec.reason === 'must' && !isReason)
    return {
      code: 'command.no-reason',
      message: `${verb} needs a reason`,
      remedy: 'Say why in a few words.',
      ...lineToType(speaking, { keepsEnd: true }),
    };
  if (verb === 'tick' && linkIn(reason) === undefined && asksForLink(speaking))
    return {
      code: 'command.no-link',
      message: 'the tick needs a link to what proves it',
      remedy: 'Give an address that begins with https:// as the reason.',
    };
  if (to !== undefined && personOf(to, occasion) === undefined)
    return { code: 'command.unknown-person', message: `nobody is called "${to}" here`, remedy: 'Write the login of a person.' };
  return undefined;
}

function asksForLink({ chosen, items }: Speaking): boolean {
  return chosen.some(({ item }) => items.get(item.id)?.evidence === 'link');
}

/** What is proposed when no end was given: shorter than the longest. */
const proposedDays: { readonly [V in Verb]?: number } = { waive: 14, na: 90 };

function endFault(speaking: Speaking, longestDays: number): Fault | undefined {
  const { verb, until } = speaking.command;
  const { at } = speaking.occasion;
  const remedy = `It lasts ${longestDays} days at most: until ${lastDay(at, longestDays)}.`;
  const fault = (code: string, message: string) => ({ code: `command.${code}`, message, remedy, ...lineToType(speaking) });
  if (until === undefined) return fault('no-end', `${verb} needs an end`);
  const days = until.is === 'days' ? until.days : until.is === 'day' ? daysTo(until.day, at) : 0;
  // The end of a day in the year 9999 is no instant.
  if (days > longestDays) return fault('end-far', 'the end is too far away');
  const end = endOf(until, at);
  if (compareInstants(end, at) <= 0) return fault('end-past', 'the end is over already');
  if (compareInstants(end, plus(at, { days: longestDays })) > 0) return fault('end-far', 'the end is too far away');
  return undefined;
}

function daysTo(day: string, at: Instant): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.parse(at)) / 86_400_000;
}

function endOf(end: End, at: Instant): Instant {
  if (end.is === 'days') return plus(at, { days: end.days });
  return end.is === 'day' ? endOfDay(end.day) : end.instant;
}

/** The last day that is over before so many days have passed. */
function lastDay(at: Instant, days: number): string {
  return plus(at, { days: days - 1 }).slice(0, 10);
}

const mostProposed = 10;

/** The whole line again with what was missing, with a good end if it had none. */
function lineToType({ command, chosen, occasion }: Speaking, { keepsEnd = false } = {}): Pick<Refusal, 'suggestion'> {
  const { verb, reason, until } = command;
  const days = proposedDays[verb];
  const proposed = days === undefined ? '' : ` until: ${lastDay(occasion.at, days)}`;
  const end = keepsEnd && until !== undefined ? ` until: ${endText(until)}` : proposed;
  const handles = chosen.map(({ item }) => item.handle);
  if (handles.length > mostProposed) return {};
  const items = handles.length === 0 ? '' : ` ${handles.join(', ')}`;
  return suggest(`${word} ${verb}${items}${end} reason: ${suggestedReason(reason)}`);
}

function endText(end: End): string {
  if (end.is === 'days') return `${end.days}d`;
  return end.is === 'day' ? end.day : end.instant;
}
