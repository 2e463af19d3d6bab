import { describe, expect, test } from '@jest/globals';
import { coverage } from '../../src/gates/coverage.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import type { Json } from '../../src/ground/json.ts';

const file = (path: string, covered: number, total = 100) => ({ path, covered, total });
const honest = {
  reports: [{ path: 'coverage/lcov.info', format: 'lcov' }],
  files: 2,
  ignored: 0,
  totals: { lines: { covered: 190, total: 200 } },
  lowest: { lines: { of: 2, files: [file('b.ts', 90), file('a.ts', 100)] } },
  doubts: [],
};
const judged = (more: { readonly [key: string]: Json }, limits: object = { lines: 80 }) =>
  judgeClaim(
    coverage,
    {
      gate: 'coverage',
      source: '0'.repeat(64),
      at: '2026-11-21T11:00:00Z',
      tookMs: 1,
      state: 'collected',
      data: { ...honest, ...more },
    },
    limits,
  ).result;

test('evidence as the reader writes it is judged', () => {
  expect(judged({})).toBe('pass');
  expect(judged({}, { files: { lines: 95 } })).toBe('fail');
});

/** Stored evidence comes from a file that anybody may have written: its numbers must agree with one another. */
describe('evidence that contradicts itself proves nothing', () => {
  test.each<[string, { readonly [key: string]: Json }, object?]>([
    ['no report', { reports: [] }],
    ['no file', { files: 0, lowest: {} }],
    ['totals without files', { lowest: {} }],
    ['files that do not make the total', { lowest: { lines: { of: 2, files: [file('b.ts', 0), file('a.ts', 100)] } } }],
    [
      'files that alone are more than the total',
      { lowest: { lines: { of: 3, files: [file('b.ts', 90), file('a.ts', 300, 300)] } }, files: 3 },
    ],
    ['more files than were read', { lowest: { lines: { of: 3, files: [file('b.ts', 90), file('a.ts', 100)] } } }],
    ['fewer files than it lists', { lowest: { lines: { of: 1, files: [file('b.ts', 90), file('a.ts', 100)] } } }],
    ['a file listed twice', { lowest: { lines: { of: 2, files: [file('a.ts', 90), file('a.ts', 100)] } } }],
    [
      'files that are not lowest first',
      { lowest: { lines: { of: 2, files: [file('a.ts', 100), file('b.ts', 90)] } } },
      { files: { lines: 95 } },
    ],
  ])('%s', (...[, more, limits]) => expect(judged(more, limits)).toBe('cannot-tell'));
});
