import { expect, test } from '@jest/globals';
import { addGoTest } from '../../../src/gates/reports/go-test.ts';
import { problemsOf } from '../problems.ts';
import { tallyOf } from './tally-of.ts';

type Line = readonly [action: string, name?: string | undefined, more?: object];
const read = (...lines: readonly Line[]) =>
  tallyOf(
    addGoTest,
    lines
      .map(([Action, Test, more]) => JSON.stringify({ Action, Package: 'a/b', ...(Test !== undefined && { Test }), ...more }))
      .join('\n'),
  );

test('tests are counted, and what sums up its subtests is none', async () => {
  const seen = await read(
    ['start'],
    ['run', 'TestA'],
    ['output', 'TestA', { Output: 'x\n' }],
    ['pass', 'TestA/one'],
    ['fail', 'TestA/two'],
    ['fail', 'TestA'],
    ['skip', 'TestB'],
    ['pass', 'TestC'],
    ['fail', undefined, { Elapsed: 1.5 }],
  );
  expect([seen.counts, seen.names, seen.doubts, seen.seconds]).toEqual([[4, 2, 1, 0, 1], ['TestA/two'], [], 1.5]);
  expect(seen.facts).toEqual({ shape: 'go-test-ndjson', pass: 2, fail: 2, skip: 1 });
});

test('a test that fails although its subtests pass is one', async () => {
  const seen = await read(['pass', 'T/a/b'], ['pass', 'T/a'], ['fail', 'T'], ['fail']);
  expect([seen.counts, seen.names]).toEqual([[2, 1, 1, 0, 0], ['T']]);
});

test('what passes when it is run again is flaky, and its package is well', async () => {
  const seen = await read(['fail', 'T'], ['pass', 'U'], ['fail'], ['start'], ['pass', 'T'], ['pass']);
  expect([seen.counts, seen.flakyTests, seen.names, seen.extra.unseen]).toEqual([[2, 2, 0, 0, 0], 1, [], 0]);
});

test('what fails and is skipped when it is run again has failed', async () => {
  const seen = await read(['fail', 'T'], ['pass', 'U'], ['fail'], ['start'], ['skip', 'T'], ['pass']);
  expect([seen.counts, seen.names]).toEqual([[2, 1, 1, 0, 0], ['T']]);
});

test('what failed although its subtests passed, and passes when it is run again, is flaky', async () => {
  const seen = await read(['pass', 'T/a'], ['fail', 'T'], ['fail'], ['start'], ['pass', 'T/a'], ['pass', 'T'], ['pass']);
  expect([seen.flakyTests, seen.flaky.map(({ name }) => name), seen.names]).toEqual([1, ['T'], []]);
});

test.each<[string, readonly Line[]]>([
  ['a package that failed, and no test of it', [['pass', 'T'], ['fail']]],
  [
    'a package that did not build',
    [
      ['build-fail', undefined, { ImportPath: 'a/b' }],
      ['pass', 'T'],
    ],
  ],
])('%s is a failure', async (_name: string, lines: readonly Line[]) => {
  const seen = await read(...lines);
  expect([seen.names, seen.extra.unseen]).toEqual([['a/b failed outside of its tests'], 1]);
});

test('a package without an end, or without tests, proves nothing', async () => {
  expect((await read(['start'], ['pass', 'T'])).doubts).toEqual(['the package a/b did not end']);
  expect((await read(['start'], ['skip'])).doubts).toEqual(['a report has no test in it']);
});

test('what is no JSON between the lines ends it', async () => {
  const text = '{"Action":"pass","Package":"a","Test":"T"}\n# a/b\n./x.go:1: no\n';
  expect(await problemsOf(() => tallyOf(addGoTest, text))).toHaveLength(1);
});
