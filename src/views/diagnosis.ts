import { type Mark, marks } from './marks.ts';
import { block, type Sheet } from './sheet.ts';

/** One thing that was looked at, and what to do about it where it is not as it should be. */
export interface Diagnosis {
  readonly is: 'well' | 'ill' | 'unsure';
  readonly about: string;
  readonly what: string;
  readonly remedy?: string;
}

const signs: { readonly [S in Diagnosis['is']]: Pick<Mark, 'sign' | 'tone'> } = {
  well: marks.passed,
  ill: marks.failed,
  unsure: marks['cannot-tell'],
};

/** What is ill stands with what to do below it; one line at the end says it all. */
export function diagnosisReport(found: readonly Diagnosis[], sheet: Sheet): string {
  const lines = found.flatMap(({ is, about, what, remedy }) => [
    ...block({ indent: 0, lead: { text: signs[is].sign, tone: signs[is].tone }, text: `${about}: ${what}` }, sheet),
    ...(remedy === undefined ? [] : block({ indent: 2, lead: { text: '→', tone: 'strong' }, text: remedy }, sheet)),
  ]);
  return `${lines.join('\n')}\n\n${sheet.paint('strong', wordOf(found))}\n`;
}

function wordOf(found: readonly Diagnosis[]): string {
  const count = (wanted: Diagnosis['is']) => found.filter(({ is }) => is === wanted).length;
  const [ill, unsure] = [count('ill'), count('unsure')];
  if (ill > 0) return `${ill} to mend${unsure > 0 ? `, and ${unsure} that could not be told` : ''}`;
  return unsure > 0 ? `Nothing is known to be wrong, but ${unsure} could not be told` : 'All is well';
}
