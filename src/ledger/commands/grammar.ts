import { nearest } from '../../ground/problem.ts';
import { type Command, isRefusal, type Refusal, suggest } from './command.ts';
import { readParts } from './parts.ts';
import { isVerb, specOf, usageOf, type Verb, verbNames, word } from './verbs.ts';

export type Taken = { readonly command: Command } | { readonly refusal: Refusal };

/** What people say when they mean one of ours. Only ever proposed, never done. */
const meant: Readonly<Record<string, Verb>> = {
  approve: 'sign',
  check: 'tick',
  done: 'tick',
  uncheck: 'untick',
  unhold: 'release-hold',
  release: 'release-hold',
  resume: 'release-hold',
  stop: 'hold',
  block: 'hold',
  skip: 'waive',
  ignore: 'waive',
  override: 'break-glass',
  emergency: 'break-glass',
  rerun: 'recheck',
  retest: 'recheck',
  retry: 'recheck',
  why: 'explain',
  todo: 'mine',
};

/** All that one sees as a gap is one. */
const gaps = /[\s\u0085]+/gu;
/** Two hundred ids of the longest kind, and a reason. */
const longestLine = 20_000;
/** Markup is not seen as it is written, so what it says is nothing that was said; an address in brackets is. */
const markup = /<(?!https?:\/\/)[a-z/!?]/i;

/** A line that stands where a command may stand: the command, or why it is none, or nothing when it was never meant as one. */
export function readLine(written: string, line: number): Taken | undefined {
  if (written.length > longestLine && isCalled(written)) return { refusal: at(line, tooLong(written.length)) };
  const text = written.replace(gaps, ' ').trim();
  const [, rest] = /^\/gonogo(?: (.*))?$/is.exec(text) ?? [];
  if (!/^\/gonogo(?: |$)/i.test(text)) {
    const refusal = nearMiss(text);
    return refusal && { refusal: at(line, refusal) };
  }
  const found = readVerb(rest ?? '');
  return 'code' in found ? { refusal: at(line, found) } : { command: { ...found, line } };
}

/** Whether somebody who writes this line calls us. */
export function isCalled(text: string): boolean {
  return /^\s*\/gonogo(?![\w-])/i.test(text.slice(0, 100));
}

function at(line: number, refusal: Refusal): Refusal {
  return { ...refusal, line };
}

function tooLong(length: number): Refusal {
  return {
    code: 'command.too-long',
    message: `the command has ${length} characters; ${longestLine} are read`,
    remedy: 'Split it into several commands.',
  };
}

function readVerb(rest: string): Omit<Command, 'line'> | Refusal {
  const [said = ''] = /^[^ ]*/.exec(rest) ?? [];
  const behind = rest.slice(said.length).trim();
  const verb = said.toLowerCase().replace(/[:,.!?]$/, '');
  const known = verb === '' ? 'help' : verb === 'n/a' ? 'na' : verb;
  if (!isVerb(known)) return unknownVerb(verb, behind);
  if (markup.test(behind)) return hasMarkup(known);
  if (specOf(known).items === 'none') return { verb: known, names: [], ...readRest(known, behind) };
  const parts = readParts(behind, known);
  return isRefusal(parts) ? parts : { verb: known, ...parts };
}

/** Behind verbs that speak of no item everything is the reason, or of no meaning. */
function readRest(verb: Verb, behind: string): Pick<Command, 'reason' | 'about'> {
  const [first = ''] = behind.toLowerCase().split(' ');
  if (verb === 'help' && isVerb(first)) return { about: first };
  if (specOf(verb).reason === 'none') return {};
  const reason = behind.replace(/^(?:(?:--)?reason[:=]|because[: ]|--|—|:) ?/i, '');
  return reason === '' ? {} : { reason };
}

function unknownVerb(said: string, behind: string): Refusal {
  const [next = ''] = behind.toLowerCase().split(' ');
  const guesses = [`${said}-${next}`, ...(said.length <= 30 ? [own(meant, said), nearest(said, verbNames)] : [])];
  const near = guesses.filter((guess) => guess !== undefined).find(isVerb);
  return {
    code: 'command.unknown-verb',
    message: `"${said.slice(0, 40)}" is no command`,
    remedy: near === undefined ? `The commands are ${verbNames.join(', ')}.` : `Did you mean ${near}? ${usageOf(near)}`,
    ...(near !== undefined && { verb: near }),
  };
}

function own(record: Readonly<Record<string, Verb>>, key: string): Verb | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function hasMarkup(verb: Verb): Refusal {
  return {
    code: 'command.markup',
    message: 'the command holds markup, which nobody sees as it is written',
    remedy: `Write it in plain words: ${usageOf(verb)}`,
    verb,
  };
}

/** `/gonogohold`, `/gonogo: tick db-3`, `gonogo tick db-3`, `@gonogo tick db-3`, and a command in bold. */
function nearMiss(written: string): Refusal | undefined {
  const text = written.replace(/^([*_]{1,3})(\/.*)\1$/s, '$2');
  const [, before = '', said = '', rest = ''] = /^([/@\\]?|\/ )gonogo(?:[:,] |[ :./_-])?([a-z-]+)(.{0,300})$/is.exec(text) ?? [];
  const verb = said.toLowerCase();
  if (!isVerb(verb) || !/^(?: |$)/.test(rest)) return undefined;
  // The command line has commands of these names.
  if (before === '' && (verb === 'help' || verb === 'explain')) return undefined;
  return {
    code: 'command.near-miss',
    message: `a command begins with ${word} and a space`,
    remedy: `Write ${usageOf(verb)}`,
    verb,
    ...suggest(`${word} ${verb}${rest}`),
  };
}
