import { describe, expect, test } from '@jest/globals';
import { s } from '../../../src/gates/engine/schema.ts';
import { issuesOf, sayIssues } from '../../../src/gates/engine/validate.ts';

const limits = s.object({
  lines: s.optional(s.number({ minimum: 0, maximum: 100 })),
  branches: s.optional(s.number()),
  mode: s.optional(s.oneOf(['strict', 'loose'])),
  files: s.optional(s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })])),
});

test('what fits has no issues', () => {
  expect(issuesOf(limits, { lines: 80, mode: 'strict', files: ['a'] })).toEqual([]);
});

test('every issue comes at once, each with its path', () => {
  const issues = issuesOf(limits, { lines: 120, mode: 'strct', linse: 1 });
  expect(issues).toEqual([
    { path: 'linse', message: 'unknown key "linse"; did you mean "lines"?', keyword: 'additionalProperties' },
    { path: 'lines', message: 'must be at most 100, not 120', keyword: 'maximum' },
    { path: 'mode', message: 'must be one of strict, loose, not "strct"; did you mean "strict"?', keyword: 'enum' },
  ]);
  expect(sayIssues(issues.slice(0, 2))).toBe(
    'linse: unknown key "linse"; did you mean "lines"?; lines: must be at most 100, not 120',
  );
  expect(sayIssues(issuesOf(limits, 7))).toBe('must be a set of keys, not 7');
});

describe('of several forms', () => {
  test.each<[unknown, string[]]>([
    [7, ['files: must be a text or a list, not 7']],
    ['', ['files: must not be empty']],
    [[], ['files: must not be empty']],
    [['a', 3], ['files.1: must be a text, not 3']],
  ])('%j is told what is wrong with the one that was meant', (files, expected) => {
    expect(issuesOf(limits, { files }).map((issue) => sayIssues([issue]))).toEqual(expected);
  });

  const claim = s.union([
    s.object({ state: s.oneOf(['collected']), data: s.number() }),
    s.object({ state: s.oneOf(['broken']), reason: s.text() }),
  ]);

  test.each<[unknown, string[]]>([
    [{ state: 'broken' }, ['the key "reason" is missing']],
    [
      { state: 'collected', data: 'x', extra: 1 },
      ['extra: unknown key "extra"; known here: state, data', 'data: must be a number, not "x"'],
    ],
    [{ state: 'odd' }, ['must be a set of keys with state "collected" or a set of keys with state "broken", not a set of keys']],
  ])('%j is told apart by its telling field', (value, expected) => {
    expect(issuesOf(claim, value).map((issue) => sayIssues([issue]))).toEqual(expected);
  });

  test('each element of a list has its own', () => {
    const list = [
      { state: 'broken' },
      { state: 'collected', data: 1 },
      { state: 'collected' },
      { state: 'broken', reason: 7 },
      8,
    ];
    expect(issuesOf(s.array(claim), list).map((issue) => sayIssues([issue]))).toEqual([
      '0: the key "reason" is missing',
      '2: the key "data" is missing',
      '3.reason: must be a text, not 7',
      '4: must be a set of keys with state "collected" or a set of keys with state "broken", not 8',
    ]);
  });

  test('a hundred thousand wrong elements are refused in little time', () => {
    const start = performance.now();
    expect(
      issuesOf(
        s.array(claim),
        Array.from({ length: 100_000 }, () => ({})),
      ).length,
    ).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a union inside of a union', () => {
    const nested = s.union([s.number(), s.object({ a: s.union([s.text(), s.boolean()]) })]);
    expect(sayIssues(issuesOf(nested, { a: 3 }))).toBe('a: must be a text or true or false, not 3');
    expect(sayIssues(issuesOf(nested, 'x'))).toBe('must be a number or a set of keys, not "x"');
  });
});
