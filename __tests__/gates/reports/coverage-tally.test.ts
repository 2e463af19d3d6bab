import { expect, test } from '@jest/globals';
import { addFile, filesOf, marksOf, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import { markLine, newLines } from '../../../src/gates/reports/line-states.ts';

function linesOf(states: Readonly<Record<number, boolean>>) {
  const lines = newLines();
  for (const [line, isHit] of Object.entries(states)) markLine(lines, Number(line), isHit);
  return lines;
}

test('a file that comes again is one file, and hit once is hit', () => {
  const tally = newTally();
  const add = (states: Readonly<Record<number, boolean>>, isHit: boolean) =>
    addFile(tally, { path: 'a', format: 'x', lines: linesOf(states), statements: new Map([['s', isHit]]) });
  add({ 1: true, 2: false, 100: false }, false);
  add({ 1: false, 2: true, 3: false }, true);
  expect(filesOf(tally)).toMatchObject([
    { path: 'a', counts: { lines: { covered: 2, total: 4 }, statements: { covered: 1, total: 1 } } },
  ]);
  expect(tally.doubts.list()).toEqual([]);
});

test('a file of two formats cannot be merged', () => {
  const tally = newTally();
  for (const format of ['x', 'y']) addFile(tally, { path: 'a', format, lines: linesOf({ 1: true }) });
  expect(tally.doubts.list()).toEqual(['a is in a report of x and in one of y, which cannot be merged']);
});

test('so many of so many are as many marks, and two runs never make more than the better one', () => {
  const marks = marksOf({ covered: 1, total: 3 }, 'c');
  marksOf({ covered: 2, total: 3 }, 'c', marks);
  expect([...marks.values()]).toEqual([true, true, false]);
});

test('what fills the memory is refused', () => {
  const tally = newTally();
  tally.kept = 1024 ** 3;
  expect(addFile(tally, { path: 'a', format: 'x', lines: linesOf({ 1: true }) })).toContain('more lines and branches');
});
