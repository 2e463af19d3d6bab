import { expect, test } from '@jest/globals';
import { addTrx } from '../../../src/gates/reports/trx.ts';
import { tallyOf } from './tally-of.ts';

const result = (outcome: string, inside = '') => `<UnitTestResult testName="t" outcome="${outcome}">${inside}</UnitTestResult>`;
const summary = (counters: string, outcome = 'Completed', more = '') =>
  `<ResultSummary outcome="${outcome}"><Counters ${counters}/>${more}</ResultSummary>`;
const run = (results: string, end: string) =>
  tallyOf(addTrx, `\uFEFF<TestRun><Results>${results}</Results>${end}</TestRun>`.slice(1));

test.each<[string, string, string, number[], string[]]>([
  ['all pass', result('Passed'), summary('total="1" failed="0"'), [1, 1, 0, 0, 0], []],
  ['one fails', result('Failed') + result('NotExecuted'), summary('total="2" failed="1"', 'Failed'), [2, 0, 1, 0, 1], ['t']],
  ['one took too long', result('Timeout'), summary('total="1" timeout="1"', 'Failed'), [1, 0, 0, 1, 0], ['t']],
  [
    'data with a failure',
    result('Failed', `<InnerResults>${result('Failed')}${result('Passed')}</InnerResults>`),
    summary('total="2" failed="1"', 'Failed'),
    [2, 1, 1, 0, 0],
    ['t'],
  ],
  [
    'data that is well, and a failure around it',
    result('Failed', `<InnerResults>${result('Passed')}</InnerResults>`),
    summary('total="2" failed="1"', 'Failed'),
    [2, 1, 1, 0, 0],
    ['t'],
  ],
  [
    'a run that failed as a whole',
    result('Passed'),
    summary('total="1"', 'Failed'),
    [1, 1, 0, 0, 0],
    ['the run as a whole ended as Failed'],
  ],
  [
    'an error outside',
    result('Passed'),
    summary('total="1"', 'Completed', '<RunInfos><RunInfo outcome="Error"/></RunInfos>'),
    [1, 1, 0, 0, 0],
    ['the run as a whole ended as Error'],
  ],
  [
    'failures only in numbers',
    result('Passed'),
    summary('total="1" failed="1" aborted="1"'),
    [1, 1, 0, 0, 0],
    ['the report states 2 failures that no test shows'],
  ],
])('%s', async (_name, results, end, counts, names) => {
  const seen = await run(results, end);
  expect([seen.counts, seen.names, seen.doubts]).toEqual([counts, names, []]);
});

test.each<[string, string, string, string]>([
  ['no summary', result('Passed'), '', 'the report has no summary'],
  ['more tests in numbers', result('Passed'), summary('total="3"'), 'states 3 tests and has 1'],
  ['an outcome that is not known', result('Splendid'), summary('total="1"'), 'Splendid'],
  ['nothing', '', summary('total="0"'), 'no test in it'],
])('%s is a doubt', async (_name, results, end, doubt) => {
  const seen = await run(results, end);
  expect(seen.doubts.join()).toContain(doubt);
});

test('facts are as the report says them', async () => {
  const { facts, messages } = await run(
    result('Failed', '<Output><ErrorInfo><Message>no &amp; no</Message></ErrorInfo></Output>') + result('Passed'),
    summary('total="2" executed="2" passed="1" failed="1" error="0"', 'Failed'),
  );
  expect(facts).toEqual({
    results: 2,
    outcomes: { Failed: 1, Passed: 1 },
    counters: { total: '2', executed: '2', passed: '1', failed: '1' },
  });
  expect(messages).toEqual(['no & no']);
});
