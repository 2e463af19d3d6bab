import { isSatisfied } from '../verdict/outcome.ts';
import type { ItemVerdict, Verdict } from '../verdict/verdict.ts';
import { bar } from './bar.ts';
import {
  debtText,
  detailOf,
  footLines,
  laterText,
  type Measured,
  measuredText,
  optionalText,
  placeOf,
  shortfalls,
  supportText,
} from './detail.ts';
import { fixHeading, headlineOf, subtitleOf } from './headline.ts';
import { decisionSigns, decisionTones, markOf } from './marks.ts';
import { alike, type Branch, debtsOf, fixFirst, laterPhases, skipped, type Todo, treeOf } from './order.ts';
import { count } from './plural.ts';
import { block, foreign, type Paint, row, type Sheet } from './sheet.ts';
import { columnsOf } from './width.ts';

export interface TerminalOptions {
  readonly width: number;
  readonly paint: Paint;
  /** ISO 8601. */
  readonly now: string;
}

/** Longer lines are hard to read, however wide the window is; on shorter ones nothing has room. */
const [narrowest, widest] = [40, 120];

export interface TerminalParts {
  /** The answer, and what to fix first. */
  readonly answer: string;
  /** Everything in its section, and what comes later. */
  readonly all: string;
  /** The numbers, and what they leave out. */
  readonly foot: string;
}

/** The report for a terminal, in one piece. */
export function terminalReport(verdict: Verdict, options: TerminalOptions): string {
  const { answer, all, foot: last } = terminalParts(verdict, options);
  return `${[answer, all, last].filter((part) => part !== '').join('\n\n')}\n`;
}

/** The same in pieces, for a log that folds. */
export function terminalParts(verdict: Verdict, { width, paint, now }: TerminalOptions): TerminalParts {
  const sheet = { width: Math.min(widest, Math.max(narrowest, width)), paint };
  const rest = [...tree(treeOf(verdict), sheet), passedOver(verdict, sheet), debts(verdict, sheet), later(verdict, sheet)];
  return {
    answer: joined([head(verdict, sheet), fix(verdict, sheet)]),
    all: joined(rest),
    foot: joined([foot(verdict, sheet, now)]),
  };
}

function joined(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

function head(verdict: Verdict, sheet: Sheet): string[] {
  const headline = block({ indent: 0, text: headlineOf(verdict), tone: decisionTones[verdict.decision] }, sheet);
  return [
    ...headline.map((line) => sheet.paint('strong', line)),
    ...block({ indent: 0, text: subtitleOf(verdict), tone: 'muted' }, sheet),
  ];
}

function heading(text: string, sheet: Sheet): string {
  return sheet.paint('strong', foreign(text));
}

function fix(verdict: Verdict, sheet: Sheet): string[] {
  const todos = fixFirst(verdict);
  if (todos.length === 0) return [];
  return [heading(fixHeading(verdict), sheet), ...alike(todos).flatMap((group) => groupLines(group, sheet))];
}

/** How many items that are alike are named; all of them stand in their sections. */
const named = 10;

function groupLines(todos: readonly Todo[], sheet: Sheet): string[] {
  const [first] = todos;
  if (first === undefined) return [];
  const shown = todos.slice(0, named);
  const starts = shown.map(({ title }) => 6 + columnsOf(foreign(title)));
  const column = Math.min(Math.max(...starts), Math.floor(sheet.width / 2));
  const under = (text: string) => block({ indent: 4, text }, sheet);
  return [
    ...shown.flatMap((todo) => titleLines(todo, column, sheet)),
    ...(todos.length > named ? under(`and ${todos.length - named} more like these, below`) : []),
    ...under(first.because),
    ...(first.item === undefined ? [] : shortfallLines(first.item, under)),
    ...(first.next === undefined ? [] : block({ indent: 4, lead: { text: '→', tone: 'strong' }, text: first.next }, sheet)),
  ];
}

function titleLines({ item, urgency, title }: Todo, column: number, sheet: Sheet): string[] {
  const mark = item === undefined ? decisionSigns[urgency] : markOf(item);
  const detail = item === undefined ? '' : placeOf(item);
  return row({ indent: 2, lead: { text: mark.sign, tone: mark.tone }, title, detail, column }, sheet);
}

/** How many findings are named; the page and the tool's own report have more. */
const findings = 5;

function shortfallLines(item: ItemVerdict, under: (text: string) => string[]): string[] {
  const { values, found, more } = shortfalls(item, findings);
  return [
    ...values.flatMap((measured) => under(valueText(measured))),
    ...found.flatMap((text) => under(`- ${text}`)),
    ...(more === 0 ? [] : under(`and ${count(more, 'more finding')}`)),
  ];
}

function valueText(measured: Measured): string {
  const drawn = bar(measured);
  return drawn === undefined ? measuredText(measured) : `${drawn} ${measuredText(measured)}`;
}

function tree(branch: Branch, sheet: Sheet): string[][] {
  const own = branchLines({ ...branch, branches: [] }, 0, sheet);
  return [own, ...branch.branches.map((inside) => branchLines(inside, 0, sheet))];
}

function branchLines(branch: Branch, depth: number, sheet: Sheet): string[] {
  const indent = depth * 2;
  const starts = branch.items.map((item) => indent + 6 + columnsOf(foreign(item.title)));
  const column = Math.min(Math.max(0, ...starts), Math.floor(sheet.width / 2));
  const optional = optionalText(branch.optional);
  return [
    ...(branch.place.title === '' ? [] : [branchHead(branch, indent, sheet)]),
    ...branch.items.flatMap((item) => itemLines(item, { indent: indent + 2, column }, sheet)),
    ...(branch.optional.total === 0
      ? []
      : block({ indent: indent + 2, lead: { text: '+', tone: 'muted' }, text: optional, tone: 'muted' }, sheet)),
    ...branch.branches.flatMap((inside) => branchLines(inside, depth + 1, sheet)),
  ];
}

function branchHead({ place, done, required }: Branch, indent: number, sheet: Sheet): string {
  const share = required === 0 ? '' : `  ${sheet.paint('muted', `${done} of ${required}`)}`;
  return `${' '.repeat(indent)}${heading(place.title, sheet)}${share}`;
}

function itemLines(item: ItemVerdict, { indent, column }: { indent: number; column: number }, sheet: Sheet): string[] {
  const mark = markOf(item);
  const lead = { text: mark.sign, tone: mark.tone };
  const support = isSatisfied(item.state) || !item.applies ? [] : item.support;
  return [
    ...row({ indent, lead, title: item.title, detail: detailOf(item), column }, sheet),
    ...support.flatMap((answer) =>
      block({ indent: indent + 2, lead: { text: '└', tone: 'muted' }, text: supportText(answer), tone: 'muted' }, sheet),
    ),
  ];
}

function passedOver(verdict: Verdict, sheet: Sheet): string[] {
  const lines = skipped(verdict).flatMap((item) =>
    row({ indent: 2, lead: { text: '!', tone: 'bad' }, title: item.title, detail: placeOf(item), column: 0 }, sheet),
  );
  const { emergency } = verdict;
  return emergency === undefined ? [] : [heading(`Skipped in an emergency: ${emergency.reason}`, sheet), ...lines];
}

function debts(verdict: Verdict, sheet: Sheet): string[] {
  const lines = debtsOf(verdict).flatMap((item) =>
    row({ indent: 2, lead: { text: '!', tone: 'unsure' }, title: item.title, detail: debtText(item), column: 0 }, sheet),
  );
  return lines.length === 0 ? [] : [heading('Debts', sheet), ...lines];
}

function later(verdict: Verdict, sheet: Sheet): string[] {
  const lines = laterPhases(verdict).map((phase) => `  ${phase.phase.padEnd(9)} ${sheet.paint('muted', laterText(phase))}`);
  return lines.length === 0 ? [] : [heading('Later', sheet), ...lines];
}

function foot(verdict: Verdict, sheet: Sheet, now: string): string[] {
  return footLines(verdict, now).flatMap((text) => block({ indent: 0, text, tone: 'muted' }, sheet));
}
