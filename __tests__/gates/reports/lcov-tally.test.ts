import { describe, expect, test } from '@jest/globals';
import { filesOf, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import { type LcovRecord, newRecord } from '../../../src/gates/reports/lcov-record.ts';
import { addRecord, factsOf } from '../../../src/gates/reports/lcov-tally.ts';
import { markLine } from '../../../src/gates/reports/line-states.ts';

function record(
  path: string,
  states: Readonly<Record<number, boolean>>,
  declared: Readonly<Record<string, number>> = {},
): LcovRecord {
  const one = newRecord(path, new Uint8Array(4));
  for (const [line, isHit] of Object.entries(states)) markLine(one.lines, Number(line), isHit);
  for (const [key, value] of Object.entries(declared)) one.declared.set(key, value);
  return one;
}

test('a file that comes again is one file, and hit in one run is hit', () => {
  const tally = newTally();
  addRecord(tally, record('a.ts', { 1: true, 2: false, 9: false }));
  addRecord(tally, record('b.ts', { 1: false }));
  addRecord(tally, record('a.ts', { 1: false, 2: true, 3: false }));
  addRecord(tally, record('a.ts', { 1: false, 20: true }));
  expect(filesOf(tally).map(({ path, counts }) => [path, counts.lines])).toEqual([
    ['a.ts', { covered: 3, total: 5 }],
    ['b.ts', { covered: 0, total: 1 }],
  ]);
});

test('its branches and functions too', () => {
  const tally = newTally();
  for (const isHit of [false, true, false]) {
    const one = record('a.ts', { 1: true });
    one.branches.set('1,0,0', isHit).set('1,0,1', false);
    one.functions.set('f#0', isHit);
    addRecord(tally, one);
  }
  expect(filesOf(tally)).toMatchObject([{ counts: { branches: { covered: 1, total: 2 }, functions: { covered: 1, total: 1 } } }]);
});

describe('what is declared', () => {
  test.each<[string, Readonly<Record<string, number>>, string[]]>([
    ['nothing', {}, []],
    ['what is listed', { LF: 2, LH: 1 }, []],
    ['half of it', { LF: 2 }, []],
    ['more lines', { LF: 3, LH: 1 }, ['a.ts declares LF 3 and LH 1, but lists 2 and 1']],
    ['more hits', { LH: 2 }, ['a.ts declares LF 2 and LH 2, but lists 2 and 1']],
    ['branches that are not listed', { BRF: 4, BRH: 4 }, ['a.ts declares BRF 4 and BRH 4, but lists 0 and 0']],
    ['functions that are not listed', { FNF: 1, FNH: 0 }, ['a.ts declares FNF 1 and FNH 0, but lists 0 and 0']],
  ])('%s', (_name, declared, doubts) => {
    const tally = newTally();
    expect(addRecord(tally, record('a.ts', { 1: true, 2: false }, declared))).toBeUndefined();
    expect(tally.doubts.list()).toEqual(doubts);
  });

  test('more hits than there are ends it', () => {
    expect(addRecord(newTally(), record('a.ts', { 1: true }, { LF: 1, LH: 2 }))).toBe('a.ts has LH 2 of LF 1');
  });

  test.each([
    [{ FNF: 1, FNH: 1 }, 0],
    [{ FNF: 2, FNH: 1 }, 0],
    [{ FNF: 3, FNH: 1 }, 1],
  ])('names may be counted in place of functions: %j', (declared, doubts) => {
    const tally = newTally();
    const one = record('a.ts', { 1: true }, declared);
    one.functions.set('@1', true);
    one.aliases.total = 2;
    one.aliases.covered = 1;
    addRecord(tally, one);
    expect(tally.doubts.list()).toHaveLength(doubts);
  });

  test('but no functions are not no names', () => {
    const tally = newTally();
    const one = record('a.ts', { 1: true }, { FNF: 0, FNH: 0 });
    one.functions.set('f#0', true);
    addRecord(tally, one);
    expect(tally.doubts.list()).toHaveLength(1);
  });
});

test('half a declaration is completed, and cannot say more than is listed', () => {
  const tally = newTally();
  expect(addRecord(tally, record('a.ts', { 1: true, 2: false }, { LH: 1 }))).toBeUndefined();
  expect(factsOf(tally)).toMatchObject({ LF: 2, LH: 1 });
  expect(addRecord(tally, record('b.ts', { 1: true }, { LH: 2 }))).toBe('b.ts has LH 2 of LF 1');
  expect(addRecord(tally, record('b.ts', { 1: true, 2: true }, { LF: 1 }))).toBe('b.ts has LH 2 of LF 1');
});

test('facts are what is declared beside what is listed', () => {
  const tally = newTally();
  addRecord(tally, record('a.ts', { 1: true, 2: false, 3: false }, { LF: 3, LH: 1, BRF: 0, BRH: 0 }));
  addRecord(tally, record('a.ts', { 2: true }));
  expect(factsOf(tally)).toEqual({
    files: 1,
    LF: 3,
    LH: 1,
    line_pct: 33.33,
    DA_lines: 3,
    DA_hit: 2,
    DA_pct: 66.67,
    BRF: 0,
    BRH: 0,
    branch_pct: null,
    FNF: 0,
    FNH: 0,
    func_pct: null,
  });
});

test('a report that would fill the memory is refused', () => {
  const tally = newTally();
  tally.kept = 1024 ** 3 - 80;
  expect(addRecord(tally, record('a.ts', { 9: true }))).toBeUndefined();
  expect(addRecord(tally, record('b.ts', { 90: true }))).toContain('more lines and branches');
});
