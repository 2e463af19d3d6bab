import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countOf, type Marks, mark, merge, pack } from '../../../src/gates/reports/marks.ts';

test('hit once is hit, whatever comes after', () => {
  const marks: Marks = new Map();
  mark(marks, 'a', true);
  mark(marks, 'a', false);
  mark(marks, 'b', false);
  expect(countOf(marks)).toEqual({ covered: 1, total: 2 });
});

test('packed and merged, two sets of marks are their union', () => {
  const set = fc.dictionary(fc.constantFrom('12,0,1', '12,0,(a, b)', 'name#0', 'name#1', '+', '-', ''), fc.boolean());
  fc.assert(
    fc.property(set, set, (first, second) => {
      const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
      const covered = [...keys].filter((key) => first[key] === true || second[key] === true).length;
      const merged = merge(pack(new Map(Object.entries(first))), new Map(Object.entries(second)));
      expect(merged).toMatchObject({ covered, total: keys.size });
    }),
  );
});
