import { expect, test } from '@jest/globals';
import { dependenciesIn, doubtTotals } from '../../../src/gates/reports/audit-totals.ts';
import { newHistogram } from '../../../src/gates/reports/histogram.ts';

test('the number of packages stands in one of three places', () => {
  expect(dependenciesIn({ dependencies: { prod: 3, total: 4 } })).toBe(4);
  expect(dependenciesIn({ dependencies: 3, totalDependencies: 5 })).toBe(5);
  expect(dependenciesIn({ dependencies: 3 })).toBe(3);
  expect(dependenciesIn({})).toBeUndefined();
});

test('totals that count what is not listed are a doubt', () => {
  const doubts: string[] = [];
  const to = { doubt: (text: string) => doubts.push(text) };
  const listed = newHistogram();
  listed.add('high');
  listed.add('high');
  doubtTotals({ high: 2, low: 0, total: 2 }, listed, to);
  doubtTotals({ high: 1, total: 1 }, listed, to);
  expect(doubts).toEqual([]);
  doubtTotals({ high: 3, low: -1, total: 9 }, listed, to);
  expect(doubts).toEqual([
    'the totals count 3 of high, and 2 are listed',
    'the totals count -1 of low, which is no number of findings',
    'the totals count 9 in all, and 2 are listed',
  ]);
});
