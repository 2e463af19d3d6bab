import type { GateAnswer } from '../verdict/verdict.ts';
import { numberText } from './detail.ts';
import { type Mark, marks } from './marks.ts';
import { block, foreign, row, type Sheet } from './sheet.ts';
import { columnsOf } from './width.ts';

type Judgement = GateAnswer['judgement'];
type Measured = Judgement['measured'][number];
type Finding = Judgement['findings'][number];

/** What a gate answered about an address that a person typed. */
export interface ProbeAnswer {
  readonly kind: string;
  readonly address: string;
  readonly tookMs: number;
  readonly judgement: Judgement;
  /** What was seen beside what was asked for. */
  readonly details?: readonly ProbeSection[];
}

export interface ProbeSection {
  readonly title: string;
  readonly rows: readonly ProbeRow[];
}

export interface ProbeRow {
  /** Plain when absent. */
  readonly sign?: 'good' | 'bad' | 'unknown' | 'plain';
  readonly title: string;
  readonly detail?: string;
}

const results = {
  pass: { mark: marks.passed, word: 'PASSED' },
  fail: { mark: marks.failed, word: 'FAILED' },
  'cannot-tell': { mark: marks['cannot-tell'], word: 'CANNOT TELL' },
  'not-applicable': { mark: marks['not-applicable'], word: 'NOT APPLICABLE' },
} as const satisfies { readonly [R in Judgement['result']]: { readonly mark: Mark; readonly word: string } };

/** One answer for a terminal: what came of it, what was looked at, what is wrong, and what to do. */
export function probeReport({ kind, address, tookMs, judgement, details = [] }: ProbeAnswer, sheet: Sheet): string {
  const { mark, word } = results[judgement.result];
  const { measured, findings, remedy, summary } = judgement;
  const column = Math.min(44, Math.max(0, ...measured.map(({ metric }) => columnsOf(foreign(metric)))) + 6);
  const parts: (readonly string[])[] = [
    [`${sheet.paint(mark.tone, `${mark.sign} ${word}`)}  ${sheet.paint('strong', foreign(`${kind} ${address}`))}`],
    block({ indent: 2, text: summary }, sheet),
    ...details.map(({ title, rows }) => section(title, detailRows(rows, sheet), sheet)),
    section(
      'Looked at',
      measured.flatMap((each) => measuredRow(each, column, sheet)),
      sheet,
    ),
    section(
      findings.length === 1 ? 'Found' : `Found ${findings.length}`,
      findings.flatMap((each) => findingLines(each, sheet)),
      sheet,
    ),
    section('What to do', remedy === undefined ? [] : block({ indent: 2, text: remedy }, sheet), sheet),
    [sheet.paint('muted', `Took ${seconds(tookMs)}. --json has all that was seen.`)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], sheet: Sheet): string[] {
  return lines.length === 0 ? [] : [sheet.paint('strong', title), ...lines];
}

const signs: { readonly [S in NonNullable<ProbeRow['sign']>]: Pick<Mark, 'sign' | 'tone'> } = {
  good: marks.passed,
  bad: marks.failed,
  unknown: marks['cannot-tell'],
  plain: { sign: '·', tone: 'muted' },
};

function detailRows(rows: readonly ProbeRow[], sheet: Sheet): string[] {
  const column = Math.min(
    44,
    Math.max(0, ...rows.map(({ title, detail }) => (detail === undefined ? 0 : columnsOf(foreign(title))))) + 6,
  );
  return rows.flatMap(({ sign = 'plain', title, detail }) => {
    const { sign: text, tone } = signs[sign];
    // A title that hangs below another one stands further in.
    const indent = title.startsWith('  ') ? 4 : 2;
    if (detail === undefined) return block({ indent, lead: { text, tone }, text: title.trimStart() }, sheet);
    return row({ indent, lead: { text, tone }, title: title.trimStart(), detail, column }, sheet);
  });
}

const looked: Mark = { sign: '·', icon: '', word: 'looked at', tone: 'muted' };

function measuredRow({ metric, value, unit, limit, ok }: Measured, column: number, sheet: Sheet): string[] {
  const { sign, tone } = ok === undefined ? looked : ok ? marks.passed : marks.failed;
  const shown = [typeof value === 'number' ? numberText(value) : String(value), ...(unit === undefined ? [] : [unit])].join(' ');
  const detail = limit === undefined ? shown : `${shown} (${limit})`;
  return row({ indent: 2, lead: { text: sign, tone }, title: metric, detail, column }, sheet);
}

function findingLines({ title, severity }: Finding, sheet: Sheet): string[] {
  const text = severity === undefined ? title : `${severity}: ${title}`;
  return block({ indent: 2, lead: { text: marks.failed.sign, tone: 'bad' }, text }, sheet);
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
