import type { Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { gateText, worstFirst } from '../detail.ts';
import { type EvidenceRow, evidenceOf } from '../evidence.ts';
import { type Handles, nameIn } from '../handles.ts';
import { short } from '../headline.ts';
import { markOfAnswer } from '../marks.ts';
import { provenanceLink } from '../provenance.ts';
import { ago } from '../when.ts';
import { safe, valueText } from './words.ts';

export interface EvidenceOptions {
  readonly now: string;
  readonly handles: Handles;
}

/** What machines say of this commit. Evidence of another commit counts for nothing, so that the commit stands above the table. */
export function evidencePart(verdict: Verdict, options: EvidenceOptions): Part | undefined {
  const rows = evidenceOf(verdict).map((row) => evidenceRow(row, options));
  if (rows.length === 0) return undefined;
  const head = `## Evidence for \`${short(verdict.head).replace(/[^\w-]/g, '')}\`\n\n| | gate | values | collected | for |\n| --- | --- | --- | --- | --- |\n`;
  return { head, rows };
}

/** How many values and items stand in one row. */
const shown = 4;

function evidenceRow({ answer, items }: EvidenceRow, { now, handles }: EvidenceOptions): string {
  const { icon, word } = markOfAnswer(answer);
  const measured = worstFirst(answer.judgement.measured);
  const values = measured.length === 0 ? [safe(answer.judgement.summary)] : measured.slice(0, shown).map(valueText);
  const named = items.slice(0, shown).map(({ id }) => nameIn(id, handles) ?? id);
  const collected = answer.at === undefined ? 'not yet' : safe(ago(now, answer.at));
  const cells = [
    `${icon} ${word}`,
    safe(gateText(answer)),
    [...values, ...andMore(measured.length)].join('<br>'),
    [collected, ...(answer.from === undefined ? [] : [provenanceLink(answer.from)])].join('<br>'),
    [...named.map(safe), ...andMore(items.length)].join(', '),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function andMore(all: number): string[] {
  return all > shown ? [`${all - shown} more`] : [];
}
