import { expect, test } from '@jest/globals';
import { newHistogram } from '../../../src/gates/reports/histogram.ts';

test('words are counted, and the total is right even where there are too many words', () => {
  const histogram = newHistogram();
  histogram.add('high');
  histogram.add('high', 2);
  expect([histogram.of('high'), histogram.of('low'), histogram.counts()]).toEqual([3, 0, { high: 3 }]);
  for (let word = 0; word < 2000; word++) histogram.add(`w${word}`);
  expect(histogram.total()).toBe(2003);
  expect(Object.keys(histogram.counts())).toHaveLength(1000);
});
