import type { GateAnswer, ItemVerdict, Verdict } from '../verdict/verdict.ts';
import { itemsNow } from './order.ts';

/** What a gate answered, and the items that it speaks for. */
export interface EvidenceRow {
  readonly answer: GateAnswer;
  readonly items: readonly ItemVerdict[];
}

/** Every answer of a gate once, however many items rest on it; what speaks against the release first. */
export function evidenceOf(verdict: Verdict): EvidenceRow[] {
  const answers = itemsNow(verdict)
    .filter(({ applies }) => applies)
    .flatMap((item) =>
      [...(item.answer === undefined ? [] : [item.answer]), ...item.support].map((answer) => ({ answer, item })),
    );
  const rows = [...Map.groupBy(answers, ({ answer }) => keyOf(answer)).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ answer: first.answer, items: same.map(({ item }) => item) }];
  });
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** A summary has the numbers in it, so that two answers with the same one are the same. */
function keyOf({ gate, target, state, at, judgement: { result, summary } }: GateAnswer): string {
  return [gate, target, state, at, result, summary].join('\n');
}

const worstFirst = [
  'fail',
  'cannot-tell',
  'not-applicable',
  'pass',
] as const satisfies readonly GateAnswer['judgement']['result'][];

function rank({ answer }: EvidenceRow): number {
  return worstFirst.indexOf(answer.judgement.result);
}
