import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countFor,
  dropsOf,
  findingsOf,
  findingsOfDrop,
  isSatisfiedByNothing,
  isWithin,
  measure,
  measureDrop,
  rulesOf,
} from '../../../src/gates/coverage/rules.ts';
import { reaches } from '../../../src/gates/coverage/shape.ts';
import { count, evidenceOf } from './evidence.ts';

const changed = (covered: number, total: number) => ({
  base: 'abc',
  files: 1,
  unreported: 0,
  lines: count(covered, total),
  uncovered: total > covered ? [{ path: 'a.ts', missed: total - covered, lines: '3-4, 9' }] : [],
});

test('every number that is asked for is a rule', () => {
  const rules = rulesOf({ lines: 1, files: { branches: 2 }, groups: { core: { lines: 3 } }, changed: { lines: 4 } });
  expect(rules).toEqual([
    { metric: 'lines', least: 1, of: 'all' },
    { metric: 'branches', least: 2, of: 'each file' },
    { metric: 'lines', least: 3, of: { group: 'core' } },
    { metric: 'lines', least: 4, of: 'changed' },
  ]);
});

describe('a part', () => {
  const rule = { metric: 'lines', least: 90, of: { group: 'core' } } as const;
  test('is held to its own number', () => {
    const seen = evidenceOf({ groups: { core: { lines: count(8, 9) } } });
    expect(findingsOf(rule, seen)).toMatchObject([{ id: 'group:core:lines', value: 88.88 }]);
    expect(measure(rule, seen)).toMatchObject([{ metric: 'lines of core', ok: false }]);
    expect(findingsOf({ ...rule, least: 88 }, seen)).toEqual([]);
  });
  test.each([{}, { groups: {} }, { groups: { core: {} } }, { groups: { core: { lines: count(0, 0) } } }])(
    '%j says nothing of it',
    (more) => {
      expect(countFor(rule, evidenceOf(more))).toBeUndefined();
    },
  );
});

describe('what changed', () => {
  const rule = { metric: 'lines', least: 80, of: 'changed' } as const;
  test('is named where no test runs it', () => {
    const seen = evidenceOf({ changed: changed(1, 4) });
    expect(findingsOf(rule, seen)).toMatchObject([
      { id: 'changed', value: 25 },
      { id: 'changed:a.ts', title: 'a.ts: no test runs the changed lines 3-4, 9', value: 3, file: 'a.ts', line: 3 },
    ]);
  });
  test('asks for nothing where no line that counts has changed', () => {
    const seen = evidenceOf({ changed: changed(0, 0) });
    expect([isSatisfiedByNothing(rule, seen), findingsOf(rule, seen)]).toEqual([true, []]);
    expect(measure(rule, seen)).toEqual([
      { metric: 'changed lines', value: 'none that counts', limit: 'at least 80 %', ok: true },
    ]);
  });
  test('but not where nobody looked', () => {
    expect(isSatisfiedByNothing(rule, evidenceOf())).toBe(false);
  });
});

describe('a drop', () => {
  const seen = (covered: number, total: number) =>
    evidenceOf({ base: { reports: [], totals: { lines: count(covered, total) }, doubts: [] } });
  const drop = (most: number) => ({ metric: 'lines', most }) as const;
  test.each([
    [seen(8, 10), 0, true],
    [seen(7, 10), 0, true],
    [seen(81, 100), 1, true],
    [seen(82, 100), 1, false],
    [seen(80_001, 100_000), 0, false],
    [seen(80_001, 100_000), 0.001, true],
  ])('from %j of at most %d points: %p', (evidence, most, isFine) => {
    expect(findingsOfDrop(drop(most), evidence)).toHaveLength(isFine ? 0 : 1);
    expect(measureDrop(drop(most), evidence)).toMatchObject([{ ok: isFine }]);
  });
  test('without a base is nothing that was measured', () => {
    expect([dropsOf({ drop: { lines: 1 } }), measureDrop(drop(1), evidenceOf())]).toEqual([[drop(1)], []]);
  });
  test('of nothing is within it exactly when the base is reached', () => {
    const share = fc
      .integer({ min: 1, max: 5000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(share, share, ([a, all], [b, base]) => {
        expect(isWithin(drop(0), { now: count(a, all), before: count(b, base) })).toBe(a * base >= b * all);
      }),
    );
    expect(reaches(count(1, 1), 100)).toBe(true);
  });
});
