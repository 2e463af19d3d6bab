import type { Verdict } from '../verdict/verdict.ts';
import { fit, type Part } from './budget.ts';
import { footLines } from './detail.ts';
import { headlineOf, subtitleOf } from './headline.ts';
import { debtsPart, laterPart, skippedPart } from './markdown/lists.ts';
import { sectionParts } from './markdown/sections.ts';
import { todoPart } from './markdown/todos.ts';
import { iconOf, safe } from './markdown/words.ts';
import { treeOf } from './order.ts';

export interface SummaryOptions {
  /** ISO 8601. */
  readonly now: string;
  /** GitHub takes a little more than a million bytes for all that one step writes, and drops it all when it is longer. */
  readonly bytes?: number;
  /** What else people should know: in their own words, one line each. */
  readonly notes?: readonly string[];
}

const everything = { groups: Number.POSITIVE_INFINITY, named: Number.POSITIVE_INFINITY, findings: 20 };

/** The page beside a CI run, in GitHub's Markdown: the same words in the same order as on a terminal. */
export function jobSummary(verdict: Verdict, { now, bytes = 1_000_000, notes = [] }: SummaryOptions): string {
  const parts = [
    head(verdict, notes),
    todoPart(verdict, everything),
    ...sectionParts(treeOf(verdict)),
    skippedPart(verdict),
    debtsPart(verdict),
    laterPart(verdict),
  ];
  const foot = `\n${footLines(verdict, now).map(safe).join('<br>\n')}\n`;
  return fit(
    parts.filter((part) => part !== undefined),
    { bytes, foot, more: (rows) => `\n_${rows} more, for which there is no room here: \`gonogo check\` shows all._\n` },
  );
}

function head(verdict: Verdict, notes: readonly string[]): Part {
  const said = notes.map((note) => `> ⚠️ ${safe(note)}\n`).join('>\n');
  const title = `# ${iconOf(verdict)} ${safe(headlineOf(verdict))}\n\n${safe(subtitleOf(verdict))}\n`;
  return { head: said === '' ? title : `${title}\n${said}`, rows: [] };
}
