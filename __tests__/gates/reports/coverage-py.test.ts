import { expect, test } from '@jest/globals';
import { addCoveragePy } from '../../../src/gates/reports/coverage-py.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const file = {
  executed_lines: [1, 2],
  missing_lines: [4],
  executed_branches: [[2, 4]],
  missing_branches: [[2, -1]],
  summary: { covered_lines: 2, num_statements: 3, num_branches: 2, covered_branches: 1 },
};
const totals = { covered_lines: 2, num_statements: 3 };
const read = (files: unknown, more: object = {}) =>
  coverageOf(addCoveragePy, JSON.stringify({ meta: { version: '7.6', branch_coverage: true }, files, totals, ...more }));

test('lines and ways through them are counted', async () => {
  const { files, facts, doubts } = await read({ 'a.py': file });
  expect([files, doubts]).toEqual([{ 'a.py': 'lines 2/3, statements 2/3, branches 1/2' }, []]);
  expect(facts).toMatchObject({
    version: '7.6',
    files: 1,
    lines: { total: 3, covered: 2, pct: 66.67 },
    branches: { total: 2, covered: 1 },
  });
});

test('branches are counted only where they were measured', async () => {
  expect((await read({ 'a.py': file }, { meta: { version: '5.0' } })).counted).toEqual(['lines', 'statements']);
});

test.each([
  [{ 'a.py': file }, { totals: { covered_lines: 3, num_statements: 3 } }, 'the report states 3 of 3 lines, and lists 2 of 3'],
  [{ 'a.py': file }, { totals: null }, 'the report states undefined of undefined lines'],
  [{ 'a.py': { ...file, summary: { covered_lines: 3, num_statements: 3 } } }, {}, 'a.py states 3 of 3 lines, and lists 2 of 3'],
  [{ 'a.py': { ...file, summary: { ...file.summary, num_branches: 9 } } }, {}, 'a.py states 9 branches, and lists 2'],
  [{}, {}, 'names no file'],
])('%j %j is doubted', async (files, more, doubt) => {
  expect((await read(files, more)).doubts.join()).toContain(doubt);
});

test.each([{ executed_lines: [1] }, { ...file, missing_lines: [0] }, { ...file, executed_lines: [1.5] }])(
  '%j is refused',
  async (broken) => {
    expect(await problemsOf(() => read({ 'a.py': broken }))).toMatchObject([{ code: 'coverage-py.shape' }]);
  },
);
