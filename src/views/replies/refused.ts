import type { Who } from '../../checklist/model.ts';
import type { Refusal } from '../../ledger/commands/command.ts';
import { type Verb, word } from '../../ledger/commands/verbs.ts';
import type { Part } from '../budget.ts';
import { type People, whoWords } from '../item-words.ts';
import { safe } from '../markdown/words.ts';
import { type Called, calledText, sentence, typed } from './words.ts';

/** Commands of a comment that were not taken, and what was nearly one: each with what to do. */
export function refusedPart(refusals: readonly Refusal[]): Part {
  return { head: '**Not done**\n\n', rows: refusals.map(refusalRow) };
}

function refusalRow({ line, message, remedy, suggestion }: Refusal): string {
  const place = line === undefined ? '' : `Line ${line}: `;
  const again = suggestion === undefined ? [] : [`  - To type: ${typed(suggestion)}\n`];
  return [`- ${place}${safe(sentence(message))}\n`, `  - → ${safe(remedy)}\n`, ...again].join('');
}

/** Something that was said by somebody who may not, or of whom that could not be found out. */
export interface NotAllowed {
  readonly verb: Verb;
  /** None when it speaks of the whole. */
  readonly items: readonly Called[];
  readonly may: Who;
  /** `own`: nobody does this for a change of their own · `unknown`: a look-up failed. */
  readonly because: 'no' | 'own' | 'bot' | 'unknown';
}

const whys = {
  no: 'you may not',
  own: 'nobody does this for a change of their own, or one they pushed to',
  bot: 'bots never may',
  unknown: 'whether you may could not be verified just now, so nothing changed',
} as const;

/** Says who may, and what they do. */
export function notAllowedPart(refused: readonly NotAllowed[], people: People): Part {
  return { head: '**Not recorded**\n\n', rows: refused.map((each) => notAllowedRow(each, people)) };
}

/** More handles than this make a line that nobody types. */
const mostTyped = 20;

function notAllowedRow({ verb, items, may, because }: NotAllowed, people: People): string {
  const [first, ...others] = items;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const what = first === undefined ? '' : ` ${calledText(first)}${more}`;
  const line = `${word} ${[verb, items.map(({ handle }) => handle).join(', ')].filter((part) => part !== '').join(' ')}`;
  const who = `May: ${safe(whoWords(may, people))}.`;
  const then = because === 'unknown' ? 'Try again in a minute' : 'One of them types';
  const how = items.length > mostTyped ? '' : ` ${then}: ${typed(line)}`;
  return `- ${verb}${what}: ${whys[because]}.\n  - → ${who}${how}\n`;
}
