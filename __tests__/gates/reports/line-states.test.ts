import { expect, test } from '@jest/globals';
import { isLine, markLine, newLines } from '../../../src/gates/reports/line-states.ts';

test('a line has one state, and the room grows with it', () => {
  const lines = newLines(new Uint8Array(2));
  for (const [line, isHit] of [
    [1, false],
    [900, true],
    [1, true],
    [900, false],
  ] as const)
    markLine(lines, line, isHit);
  expect([lines.covered, lines.total, lines.used, lines.states[1], lines.states[900]]).toEqual([2, 2, 901, 2, 2]);
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
