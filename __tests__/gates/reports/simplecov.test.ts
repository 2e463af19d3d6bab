import { describe, expect, test } from '@jest/globals';
import { addSimplecov, simplecovShapeOf } from '../../../src/gates/reports/simplecov.ts';
import { sketchOf } from '../../../src/gates/reports/sketch.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const read = (report: unknown) => coverageOf(addSimplecov, JSON.stringify(report));
const run = (coverage: unknown) => ({ RSpec: { coverage, timestamp: 1 } });
const branches = { '[:if, 0, 2, 2, 2, 19]': { '[:then, 1, 2, 2, 2, 10]': 0, '[:else, 2, 2, 2, 2, 19]': 1 } };

describe('shapes', () => {
  test.each<[string, unknown, object, string]>([
    ['a resultset', run({ 'a.rb': { lines: [1, null, 0], branches } }), { 'a.rb': 'lines 1/2, branches 1/2' }, 'resultset'],
    ['a resultset of old', run({ 'a.rb': [1, null, 0] }), { 'a.rb': 'lines 1/2' }, 'resultset'],
    [
      'two runs',
      { A: { coverage: { 'a.rb': [1, 0] }, timestamp: 1 }, B: { coverage: { 'a.rb': [0, 2] } } },
      { 'a.rb': 'lines 2/2' },
      'resultset',
    ],
    [
      'coverage.json',
      {
        meta: { simplecov_version: '0.22' },
        coverage: { 'a.rb': { lines: [2, 'ignored'], branches: [{ coverage: 1 }, { coverage: 'ignored' }] } },
      },
      { 'a.rb': 'lines 1/1, branches 1/1' },
      'coverage',
    ],
  ])('%s', async (_name, report, files, shape) => {
    const seen = await read(report);
    expect([seen.files, seen.facts, seen.doubts]).toMatchObject([files, { shape }, []]);
  });
});

test('the last run is a percentage only, which proves nothing', async () => {
  const seen = await read({ result: { line: 80.5, branch: 50 } });
  expect([seen.facts, seen.counted, seen.doubts.length]).toEqual([{ shape: 'last-run', line: 80.5, branch: 50 }, [], 1]);
});

test('branches that not every file counts are not counted', async () => {
  expect((await read(run({ 'a.rb': { lines: [1], branches }, 'b.rb': { lines: [1] } }))).counted).toEqual(['lines']);
});

test.each([
  run({ 'a.rb': { lines: 3 } }),
  run({ 'a.rb': ['x'] }),
  run({ 'a.rb': [-1] }),
  run({ 'a.rb': { lines: [1], branches: { a: { b: null } } } }),
])('%j is refused', async (report) => {
  expect(await problemsOf(() => read(report))).toMatchObject([{ code: 'simplecov.shape' }]);
});

test.each(['{}', '[]', 'null', '{"a": {"coverage": 3}}', '{"meta": {"version": "1"}, "files": {}}'])(
  '%s is none of them',
  (text) => {
    expect(simplecovShapeOf(sketchOf(text))).toBeUndefined();
  },
);
