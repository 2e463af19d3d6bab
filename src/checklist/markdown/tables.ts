import type { Limit } from '../model.ts';
import { type Comment, wordsOf } from './inline.ts';
import { limitsIn, metricOf, percentileOf } from './limits.ts';
import { sign } from './marks.ts';
import { inlineOf, type Node } from './tree.ts';

export interface Row {
  readonly title: string;
  readonly limits: readonly Limit[];
  /** What its other cells say, by the heading of their column. */
  readonly cells: readonly (readonly [heading: string, text: string])[];
  readonly comments: readonly Comment[];
  readonly links: readonly string[];
  readonly line: number;
}

const target = /^(?:targets?|goal|threshold|slo|objective|limit)$/i;
const critical = /^critical$/i;
const state = /^(?:state|status|result|done\??|complete[d]?\??|check(?:ed)?|ok\??|pass ?\/ ?fail|✓|✔|✅|☐|☑|)$/iu;
/** The sign or word that a state begins with. */
const mark = new RegExp(`^(?:${sign}|(?:pass(?:ed)?|fail(?:ed)?|todo|tbd|done|pending|open)\\b)`, 'iu');
const emptyBox = /^[☐☑☒⬜🔲]/u;
const signs = /[☐☑☒⬜✅❌⚠]/u;
/** A table that explains signs asks for nothing. */
const legend = /^(?:symbol|sign|icon|emoji|legend|meaning)$/i;
const item = /\b(?:item|check|task|requirement|gate|criteri(?:on|a)|control|metric|test|step)s?\b/i;

interface Cell {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly links: readonly string[];
}

/** The rows that ask for something: of tables with a Target or Critical column, or with a column of states. Nobody's state counts. */
export function rowsOf(table: Node): Row[] {
  const lines = linesOf(table);
  const [head = [], ...body] = lines.map((row) => row.children.map(cellOf));
  const headings = head.map(({ text }) => text);
  const bounds = headings.flatMap((heading, at) => (target.test(heading) || critical.test(heading) ? [at] : []));
  const states = headings.flatMap((heading, at) =>
    isState(
      heading,
      body.map((row) => row[at]?.text ?? ''),
    )
      ? [at]
      : [],
  );
  if (headings.some((heading) => legend.test(heading)) || states.length > 1 || bounds.length + states.length === 0) return [];
  const free = headings.flatMap((_, at) => (bounds.includes(at) || states.includes(at) ? [] : [at]));
  const named = free.find((at) => item.test(headings[at] ?? '')) ?? free[0];
  if (named === undefined) return [];
  return body.flatMap((row, at) => {
    const title = row[named]?.text ?? '';
    if (!/[\p{L}\p{N}]/u.test(title)) return [];
    const cells = row.flatMap(({ text }, column): [string, string][] =>
      column === named || states.includes(column) || !/[\p{L}\p{N}]/u.test(text) ? [] : [[headings[column] ?? '', text]],
    );
    const all = <T>(of: (cell: Cell) => readonly T[]) => row.flatMap((cell) => of(cell));
    return [
      {
        title,
        limits: limitsOf(
          title,
          bounds.map((column) => [headings[column] ?? '', row[column]?.text ?? '']),
        ),
        cells,
        comments: all(({ comments }) => comments),
        links: all(({ links }) => links),
        line: lines[at + 1]?.line ?? table.line,
      },
    ];
  });
}

function linesOf(table: Node): Node[] {
  return table.children.flatMap(({ children }) => children);
}

function cellOf(cell: Node): Cell {
  return wordsOf(inlineOf(cell)?.children ?? [], cell.line);
}

/** Empty boxes are states under any heading; other signs and words only where the heading says so. */
function isState(heading: string, texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  const isNamed = state.test(heading) || signs.test(heading);
  if (filled.length === 0) return isNamed && heading !== '' && texts.length > 0;
  return filled.every((text) => mark.test(text) && (isNamed || emptyBox.test(text)));
}

/** Limits of a row. Between a target and a critical value without operators, the order of the two says which way is better. */
function limitsOf(title: string, bounds: readonly (readonly [string, string])[]): Limit[] {
  const found = bounds.flatMap(([heading, text]) => {
    const grade = critical.test(heading) ? 'critical' : 'target';
    const percentile = percentileOf(title);
    const about = { metric: metricOf(title), ...(percentile !== undefined && { percentile }), text };
    // In a column for limits a number is one, also without a unit.
    if (/^\d+(?:\.\d+)?$/.test(text)) return [{ ...about, value: Number(text), grade } as const];
    return limitsIn(text, grade).map((limit): Limit => ({ ...limit, ...about }));
  });
  const goal = found.find(({ grade }) => grade === 'target');
  const worst = found.find(({ grade }) => grade === 'critical');
  const isBare = found.every(({ op }) => op === undefined);
  if (!goal || !worst || !isBare || goal.unit !== worst.unit || goal.value === worst.value) return found;
  const better = goal.value > worst.value ? 'higher' : 'lower';
  return found.map((limit) => ({ ...limit, better }));
}

/** The roles of a table that people sign in: one column names them, others are for names, signatures or dates. */
export function signersOf(table: Node): Signer[] {
  const lines = linesOf(table);
  const [head = [], ...body] = lines.map((row) => row.children.map((cell) => cellOf(cell).text));
  const role = head.findIndex((heading) => /^(?:role|approver|stakeholder|team|function)s?$/i.test(heading));
  if (role < 0 || !head.some((heading) => /\b(?:sign|approv|date)/i.test(heading))) return [];
  return body.flatMap((row, at) => {
    const name = row[role] ?? '';
    return /[\p{L}\p{N}]/u.test(name) ? [{ name, line: lines[at + 1]?.line ?? table.line }] : [];
  });
}

export interface Signer {
  readonly name: string;
  readonly line: number;
}
