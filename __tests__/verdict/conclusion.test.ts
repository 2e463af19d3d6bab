import { expect, test } from '@jest/globals';
import { checkNameOf, checkNames, conclusionOf } from '../../src/verdict/conclusion.ts';
import { decisions } from '../../src/verdict/verdict.ts';

test('only go is success, and nothing is ever neutral or skipped', () => {
  const all = decisions.flatMap((decision) =>
    [conclusionOf(decision), conclusionOf(decision, 'in_progress')].map((each) => [decision, each] as const),
  );
  for (const [decision, published] of all) {
    const passes = published.status === 'completed' && published.conclusion === 'success';
    expect([decision, passes]).toEqual([decision, decision === 'go']);
    expect(['neutral', 'skipped', 'cancelled', 'stale']).not.toContain(
      published.status === 'completed' ? published.conclusion : 'none',
    );
  }
  expect(conclusionOf('waiting')).toEqual({ status: 'completed', conclusion: 'action_required' });
  expect(conclusionOf('waiting', 'in_progress')).toEqual({ status: 'in_progress' });
});

test('observing publishes under another name', () => {
  expect(checkNameOf('observe')).not.toBe(checkNameOf('enforce'));
  expect(checkNames).toEqual(['gonogo', 'gonogo observe']);
});
