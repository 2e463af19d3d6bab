import { expect, test } from '@jest/globals';
import { addJest } from '../../../src/gates/reports/jest-results.ts';
import { tallyOf } from './tally-of.ts';

const pass = { status: 'passed', title: 'p', ancestorTitles: ['s'] };
const fail = { status: 'failed', title: 'f', ancestorTitles: ['s', 't'], failureMessages: ['no'] };
const file = (assertionResults: object[], more: object = {}) => ({
  name: '/r/a.test.ts',
  status: 'passed',
  message: '',
  assertionResults,
  ...more,
});
const read = (files: object[], more: object = {}) =>
  tallyOf(
    addJest,
    JSON.stringify({
      success: true,
      numTotalTests: 1,
      numPassedTests: 1,
      numFailedTests: 0,
      numPendingTests: 0,
      testResults: files,
      ...more,
    }),
  );

test('tests are counted by their status', async () => {
  const results = [pass, fail, { status: 'pending', title: 'x' }, { status: 'todo', title: 'y' }, { ...pass, invocations: 2 }];
  const seen = await read([file(results, { status: 'failed' })], {
    success: false,
    numTotalTests: 5,
    numFailedTests: 1,
    numFailedTestSuites: 1,
  });
  expect([seen.counts, seen.flakyTests, seen.doubts, seen.extra.unseen]).toEqual([[5, 2, 1, 0, 2], 1, [], 0]);
  expect(seen.failures).toEqual([{ name: 'f', suite: 's > t', file: '/r/a.test.ts', message: 'no' }]);
  expect(seen.facts).toMatchObject({ shape: 'jest', total: 5, failed: 1, suites_failed: 1 });
});

test('what reporters are given reads the same', async () => {
  const seen = await read([{ testFilePath: '/r/b.test.ts', testResults: [pass], testExecError: null }]);
  expect([seen.counts, seen.doubts, seen.extra.unseen]).toEqual([[1, 1, 0, 0, 0], [], 0]);
});

test('a file that failed has failed, also where the error of running it is said to be none', async () => {
  const seen = await read([file([pass]), file([], { status: 'failed', testExecError: null })]);
  expect([seen.counts, seen.names]).toEqual([[1, 1, 0, 0, 0], ['/r/a.test.ts failed outside of its tests']]);
});

test('a file that could not run is a failure that no test shows', async () => {
  const broken = file([], { status: 'failed', message: 'cannot find module' });
  const seen = await read([file([pass]), broken], { success: false, numFailedTestSuites: 1, numRuntimeErrorTestSuites: 1 });
  expect(seen.failures).toEqual([
    { name: '/r/a.test.ts failed outside of its tests', file: '/r/a.test.ts', message: 'cannot find module' },
  ]);
});

test.each<[string, object, string]>([
  ['failures only in numbers', { numFailedTests: 2 }, 'states 2 failures'],
  ['a run that did not succeed', { success: false }, 'the run as a whole did not succeed'],
  ['suites that failed', { numFailedTestSuites: 3 }, 'the run as a whole did not succeed'],
])('%s are failures', async (_name, more, name) => {
  expect((await read([file([pass])], more)).names.join()).toContain(name);
});

test.each<[string, object[], object, string]>([
  ['an interrupted run', [file([pass])], { wasInterrupted: true }, 'interrupted'],
  ['a run that does not say', [file([pass])], { success: null }, 'does not say'],
  ['more tests in numbers', [file([pass])], { numTotalTests: 3 }, 'states 3 tests'],
  ['no test', [], { numTotalTests: 0 }, 'no test in it'],
  ['a status that is none', [file([{ ...pass, status: 'great' }])], {}, '"great"'],
])('%s is a doubt', async (_name, files, more, doubt) => {
  expect((await read(files, more)).doubts.join()).toContain(doubt);
});
