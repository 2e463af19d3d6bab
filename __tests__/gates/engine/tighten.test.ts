import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coverage } from '../../../src/gates/coverage.ts';
import { s } from '../../../src/gates/engine/schema.ts';
import { compareLimits, type Tightening } from '../../../src/gates/engine/tighten.ts';
import type { Json } from '../../../src/ground/json.ts';

const limits = s.object({
  least: s.optional(s.number({ tightens: 'higher' })),
  most: s.optional(s.number({ tightens: 'lower', default: 10 })),
  needed: s.optional(s.array(s.text(), { tightens: 'superset' })),
  allowed: s.optional(s.array(s.text(), { tightens: 'subset' })),
  exact: s.optional(s.text({ tightens: 'equal' })),
  plain: s.optional(s.number()),
  inner: s.optional(s.object({ least: s.optional(s.number({ tightens: 'higher' })) })),
  each: s.optional(s.record(s.number({ tightens: 'lower' }))),
});

test.each<[Json, Json, Tightening]>([
  [{}, {}, 'equal'],
  [{ least: 80 }, { least: 80 }, 'equal'],
  [{ least: 80 }, { least: 81 }, 'tightened'],
  [{ least: 80 }, { least: 79 }, 'loosened'],
  [{}, { least: 80 }, 'tightened'],
  [{ least: 80 }, {}, 'loosened'],
  [{ least: 80 }, { least: '90' }, 'loosened'],
  [{ most: 5 }, { most: 4 }, 'tightened'],
  [{ most: 5 }, { most: 6 }, 'loosened'],
  [{}, { most: 10 }, 'equal'],
  [{}, { most: 11 }, 'loosened'],
  [{ most: 5 }, {}, 'loosened'],
  [{ most: 12 }, {}, 'tightened'],
  [{ needed: ['a'] }, { needed: ['b', 'a'] }, 'tightened'],
  [{ needed: ['a', 'b'] }, { needed: ['b', 'a'] }, 'equal'],
  [{ needed: ['a', 'b'] }, { needed: ['b', 'c', 'd'] }, 'loosened'],
  [{}, { needed: ['a'] }, 'tightened'],
  [{ needed: ['a'] }, {}, 'loosened'],
  [{ allowed: ['a', 'b'] }, { allowed: ['a'] }, 'tightened'],
  [{ allowed: ['a'] }, { allowed: ['a', 'b'] }, 'loosened'],
  [{}, { allowed: ['a'] }, 'loosened'],
  [{ allowed: ['a'] }, {}, 'loosened'],
  [{ exact: 'a' }, { exact: 'b' }, 'loosened'],
  [{ plain: 1 }, { plain: 2 }, 'loosened'],
  [{ inner: { least: 1 } }, { inner: { least: 2 } }, 'tightened'],
  [{}, { inner: { least: 2 } }, 'tightened'],
  [{ inner: { least: 2 } }, {}, 'loosened'],
  [{ each: { a: 5 } }, { each: { a: 5, b: 5 } }, 'tightened'],
  [{ each: { a: 5 } }, { each: { a: 6, b: 5 } }, 'loosened'],
  [{ least: 80, most: 5 }, { least: 90, most: 6 }, 'loosened'],
  [{ stranger: 1 }, { stranger: 2 }, 'loosened'],
  [[], {}, 'loosened'],
])('from %j to %j: %s', (before, after, expected) => {
  expect(compareLimits(limits, before, after)).toBe(expected);
});

describe('of a real gate', () => {
  const percent = fc.record({ lines: fc.integer({ min: 0, max: 100 }) }, { requiredKeys: [] });

  test('what one way tightens the other way loosens', () => {
    fc.assert(
      fc.property(percent, percent, (a, b) => {
        const pair = [compareLimits(coverage.limits, a, b), compareLimits(coverage.limits, b, a)].toSorted();
        expect([
          ['equal', 'equal'],
          ['loosened', 'tightened'],
        ]).toContainEqual(pair);
      }),
    );
  });
});
