import { nearest } from '../../ground/problem.ts';
import { type End, isRefusal, type Name, type Refusal } from './command.ts';
import { readEnd } from './end.ts';
import { usageOf, type Verb, type VerbSpec, verbs } from './verbs.ts';

/** What stands behind a verb that speaks of items. */
export interface Parts {
  readonly names: readonly Name[];
  readonly reason?: string;
  readonly until?: End;
  readonly to?: string;
}

export const mostItems = 200;

interface Reading {
  readonly verb: Verb;
  readonly spec: VerbSpec;
  readonly names: Name[];
  rest: string;
  reason?: string;
  until?: End;
  to?: string;
}

const options = ['reason', 'until', 'to', 'section', 'because'];
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', "'": "'", '‘': '’', '`': '`' };

/**
 * `ITEMS [to @LOGIN] [until: END] [reason: TEXT]`. A reason goes on to the end of the line; only an end may stand behind it. Forgiven: no
 * colons, `because`, `--` or `—` for `reason:`, `(reason)`, and a colon behind the items. A lone `-` is not, since it may mean a range.
 */
export function readParts(text: string, verb: Verb): Parts | Refusal {
  const reading: Reading = { verb, spec: verbs[verb], names: [], rest: text };
  for (;;) {
    reading.rest = reading.rest.replace(/^[ ,;]+/, '');
    if (reading.rest === '') break;
    const fault = takePart(reading);
    if (fault !== undefined) return fault;
    if (reading.names.length > mostItems) return tooMany(verb);
  }
  const { names, reason, until, to } = reading;
  if (names.length === 0) return refuse(verb, 'no-items', [`${verb} needs the items that it speaks of`, itemsAre]);
  if (reading.spec.person && to === undefined)
    return refuse(verb, 'no-person', ['assign needs somebody', `Write ${usageOf(verb)}.`]);
  return {
    names,
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(to !== undefined && { to }),
  };
}

const itemsAre = 'Name them by their handles, which stand beside the titles.';

function refuse(verb: Verb, code: string, [message, remedy]: readonly [message: string, remedy: string]): Refusal {
  return { code: `command.${code}`, message, remedy, verb };
}

export function tooMany(verb: Verb): Refusal {
  return refuse(verb, 'too-many-items', [`one command speaks of ${mostItems} items at most`, 'Split it into several commands.']);
}

function takePart(reading: Reading): Refusal | undefined {
  const { rest } = reading;
  const [reasonMark] = /^(?:(?:--)?(?:reason|because)(?:[:=] ?| |$)|(?:--|—)(?: |$)|—(?=\p{L}))/iu.exec(rest) ?? [];
  if (reasonMark !== undefined) return takeReason(rest.slice(reasonMark.length), reading);
  if (/^\(.*\)\.?$/s.test(rest)) return takeReason(rest.replace(/^\(|\)\.?$/g, ''), reading);
  const [untilMark] = /^(?:--)?until(?:[:=] ?| |$)/i.exec(rest) ?? [];
  if (untilMark !== undefined) return takeUntil(rest.slice(untilMark.length), reading);
  const [person, login] = /^(?:to[: ] ?@?|@)([\w-]+(?:\/[\w-]+)?)(?=[ ,;.!:]|$)/i.exec(rest) ?? [];
  if (reading.spec.person && person !== undefined && login !== undefined) {
    reading.rest = rest.slice(person.length).replace(/^[.!:]/, '');
    return takePerson(login, reading);
  }
  return takeName(reading);
}

/** Longer than anybody reads on a board. */
const longestReason = 1000;

function takeReason(text: string, reading: Reading): Refusal | undefined {
  const { verb, spec } = reading;
  reading.rest = '';
  if (spec.reason === 'none') return refuse(verb, 'no-reason-here', [`${verb} takes no reason`, `Write ${usageOf(verb)}.`]);
  const split = spec.longestDays === undefined ? { text } : splitEnd(text, verb);
  if (isRefusal(split)) return split;
  const reason = split.text.trim();
  if (split.until !== undefined) {
    if (reading.until !== undefined && split.hasMark) return twice(verb, 'end');
    // A date that the sentence ends with is only part of it when the end was given already.
    if (reading.until !== undefined) return setReason(text.trim(), reading);
    reading.until = split.until;
  }
  return setReason(reason, reading);
}

function setReason(reason: string, reading: Reading): Refusal | undefined {
  const { verb } = reading;
  if (reason.length > longestReason)
    return refuse(verb, 'long-reason', [
      `the reason has ${reason.length} characters`,
      `Say it in ${longestReason}, with a link.`,
    ]);
  if (reason !== '') reading.reason = reason;
  return undefined;
}

interface Split {
  readonly text: string;
  readonly until?: End;
  readonly hasMark?: boolean;
}

/** A reason may be followed by an end; without its colon it is one only if it can be read as one. */
function splitEnd(text: string, verb: Verb): Split | Refusal {
  const at = text.toLowerCase().lastIndexOf('until');
  if (at < 0 || /[\p{L}\p{N}]$/u.test(text.slice(0, at))) return { text };
  const [, mark = '', written = ''] = /^until([:=]?) ?(.*)$/is.exec(text.slice(at)) ?? [];
  const until = readEnd(written);
  if (until === undefined) return mark === '' ? { text } : badEnd(written, verb);
  return { text: withoutJoint(text.slice(0, at)), until, hasMark: mark !== '' };
}

/** What joins a reason to the end behind it. */
function withoutJoint(text: string): string {
  let end = text.endsWith('--') ? text.length - 2 : text.length;
  while (end > 0 && ' ,;('.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function badEnd(written: string, verb: Verb): Refusal {
  const said = written === '' ? 'no end stands behind until' : `"${written.slice(0, 40)}" cannot be read as an end`;
  return refuse(verb, 'bad-end', [said, 'Write a day (until: 2027-06-30) or a span (until: 30d, until: 2w).']);
}

function twice(verb: Verb, what: string): Refusal {
  return refuse(verb, 'twice', [`the ${what} is given twice`, `Give one: ${usageOf(verb)}.`]);
}

const endHere = /^(?:\d{1,4} ?(?:days?|weeks?|[dw])|[^ ,;]+)/i;

function takeUntil(rest: string, reading: Reading): Refusal | undefined {
  const { verb, spec } = reading;
  if (spec.longestDays === undefined) return refuse(verb, 'no-end-here', [`${verb} takes no end`, `Write ${usageOf(verb)}.`]);
  if (reading.until !== undefined) return twice(verb, 'end');
  const [written = ''] = endHere.exec(rest) ?? [];
  const until = readEnd(written);
  if (until === undefined) return badEnd(rest, verb);
  reading.until = until;
  reading.rest = rest.slice(written.length).replace(/^\./, '');
  return undefined;
}

function takePerson(login: string, reading: Reading): Refusal | undefined {
  const { verb } = reading;
  if (login.includes('/'))
    return refuse(verb, 'team', ['items are assigned to one person, and this is a team', `Write ${usageOf(verb)}.`]);
  if (reading.to !== undefined) return twice(verb, 'person');
  reading.to = login;
  return undefined;
}

/** `db-1..db-4`, with as many dots and spaces as people and their phones make of it. */
const range = /^([^ ,;.…]+(?:\.[^ ,;.…]+)*) ?(?:\.{2,3}|…) ?([\p{L}\p{N}][^ ,;]*)/u;

function takeName(reading: Reading): Refusal | undefined {
  const { rest, verb, names } = reading;
  const close = closing[rest.charAt(0)];
  if (close !== undefined) return takeQuoted(close, reading);
  const [written = ''] = range.exec(rest) ?? /^(?:section: ?)?[^ ,;]+/i.exec(rest) ?? [];
  const option = optionIn(written, verb);
  if (option !== undefined) return option;
  reading.rest = rest.slice(written.length);
  const isEnd = written.endsWith(':');
  const name = nameOf(written.replace(/(?<!\.)[.!?:]$/, ''));
  if (reading.spec.items !== 'many' && (name.is === 'range' || name.is === 'section')) return oneByOne(verb, name.is);
  // Between two names it joins them; an item of that name can be put in quotes.
  if (!(names.length > 0 && /^(?:and|&|\+)$/i.test(written))) names.push(name);
  return isEnd ? takeReason(reading.rest, reading) : undefined;
}

function optionIn(written: string, verb: Verb): Refusal | undefined {
  const [, flag, key] = /^(?:--([a-z-]+)|(?!section:)([a-z]+)[:=]).*$/i.exec(written) ?? [];
  const near = nearest(flag ?? key ?? '', options);
  return flag !== undefined || (key !== undefined && near !== undefined)
    ? unknownOption(flag ?? key ?? '', near, verb)
    : undefined;
}

function nameOf(text: string): Name {
  const [, section] = /^section: ?(.+)$/i.exec(text) ?? [];
  if (section !== undefined) return { is: 'section', id: section };
  const [, from, to] = range.exec(text) ?? [];
  return from !== undefined && to !== undefined ? { is: 'range', from, to } : { is: 'item', text };
}

function takeQuoted(close: string, reading: Reading): Refusal | undefined {
  const { rest, verb, names } = reading;
  const end = rest.indexOf(close, 1);
  const other = close === '“' ? rest.indexOf('”', 1) : -1;
  const at = end < 0 ? other : end;
  if (at < 2) return refuse(verb, 'open-quote', ['a quoted name does not end', `Write it as "its title", or by its handle.`]);
  names.push({ is: 'quoted', text: rest.slice(1, at) });
  reading.rest = rest.slice(at + 1);
  return reading.rest.startsWith(':') ? takeReason(reading.rest.slice(1), reading) : undefined;
}

function oneByOne(verb: Verb, is: 'range' | 'section'): Refusal {
  const remedy = `Name each item: a ${is} is taken by tick and untick only.`;
  return refuse(verb, 'one-by-one', [`${verb} takes no ${is}, since each of its items is to be looked at`, remedy]);
}

function unknownOption(option: string, near: string | undefined, verb: Verb): Refusal {
  const remedy = near === undefined ? `Write ${usageOf(verb)}.` : `Did you mean ${near}:? Write ${usageOf(verb)}.`;
  return refuse(verb, 'unknown-option', [`"${option.slice(0, 40)}" is no option of ${verb}`, remedy]);
}
