import { expect, test } from '@jest/globals';
import { addMocha } from '../../../src/gates/reports/mocha.ts';
import { tallyOf } from './tally-of.ts';

const one = (title: string, more: object = {}) => ({ title, fullTitle: `suite ${title}`, file: '/r/a.js', err: {}, ...more });
const read = (lists: object, stats: object | null) =>
  tallyOf(addMocha, JSON.stringify({ stats, tests: [], passes: [], failures: [], pending: [], ...lists }));

test('tests are counted by the list they stand in, and hooks that failed too', async () => {
  const lists = {
    tests: [one('p'), one('r'), one('s')],
    passes: [one('p'), one('r', { currentRetry: 1 })],
    failures: [one('"before all" hook', { err: { message: 'no database' } })],
    pending: [one('s')],
  };
  const seen = await read(lists, { tests: 3, passes: 2, failures: 1, pending: 1, duration: 1500 });
  expect([seen.counts, seen.flakyTests, seen.doubts, seen.seconds]).toEqual([[4, 2, 1, 0, 1], 1, [], 1.5]);
  expect(seen.failures).toEqual([{ name: '"before all" hook', suite: 'suite', file: '/r/a.js', message: 'no database' }]);
  expect(seen.facts).toEqual({ shape: 'mocha', tests: 3, passes: 2, failures: 1, pending: 1 });
});

test('failures that are only stated are failures, and tests that are only stated a doubt', async () => {
  const seen = await read({ passes: [one('p')] }, { tests: 5, passes: 5, failures: 2, pending: 0 });
  expect([seen.extra.unseen, seen.doubts]).toEqual([2, ['the report states 5 tests and has 1']]);
});

test('without stats or tests it proves nothing', async () => {
  expect((await read({}, null)).doubts).toEqual(['the report has no stats', 'a report has no test in it']);
});
