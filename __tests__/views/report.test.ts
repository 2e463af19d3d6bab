import { expect, test } from '@jest/globals';
import { reportText } from '../../src/views/report.ts';

test('facts stand below one another, nested ones below their name', () => {
  const facts = {
    files: 12,
    shape: null,
    lines: { covered: 9, total: 10 },
    nothing: [],
    metrics: { a: { x: 1, y: 2, z: 3, p: 4, q: 5 } },
    paths: ['a', 'b'],
  };
  expect(reportText({ format: 'lcov', kind: 'coverage', facts, doubts: [] })).toBe(
    `lcov, a report about coverage

  files    12
  shape    nothing
  lines    covered 9, total 10
  nothing  none
  metrics
    a
      x  1
      y  2
      z  3
      p  4
      q  5
  paths
    - a
    - b
`,
  );
});

test('a long list is cut and says so', () => {
  const facts = { rows: Array.from({ length: 25 }, (_, index) => index) };
  expect(reportText({ format: 'f', kind: 'k', facts, doubts: [] })).toMatch(/ {4}- 19\n {4}and 5 more: --json prints all\n$/);
});

test('doubts are said last and plainly', () => {
  expect(reportText({ format: 'f', kind: 'k', facts: { a: 1 }, doubts: ['it counts 3 of 2'] })).toBe(
    'f, a report about k\n\n  a  1\n\nHard to believe, so it proves nothing:\n  - it counts 3 of 2\n',
  );
});

test('names and values of a report cannot act on a terminal', () => {
  const text = reportText({ format: 'f', kind: 'k', facts: { 'a\u001b[2J': '::error::x\n\u001b[31m' }, doubts: [] });
  expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(text).not.toMatch(/^\s*::/m);
});
