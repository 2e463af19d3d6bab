// What a run may have to tell.
import type { ItemVerdict, Verdict } from '../../../src/verdict/verdict.ts';
import { coverageFailed, item, verdict } from '../../views/samples.ts';

type Finding = NonNullable<ItemVerdict['answer']>['judgement']['findings'][number];

export function failedItem(id: string, findings: readonly Finding[] = []): ItemVerdict {
  const judgement = { ...coverageFailed.judgement, findings };
  return item({
    id,
    title: `Title ${id}`,
    by: 'gate',
    state: 'failed',
    because: 'it failed',
    required: true,
    applies: true,
    answer: { ...coverageFailed, judgement },
  });
}

export function verdictOf(items: readonly ItemVerdict[]): Verdict {
  const counts = { ...verdict().counts, required: items.length, done: 0, failed: items.length, cannotTell: 0 };
  return verdict({ items, counts, scope: 'machine', decision: items.length === 0 ? 'cannot-tell' : 'no-go' });
}
