import { expect, test } from '@jest/globals';
import { percentOf, sumOf } from '../../../src/gates/reports/coverage-count.ts';

test.each([
  [993, 1025, 96.88],
  [1, 3, 33.33],
  [2, 3, 66.67],
  [0, 7, 0],
  [7, 7, 100],
  [0, 0, null],
])('%i of %i is %p %%', (covered, total, expected) => {
  expect(percentOf({ covered, total })).toBe(expected);
});

test('a metric that no file counts has no sum', () => {
  const files = [
    { path: 'a', counts: { lines: { covered: 1, total: 2 }, branches: { covered: 0, total: 0 } } },
    { path: 'b', counts: { lines: { covered: 3, total: 4 } } },
  ];
  expect(sumOf(files)).toEqual({ lines: { covered: 4, total: 6 }, branches: { covered: 0, total: 0 } });
  expect(sumOf([])).toEqual({});
});
