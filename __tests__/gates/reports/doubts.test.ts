import { expect, test } from '@jest/globals';
import { newDoubts } from '../../../src/gates/reports/doubts.ts';

test('the same doubt is listed once, and too many are counted', () => {
  const doubts = newDoubts(2);
  expect(doubts.list()).toEqual([]);
  for (const text of ['a', 'b', 'a', 'c', 'd', 'b']) doubts.add(text);
  expect(doubts.list()).toEqual(['a', 'b', 'and 2 more']);
});
