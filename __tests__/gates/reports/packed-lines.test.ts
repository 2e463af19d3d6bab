import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LineStates, markLine, newLines, stateIn } from '../../../src/gates/reports/line-states.ts';
import {
  bytesOf,
  countOfAll,
  countOfPacked,
  mergeLines,
  newPackedLines,
  type PackedLines,
  packLines,
} from '../../../src/gates/reports/packed-lines.ts';

/** 0 does not count, 1 is missed, 2 is hit. */
type States = readonly number[];

const states = fc.array(fc.constantFrom(0, 1, 2), { maxLength: 40 });
const countOf = (all: States) => ({
  covered: all.filter((each) => each === 2).length,
  total: all.filter((each) => each > 0).length,
});

function linesOf(all: States): LineStates {
  const lines = newLines(new Uint8Array(1));
  for (const [line, state] of all.entries()) if (state > 0) markLine(lines, line, state === 2);
  return lines;
}

function statesOf(packed: PackedLines, file: number, length: number): States {
  const bytes = bytesOf(packed, file);
  return Array.from({ length }, (_, line) => ['missed', 'hit'].indexOf(stateIn(bytes, line) ?? '') + 1);
}

test('each of many files is what the best of its runs says, and disturbs no other', () => {
  const runs = fc.array(fc.tuple(fc.nat(4), states), { maxLength: 30 });
  fc.assert(
    fc.property(runs, (given) => {
      const packed = newPackedLines();
      const numbers = new Map<number, number>();
      const best = new Map<number, States>();
      for (const [name, run] of given) {
        const file = numbers.get(name);
        if (file === undefined) numbers.set(name, packLines(packed, linesOf(run)));
        else mergeLines(packed, file, linesOf(run));
        const before = best.get(name) ?? [];
        const length = Math.max(before.length, run.length);
        best.set(
          name,
          Array.from({ length }, (_, line) => Math.max(before[line] ?? 0, run[line] ?? 0)),
        );
      }
      for (const [name, file] of numbers) {
        const expected = best.get(name) ?? [];
        expect(statesOf(packed, file, expected.length + 4)).toEqual([...expected, 0, 0, 0, 0]);
        expect(countOfPacked(packed, file)).toEqual(countOf(expected));
      }
      expect(countOfAll(packed)).toEqual(countOf([...best.values()].flat()));
    }),
  );
});

describe('a file so long that it fills a room', () => {
  const long = newLines();
  for (const line of [1, 3_000_000, 5_000_000]) markLine(long, line, true);
  const short = linesOf([0, 1, 2]);

  test('stands beside others', () => {
    const packed = newPackedLines();
    const files = [short, long, short, long, short].map((lines) => packLines(packed, lines));
    expect(files).toEqual([0, 1, 2, 3, 4]);
    expect(files.map((file) => countOfPacked(packed, file))).toEqual(
      [1, 3, 1, 3, 1].map((covered) => ({ covered, total: covered === 3 ? 3 : 2 })),
    );
    expect(countOfAll(packed)).toEqual({ covered: 9, total: 12 });
  });

  test('may have been a short one before', () => {
    const packed = newPackedLines();
    const [first, second] = [packLines(packed, short), packLines(packed, short)];
    mergeLines(packed, first, long);
    mergeLines(packed, first, short);
    expect(statesOf(packed, first, 4)).toEqual([0, 2, 2, 0]);
    expect(countOfPacked(packed, first)).toEqual({ covered: 4, total: 4 });
    expect(countOfPacked(packed, second)).toEqual({ covered: 1, total: 2 });
    expect(countOfAll(packed)).toEqual({ covered: 5, total: 6 });
  });
});

test('there may be more files than there are places at first', () => {
  const packed = newPackedLines();
  const all = Array.from({ length: 1000 }, (_, at) => packLines(packed, linesOf([0, (at % 2) + 1])));
  expect(all.map((file) => countOfPacked(packed, file).covered)).toEqual(all.map((file) => file % 2));
  expect(countOfAll(packed)).toEqual({ covered: 500, total: 1000 });
});
