import { expect, test } from '@jest/globals';
import { dependenciesIn, doubtTotals } from '../../../src/gates/reports/audit-totals.ts';

test('the number of packages stands in one of three places', () => {
  expect(dependenciesIn({ dependencies: { prod: 3, total: 4 } })).toBe(4);
  expect(dependenciesIn({ dependencies: 3, totalDependencies: 5 })).toBe(5);
  expect(dependenciesIn({ dependencies: 3 })).toBe(3);
  expect(dependenciesIn({})).toBeUndefined();
});

test('totals that count what is not listed are a doubt', () => {
  const doubts: string[] = [];
  const to = { doubt: (text: string) => doubts.push(text) };
  doubtTotals({ high: 2, low: 0, total: 9 }, () => 2, to);
  expect(doubts).toEqual([]);
  doubtTotals({ high: 2, low: -1 }, () => 1, to);
  expect(doubts).toEqual([
    'the totals count 2 of high, and 1 are listed',
    'the totals count -1 of low, which is no number of findings',
  ]);
});
