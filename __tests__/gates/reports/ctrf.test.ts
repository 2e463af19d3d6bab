import { expect, test } from '@jest/globals';
import { addCtrf } from '../../../src/gates/reports/ctrf.ts';
import { tallyOf } from './tally-of.ts';

const summary = { tests: 1, passed: 1, failed: 0, pending: 0, skipped: 0, other: 0, start: 1000, stop: 3500 };
const read = (tests: object[], more: object = {}) =>
  tallyOf(
    addCtrf,
    JSON.stringify({ reportFormat: 'CTRF', results: { tool: { name: 'x' }, summary: { ...summary, ...more }, tests } }),
  );

test('tests are counted by their status, and the numbers are as stated', async () => {
  const tests = [
    { name: 'a', status: 'passed', suite: ['s', 't'], filePath: 'a.ts' },
    { name: 'b', status: 'failed', suite: 'one', message: 'no' },
    { name: 'c', status: 'skipped' },
    { name: 'd', status: 'pending' },
    { name: 'e', status: 'other' },
    { name: 'f', status: 'passed', flaky: true },
    { name: 'g', status: 'passed', retries: 2 },
  ];
  const seen = await read(tests, { tests: 7, passed: 3, failed: 1, skipped: 1, pending: 1, other: 1 });
  expect([seen.counts, seen.flakyTests, seen.doubts, seen.seconds]).toEqual([[7, 3, 1, 1, 2], 2, [], 2.5]);
  expect(seen.failures).toEqual([{ name: 'b', suite: 'one', message: 'no' }, { name: 'e' }]);
  expect(seen.facts).toEqual({ shape: 'ctrf', tests: 7, passed: 3, failed: 1, pending: 1, skipped: 1, other: 1 });
});

test.each<[string, object[], object, string]>([
  ['a summary that does not add up', [{ name: 'a', status: 'passed' }], { failed: 1 }, 'does not add up'],
  [
    'failures that a number below none hides',
    [{ name: 'a', status: 'passed' }],
    { failed: 2, other: -2 },
    'numbers that are none',
  ],
  ['more tests than there are', [{ name: 'a', status: 'passed' }], { tests: 2, passed: 2 }, 'states 2 tests and has 1'],
  ['a status that is none', [{ name: 'a', status: 'fine' }], {}, '"fine"'],
  ['a status of everybody', [{ name: 'a', status: 'constructor' }], {}, '"constructor"'],
  ['no tests', [], { tests: 0, passed: 0 }, 'no test in it'],
])('%s is a doubt', async (_name, tests, more, doubt) => {
  expect((await read(tests, more)).doubts.join()).toContain(doubt);
});

test('failures that are only stated are failures', async () => {
  const seen = await read([{ name: 'a', status: 'passed' }], { passed: 0, failed: 1 });
  expect(seen.extra.unseen).toBe(1);
});

test('without a summary it proves nothing', async () => {
  const text = JSON.stringify({ results: { tool: {}, tests: [{ name: 'a', status: 'passed' }] } });
  expect((await tallyOf(addCtrf, text)).doubts).toContain('the report has no summary');
});
