import { expect, test } from '@jest/globals';
import { lastLine } from '../../../src/gates/engine/git-diff.ts';
import { coverageOfChanges } from '../../../src/gates/reports/changed-coverage.ts';
import { addFile, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import { markLine, newLines } from '../../../src/gates/reports/line-states.ts';

function tallyOf(states: Readonly<Record<number, boolean>>) {
  const tally = newTally();
  const lines = newLines();
  for (const [line, isHit] of Object.entries(states)) markLine(lines, Number(line), isHit);
  addFile(tally, { path: 'a.ts', format: 'lcov', lines });
  return tally;
}

const changes = (files: Readonly<Record<string, readonly (readonly [number, number])[]>>) => ({
  base: 'abc',
  files: new Map(Object.entries(files).map(([path, ranges]) => [path, ranges.map(([from, to]) => ({ from, to }))])),
});

test('only changed lines that count are counted, and those that no test runs are named', () => {
  const tally = tallyOf({ 1: false, 3: true, 4: false, 5: false, 9: false });
  expect(
    coverageOfChanges(
      changes({
        'a.ts': [
          [2, 5],
          [9, 12],
        ],
      }),
      tally,
      new Map(),
    ),
  ).toEqual({
    base: 'abc',
    files: 1,
    unreported: 0,
    lines: { covered: 1, total: 4 },
    uncovered: [{ path: 'a.ts', missed: 3, lines: '4-5, 9' }],
  });
});

test('of a file that changed as a whole every line that counts is looked at', () => {
  const files = changes({ 'a.ts': [[1, lastLine]], 'b.ts': [[1, lastLine]] });
  expect(coverageOfChanges(files, tallyOf({ 1: false, 3: true }), new Map([['b.ts', 10]]))).toMatchObject({
    lines: { covered: 1, total: 12 },
    uncovered: [
      { path: 'b.ts', missed: 10, lines: '1 to the last' },
      { path: 'a.ts', missed: 1, lines: '1' },
    ],
  });
});

test('a source file that no report names has no line that is run; what is no source does not count', () => {
  const seen = coverageOfChanges(
    changes({
      'README.md': [[1, 50]],
      'b.ts': [
        [1, 3],
        [8, 8],
      ],
    }),
    tallyOf({ 1: true }),
    new Map([['b.ts', 10]]),
  );
  expect(seen).toMatchObject({
    files: 0,
    unreported: 1,
    lines: { covered: 0, total: 4 },
    uncovered: [{ path: 'b.ts', missed: 4, lines: '1-3, 8' }],
  });
});

test('the list is cut, the sum is not', () => {
  const many = Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`f${at}.ts`, [[1, at + 1]] as const]));
  const absent = new Map(Object.keys(many).map((path) => [path, 1]));
  const { uncovered, lines } = coverageOfChanges(changes(many), tallyOf({}), absent);
  expect([uncovered.length, uncovered[0]?.path, lines.total]).toEqual([50, 'f69.ts', (70 * 71) / 2]);
});
