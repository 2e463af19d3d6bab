import type { ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { placeOf, shortfalls } from '../detail.ts';
import { type Handles, noHandles } from '../handles.ts';
import { fixHeading } from '../headline.ts';
import { alike, fixFirst, type Todo } from '../order.ts';
import { count } from '../plural.ts';
import { iconOfTodo, safe, valueText } from './words.ts';

export interface TodoOptions {
  /** How many groups of things that are alike, how many items of a group, and how many findings of an item are named. */
  readonly groups: number;
  readonly named: number;
  readonly findings: number;
  readonly handles?: Handles;
}

/** What to fix first: in each group every title, then once why and what to do. */
export function todoPart(verdict: Verdict, options: TodoOptions): Part | undefined {
  const groups = alike(fixFirst(verdict));
  const left = groups.slice(options.groups).flat().length;
  const rest = left === 0 ? [] : [`- and ${left} more, which stand below\n`];
  const rows = [...groups.slice(0, options.groups).flatMap((group) => groupRows(group, options)), ...rest];
  return rows.length === 0 ? undefined : { head: `\n## ${fixHeading(verdict)}\n\n`, rows };
}

function groupRows(todos: readonly Todo[], { named, findings, handles = noHandles }: TodoOptions): string[] {
  const shown = todos.slice(0, named);
  const more = todos.length - shown.length;
  const last = shown.at(-1);
  return shown.map((todo) =>
    todo === last ? `${titleRow(todo, handles)}${reasonRows(todo, { more, findings })}` : titleRow(todo, handles),
  );
}

function titleRow(todo: Todo, handles: Handles): string {
  const { item, title } = todo;
  return `- ${iconOfTodo(todo)} **${safe(title)}**${item === undefined ? '' : ` · ${safe(placeOf(item, handles))}`}\n`;
}

function reasonRows({ item, because, next }: Todo, { more, findings }: { more: number; findings: number }): string {
  return [
    ...(more === 0 ? [] : [`- and ${more} more like these`]),
    `  - ${safe(because)}`,
    ...(item === undefined ? [] : shortfallRows(item, findings)),
    ...(next === undefined ? [] : [`  - → ${safe(next)}`]),
    '',
  ].join('\n');
}

function shortfallRows(item: ItemVerdict, findings: number): string[] {
  const { values, found, more } = shortfalls(item, findings);
  const rest = more === 0 ? [] : [`and ${count(more, 'more finding')}`];
  const listed = [...found, ...rest].map((text) => `    - ${safe(text)}`);
  return [
    ...values.map((measured) => `  - ${valueText(measured)}`),
    ...(listed.length === 0 ? [] : [`  - ${count(found.length + more, 'finding')}`, ...listed]),
  ];
}
