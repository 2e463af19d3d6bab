import { escapeMarkdown } from '../ground/text.ts';
import type { Decision, ItemVerdict, Verdict } from '../verdict/verdict.ts';
import { bar } from './bar.ts';
import { fit, type Part } from './budget.ts';
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
  worstFirst,
} from './detail.ts';
import { fixHeading, headlineOf, subtitleOf } from './headline.ts';
import { markOf } from './marks.ts';
import { alike, type Branch, debtsOf, fixFirst, laterPhases, skipped, type Todo, treeOf } from './order.ts';
import { count } from './plural.ts';
import { foreign } from './sheet.ts';

export interface SummaryOptions {
  /** ISO 8601. */
  readonly now: string;
  /** GitHub takes a little more than a million bytes for all that one step writes, and drops it all when it is longer. */
  readonly bytes?: number;
}

const decisionIcons = { go: '✅', waiting: '⬜', 'no-go': '❌', 'cannot-tell': '❓' } as const satisfies {
  readonly [D in Decision]: string;
};

/** The page beside a CI run, in GitHub's Markdown: the same words in the same order as on a terminal. */
export function jobSummary(verdict: Verdict, { now, bytes = 1_000_000 }: SummaryOptions): string {
  const parts = [head(verdict), fix(verdict), ...sections(treeOf(verdict)), passedOver(verdict), debts(verdict), later(verdict)];
  const foot = `\n${footLines(verdict, now).map(safe).join('<br>\n')}\n`;
  return fit(
    parts.filter((part) => part !== undefined),
    { bytes, foot, more: (rows) => `\n_${rows} more, for which there is no room here: \`gonogo check\` shows all._\n` },
  );
}

/** Foreign text that stays text, in Markdown and inside of a tag: no markup, mention, link or table border of its own. */
function safe(text: string): string {
  return escapeMarkdown(foreign(text));
}

function head(verdict: Verdict): Part {
  return {
    head: `# ${decisionIcons[verdict.decision]} ${safe(headlineOf(verdict))}\n\n${safe(subtitleOf(verdict))}\n`,
    rows: [],
  };
}

function fix(verdict: Verdict): Part | undefined {
  const todos = fixFirst(verdict);
  return todos.length === 0 ? undefined : { head: `\n## ${fixHeading(verdict)}\n\n`, rows: alike(todos).flatMap(groupRows) };
}

/** What is alike: every title, then once why and what to do. */
function groupRows(todos: readonly Todo[]): string[] {
  const last = todos.at(-1);
  return todos.map((todo) => (todo === last ? todoRow(todo) : `${titleRow(todo)}\n`));
}

function titleRow({ item, urgency, title }: Todo): string {
  const icon = item === undefined ? decisionIcons[urgency] : markOf(item).icon;
  return `- ${icon} **${safe(title)}**${item === undefined ? '' : ` · ${safe(placeOf(item))}`}`;
}

function todoRow(todo: Todo): string {
  const { item, because, next } = todo;
  const wrong = item === undefined ? [] : shortfallRows(item);
  const remedy = next === undefined ? [] : [`  - → ${safe(next)}`];
  return [titleRow(todo), `  - ${safe(because)}`, ...wrong, ...remedy, ''].join('\n');
}

/** How many findings are named; they fold away. */
const findings = 20;

function shortfallRows(item: ItemVerdict): string[] {
  const { values, found, more } = shortfalls(item, findings);
  const rest = more === 0 ? [] : [`and ${count(more, 'more finding')}`];
  const listed = [...found, ...rest].map((text) => `    - ${safe(text)}`);
  return [
    ...values.map((measured) => `  - ${valueText(measured)}`),
    ...(listed.length === 0 ? [] : [`  - ${count(found.length + more, 'finding')}`, ...listed]),
  ];
}

function valueText(measured: Measured): string {
  const drawn = bar(measured);
  return drawn === undefined ? safe(measuredText(measured)) : `\`${drawn}\` ${safe(measuredText(measured))}`;
}

const table = '| | | |\n| --- | --- | --- |\n';

/** A table for each section; one in which all is done folds away, so that what is open is seen at once. */
function sections(root: Branch): Part[] {
  const loose = root.items.length + root.optional.total > 0 ? [{ ...root, branches: [] }] : [];
  return [...loose, ...root.branches].map((branch) => {
    const share = branch.required === 0 ? '' : ` · ${branch.done} of ${branch.required}`;
    const rows = tableRows(branch, 0);
    const title = branch.place.title === '' ? 'Items' : branch.place.title;
    if (branch.required === 0 || branch.done < branch.required) return { head: `\n## ${safe(title)}${share}\n\n${table}`, rows };
    const summary = `<summary>✅ <b>${safe(title)}</b>${share}</summary>`;
    return { head: `\n<details>${summary}\n\n${table}`, rows, tail: '\n</details>\n' };
  });
}

function tableRows({ items, branches, optional }: Branch, depth: number): string[] {
  const folded = optional.total === 0 ? [] : [`| | ${optionalText(optional)} | |\n`];
  return [
    ...items.map(itemRow),
    ...folded,
    ...branches.flatMap((branch) => [groupRow(branch, depth), ...tableRows(branch, depth + 1)]),
  ];
}

function groupRow({ place, done, required }: Branch, depth: number): string {
  return `| | ${'› '.repeat(depth)}**${safe(place.title)}** | ${required === 0 ? '' : `${done} of ${required}`} |\n`;
}

function itemRow(item: ItemVerdict): string {
  const mark = markOf(item);
  const values = item.applies && item.answer?.state === 'judged' ? worstFirst(item.answer.judgement.measured).slice(0, 4) : [];
  const drawn = values.filter((measured) => bar(measured) !== undefined);
  const support = item.support.map(supportText);
  const said = drawn.length > 0 ? [mark.word, ...drawn.map(valueText)] : [safe(detailOf(item))];
  return `| ${mark.icon} | ${safe(item.title)} | ${[...said, ...support.map(safe)].join('<br>')} |\n`;
}

function passedOver(verdict: Verdict): Part | undefined {
  const rows = skipped(verdict).map((item) => `- 🔴 ${safe(item.title)} · ${safe(placeOf(item))}\n`);
  const { emergency } = verdict;
  return emergency === undefined ? undefined : { head: `\n## Skipped in an emergency: ${safe(emergency.reason)}\n\n`, rows };
}

function debts(verdict: Verdict): Part | undefined {
  const rows = debtsOf(verdict).map((item) => `- 🟠 ${safe(item.title)}: ${safe(debtText(item))}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Debts\n\n', rows };
}

function later(verdict: Verdict): Part | undefined {
  const rows = laterPhases(verdict).map((phase) => `- ${phase.phase}: ${laterText(phase)}\n`);
  return rows.length === 0 ? undefined : { head: '\n## Later\n\n', rows };
}
