import { expect, test } from '@jest/globals';
import { countOfLines, isLine, markLine, newLines, stateIn } from '../../../src/gates/reports/line-states.ts';

test('a line has one state, and the room grows with it', () => {
  const lines = newLines(new Uint8Array(2));
  for (const [line, isHit] of [
    [1, false],
    [900, true],
    [1, true],
    [900, false],
  ] as const)
    markLine(lines, line, isHit);
  expect(countOfLines(lines)).toEqual({ covered: 2, total: 2 });
  expect([1, 2, 900, 901, 10_000].map((line) => stateIn(lines.bytes, line))).toEqual([
    'hit',
    undefined,
    'hit',
    undefined,
    undefined,
  ]);
});

test.each([
  [1, true],
  [10_000_000, true],
  [0, false],
  [-1, false],
  [1.5, false],
  [10_000_001, false],
  [Number.NaN, false],
  [undefined, false],
])('%p is a line: %p', (line, expected) => {
  expect(isLine(line)).toBe(expected);
});
