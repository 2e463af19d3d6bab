import { expect, test } from '@jest/globals';
import { addIstanbulFinal } from '../../../src/gates/reports/istanbul-final.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const at = (line: number, column = 0) => ({ start: { line, column }, end: { line, column: column + 5 } });
const file = {
  path: '/r/a.js',
  statementMap: { 0: at(1), 1: at(1, 9), 2: at(3) },
  fnMap: { 0: { name: 'f', decl: at(1), loc: at(1) }, 1: { name: 'g', decl: at(3), loc: at(3) } },
  branchMap: { 0: { type: 'if', loc: at(1), locations: [at(1), at(2)] } },
  s: { 0: 0, 1: 4, 2: 0 },
  f: { 0: 1, 1: 0 },
  b: { 0: [4, 0] },
};
const read = (report: unknown) => coverageOf(addIstanbulFinal, JSON.stringify(report));

test('a line is hit when a statement that begins in it is', async () => {
  const { files, facts, doubts } = await read({ '/r/a.js': file });
  expect([files, doubts]).toEqual([{ '/r/a.js': 'lines 1/2, statements 1/3, functions 1/2, branches 1/2' }, []]);
  expect(facts).toMatchObject({
    shape: 'final',
    files: 1,
    lines: { total: 2, covered: 1, pct: 50 },
    branches: { total: 2, covered: 1, pct: 50 },
  });
});

test('no file is a doubt', async () => {
  expect((await read({})).doubts).toEqual(['the report names no file']);
});

test.each([
  { ...file, s: { 0: 1, 1: 1 } },
  { ...file, s: { ...file.s, 3: 1 } },
  { ...file, f: {} },
  { ...file, f: { ...file.f, 9: 1 } },
  { ...file, b: {} },
  { ...file, s: { ...file.s, 0: -1 } },
  { ...file, statementMap: { ...file.statementMap, 0: at(0) } },
])('%j is refused', async (broken) => {
  expect(await problemsOf(() => read({ a: broken }))).toMatchObject([{ code: 'istanbul.shape' }]);
});
