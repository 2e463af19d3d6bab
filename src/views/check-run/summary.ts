import type { Verdict } from '../../verdict/verdict.ts';
import { progress } from '../bar.ts';
import { fit, type Part } from '../budget.ts';
import { countsText, footNotes } from '../detail.ts';
import { headlineOf, subtitleOf } from '../headline.ts';
import { asksPart } from '../markdown/asks.ts';
import { linked, safeUrl } from '../markdown/link.ts';
import { debtsPart, exceptionsPart, laterPart, skippedPart, standingPart } from '../markdown/lists.ts';
import { remarksPart } from '../markdown/policy-change.ts';
import { todoPart } from '../markdown/todos.ts';
import { iconOf, safe } from '../markdown/words.ts';
import { noticesOf } from '../notices.ts';
import { type CheckRunOptions, elsewhere, handlesIn, mostBytes } from './options.ts';

/** Enough to begin with; every item stands in the text below. */
const short = { groups: 20, named: 10, findings: 5 };

/** What one reads first: the answer, what to fix first, who can, and what rests on a word or an exception. */
export function summaryOf(verdict: Verdict, options: CheckRunOptions, annotationsLeft: number): string {
  const handles = handlesIn(options);
  const parts = [
    head(verdict, options.warnings),
    options.remarks && remarksPart(options.remarks),
    skippedPart(verdict, handles),
    todoPart(verdict, { ...short, handles }),
    asksPart(verdict, { handles, board: options.links?.board }),
    exceptionsPart(verdict),
    standingPart(verdict),
    debtsPart(verdict),
    laterPart(verdict),
  ];
  const notes = [...footNotes(verdict, options.now).map(safe), ...annotationNote(annotationsLeft), ...linksLine(options)];
  return fit(
    parts.filter((part) => part !== undefined),
    {
      bytes: mostBytes,
      foot: notes.length === 0 ? '' : `\n${notes.join('<br>\n')}\n`,
      more: (rows) => `\n_${rows} more, for which there is no room here: ${elsewhere(options)}._\n`,
    },
  );
}

function head(verdict: Verdict, warnings: readonly string[] = []): Part {
  const { done, required } = verdict.counts;
  const lines = [
    `# ${iconOf(verdict)} ${safe(headlineOf(verdict))}`,
    ...noticesOf(verdict).map(({ title, text }) => `> **${title}.** ${safe(text)}`),
    ...warnings.map((warning) => `> ⚠️ ${safe(warning)}`),
    `\`${progress(done, required)}\` ${countsText(verdict)}`,
    safe(subtitleOf(verdict)),
  ];
  return { head: `${lines.join('\n\n')}\n`, rows: [] };
}

function annotationNote(left: number): string[] {
  return left === 0 ? [] : [`Findings stand beside their lines, the worst first; for ${left} more there is no room there.`];
}

function linksLine({ links = {} }: CheckRunOptions): string[] {
  const named = [
    ['Checklist', links.board],
    ['Full report', links.report],
    ['How this works', links.docs],
  ] as const;
  const shown = named.flatMap(([words, url]) => (safeUrl(url) === undefined ? [] : [linked(words, url)]));
  return shown.length === 0 ? [] : [shown.join(' · ')];
}
