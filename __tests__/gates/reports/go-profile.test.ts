import { expect, test } from '@jest/globals';
import { addGoProfile } from '../../../src/gates/reports/go-profile.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const read = (...lines: readonly string[]) => coverageOf(addGoProfile, `${lines.join('\n')}\n`);

test('statements count, and the lines that they stand in', async () => {
  const { files, facts, doubts } = await read('mode: set', 'm/a.go:1.2,3.4 2 1', 'm/a.go:5.2,5.9 1 0', 'm/b.go:1.1,1.5 3 7');
  expect([files, doubts]).toEqual([{ 'm/a.go': 'lines 3/4, statements 2/3', 'm/b.go': 'lines 1/1, statements 3/3' }, []]);
  expect(facts).toEqual({ mode: 'set', files: 2, blocks: 3, stmts: 6, covered: 5, pct: 83.3 });
});

test('a block that comes again is the same one, hit by either', async () => {
  const { facts } = await read('mode: count', 'a.go:1.1,2.2 2 0', 'a.go:1.1,2.2 2 5', 'mode: count', 'a.go:1.1,2.2 2 0');
  expect(facts).toMatchObject({ blocks: 1, stmts: 2, covered: 2 });
});

test('no block, or one of two sizes, is doubted', async () => {
  expect((await read('mode: set')).doubts).toEqual(['the profile has no block in it: no package was tested']);
  expect((await read('mode: set', 'a.go:1.1,2.2 2 0', 'a.go:1.1,2.2 3 0')).doubts).toEqual(['a block of a.go has two sizes']);
});

test.each([
  ['a.go:1.1,2.2 2 0'],
  ['mode: set', 'mode: count'],
  ['mode: set', 'a.go:1.1,2.2 2'],
  ['mode: set', 'a.go:1.1,2.2 2 -1'],
  ['mode: set', 'a.go:9.1,2.2 2 1'],
  ['mode: set', 'a.go:1.1,9999999.2 2 1'],
  ['mode: set', 'a.go:0.1,2.2 2 1'],
  ['mode: set', 'FAIL'],
])('%j %j is refused', async (...lines) => {
  expect(await problemsOf(() => read(...lines.filter((line) => typeof line === 'string')))).toMatchObject([
    { code: 'gocover.broken' },
  ]);
});
