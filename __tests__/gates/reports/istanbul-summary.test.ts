import { describe, expect, test } from '@jest/globals';
import { readIstanbulSummary, summaryFacts } from '../../../src/gates/reports/istanbul-summary.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

const count = (covered: unknown, total: unknown, pct?: unknown) => ({
  total,
  covered,
  skipped: 0,
  ...(pct !== undefined && { pct }),
});
const read = (value: unknown) => readIstanbulSummary(textSource(JSON.stringify(value), 50));

const whole = {
  total: {
    lines: count(3, 7, 42.85),
    statements: count(4, 8, 50),
    functions: count(1, 3, 33.33),
    branches: count(0, 0, 100),
    branchesTrue: {},
  },
  'src/a.ts': {
    lines: count(2, 3, 66.66),
    statements: count(2, 3, 66.66),
    functions: count(1, 1, 100),
    branches: count(0, 0, 'Unknown'),
  },
  'src/b.ts': { lines: count(1, 4, 25), statements: count(2, 5, 40), functions: count(0, 2, 0) },
};

test('a summary whose files add up to its total is believed', async () => {
  const summary = await read(whole);
  expect(summary.doubts).toEqual([]);
  expect(summary.files).toEqual([
    {
      path: 'src/a.ts',
      counts: {
        lines: { covered: 2, total: 3 },
        statements: { covered: 2, total: 3 },
        branches: { covered: 0, total: 0 },
        functions: { covered: 1, total: 1 },
      },
    },
    {
      path: 'src/b.ts',
      counts: { lines: { covered: 1, total: 4 }, statements: { covered: 2, total: 5 }, functions: { covered: 0, total: 2 } },
    },
  ]);
  expect(summaryFacts(summary)).toEqual({
    shape: 'summary',
    files: 2,
    lines: { total: 7, covered: 3, pct: 42.85 },
    statements: { total: 8, covered: 4, pct: 50 },
    functions: { total: 3, covered: 1, pct: 33.33 },
    branches: { total: 0, covered: 0, pct: null },
  });
});

test('a percentage that is not stated is worked out', async () => {
  const summary = await read({ total: { lines: count(2, 3) }, a: { lines: count(2, 3) } });
  expect(summaryFacts(summary)).toEqual({ shape: 'summary', files: 1, lines: { total: 3, covered: 2, pct: 66.67 } });
});

describe('it is doubted', () => {
  const lines = (covered: number, total: number, pct?: unknown) => ({ lines: count(covered, total, pct) });

  test.each<[string, unknown, string]>([
    [
      'when its files make another total',
      { total: lines(5, 9), a: lines(2, 3) },
      'the total of lines is 5 of 9, but its files make 2 of 3',
    ],
    ['when it has no files', { total: lines(5, 9) }, 'its files make 0 of 0'],
    [
      'when only files count a metric',
      { total: lines(1, 1), a: { ...lines(1, 1), branches: count(0, 4) } },
      'the total does not',
    ],
    [
      'when it states another percentage',
      { total: lines(1, 3, 80), a: lines(1, 3, 33.33) },
      'total: lines says 80 %, but 1 of 3 is 33.33 %',
    ],
    ['when it rounds up', { total: lines(1999, 2000, 100), a: lines(1999, 2000, 99.95) }, 'total: lines says 100 %'],
    [
      'when a file covers more than it has',
      { total: lines(3, 3), a: lines(3, 2), b: lines(0, 1) },
      'a: lines covers 3 of only 2',
    ],
    ['when a count is no whole number', { total: lines(1.5, 3), a: lines(1.5, 3) }, 'which is no whole number'],
  ])('%s', async (_name, value, doubt) => {
    const { doubts, files } = await read(value);
    expect(doubts.join('; ')).toContain(doubt);
    for (const { counts } of files) expect(counts.lines?.covered).toBeLessThanOrEqual(counts.lines?.total ?? -1);
  });
});

describe('it is a problem', () => {
  const file = { lines: count(1, 2) };

  test.each<[string, unknown, string, string]>([
    ['that the total is missing', { a: file }, '', 'no "total"'],
    ['that an entry is no entry', { total: file, a: 80 }, 'a', 'no set of counts'],
    [
      'that an entry counts nothing',
      { total: file, a: { rows: count(1, 2) } },
      'a',
      'none of lines, statements, branches, functions',
    ],
    ['that a count is none', { total: { lines: 80 } }, 'total.lines', 'no count'],
    ['that a number is a text', { total: { lines: count('1', 2) } }, 'total.lines', 'numbers of 0 or more'],
    ['that a number is missing', { total: { lines: { total: 1 } } }, 'total.lines', 'numbers of 0 or more'],
    ['that a number is negative', { total: { lines: count(-1, 2) } }, 'total.lines', 'numbers of 0 or more'],
    ['that a percentage is a word', { total: { lines: count(1, 2, 'most') } }, 'total.lines', 'or "Unknown"'],
    ['that the total covers more than it has', { total: { lines: count(3, 2) }, a: file }, 'total.lines', '3 of only 2'],
  ])('%s', async (_name, value, path, message) => {
    const [problem] = await problemsOf(() => read(value));
    expect(problem).toMatchObject({ code: 'istanbul.shape', file: 'report', path, message: expect.stringContaining(message) });
  });

  test.each(['{"total":{"lines":{"total":1,"covered":1e999}}}', '{"total":{"lines":{"total":1e400,"covered":1}}}'])(
    'that a number has no end: %s',
    async (text) => {
      expect(await problemsOf(() => readIstanbulSummary(textSource(text)))).toMatchObject([{ code: 'json.broken' }]);
    },
  );

  test.each([
    [
      '{"total":{"lines":{"total":2,"covered":0}},"a":{"lines":{"total":1,"covered":0}},"a":{"lines":{"total":1,"covered":1}}}',
      'json.broken',
    ],
    ['{"total":{"lines":{"total":2,"covered":0,"covered":2}}}', 'json.broken'],
    ['{"total":{"lines":{"total":2,"covered":0}}}}', 'json.broken'],
    ['{"total":{"lines":{"total":2,"covered":0}}', 'json.cut'],
  ])('%s', async (text, code) => {
    expect(await problemsOf(() => readIstanbulSummary(textSource(text)))).toMatchObject([{ code }]);
  });
});
