import { word } from '../../ledger/commands/verbs.ts';
import type { Part } from '../budget.ts';
import { footLines } from '../detail.ts';
import { fixHeading, headlineOf, subtitleOf } from '../headline.ts';
import { safe } from '../markdown/words.ts';
import { markOf } from '../marks.ts';
import { alike, fixFirst, type Todo } from '../order.ts';
import { calledOf, type Known } from './known.ts';
import { calledText, sentence, typed } from './words.ts';

/** A reply is read at a glance; the board has the rest. */
const groups = 5;
const named = 5;

/** How it stands, in the words of the check, and what to do first. */
export function statusPart(known: Known): Part {
  const { verdict, now } = known;
  const todos = alike(fixFirst(verdict));
  const left = todos.slice(groups).flat().length;
  const heading = todos.length === 0 ? '' : `\n${fixHeading(verdict)}:\n\n`;
  const rest = left === 0 ? [] : [`- and ${left} more\n`];
  return {
    head: `**${safe(headlineOf(verdict))}**\n\n${safe(subtitleOf(verdict))}\n${heading}`,
    rows: [...todos.slice(0, groups).map((group) => groupRow(group, known)), ...rest],
    tail: `\n${footLines(verdict, now).map(safe).join('<br>\n')}<br>\n${typed(`${word} mine`)} lists what you can do.\n`,
  };
}

function groupRow(todos: readonly Todo[], known: Known): string {
  const [first] = todos;
  if (first === undefined) return '';
  const more = todos.length > named ? ` and ${todos.length - named} more` : '';
  const what = todos.slice(0, named).map((todo) => titleText(todo, known));
  const next = first.next === undefined ? '' : ` → ${safe(first.next)}`;
  return `- ${what.join(', ')}${more}: ${safe(sentence(first.because))}${next}\n`;
}

function titleText({ item, title }: Todo, known: Known): string {
  return item === undefined ? `**${safe(title)}**` : `${markOf(item).icon} ${calledText(calledOf(item, known))}`;
}
