import { expect, test } from '@jest/globals';
import {
  addTest,
  addUnseen,
  closeReport,
  factsSince,
  newTestTally,
  reconcile,
  type TestResult,
} from '../../../src/gates/reports/test-tally.ts';

const result = (outcome: TestResult['outcome'], name = 'a', places: readonly string[] = []): TestResult => ({
  outcome,
  about: () => ({ name, message: ' x\n y ', file: '' }),
  places: () => places,
});

test('counts are of all, names of the first hundred', () => {
  const tally = newTestTally();
  for (let at = 0; at < 150; at++) addTest(tally, result('failed', `t${at}`));
  addTest(tally, { ...result('passed'), isFlaky: true, seconds: 2 });
  addTest(tally, { ...result('errored', ''), isFlaky: true, seconds: Number.NaN });
  expect(tally.counts).toEqual({ tests: 152, passed: 1, failed: 150, errored: 1, skipped: 0, flaky: 1 });
  expect(tally.failures).toHaveLength(100);
  expect(tally.failures[0]).toEqual({ name: 't0', message: 'x y' });
  expect([tally.flaky.length, tally.seconds]).toEqual([1, 2]);
});

test('names and messages are cut', () => {
  const tally = newTestTally();
  addUnseen(tally, 2, { name: 'n'.repeat(9000), message: 'm'.repeat(9000) });
  expect([tally.unseen, tally.failures[0]?.name.length, tally.failures[0]?.message?.length]).toEqual([2, 303, 303]);
});

test('a test counts once for a suite, however many of its places match', () => {
  const tally = newTestTally([{ name: 'e2e', matches: (place) => place.includes('e2e') }]);
  addTest(tally, result('passed', 'a', ['e2e/a', 'e2e/b']));
  addTest(tally, result('failed', 'b', ['unit']));
  expect(tally.suites.get('e2e')).toMatchObject({ tests: 1, passed: 1, failed: 0 });
});

test('what is stated counts where it is worse', () => {
  const tally = newTestTally();
  const before = { ...tally.counts };
  addTest(tally, result('failed'));
  addTest(tally, result('passed'));
  reconcile(tally, before, { tests: 1, bad: 3, skipped: 2 });
  expect([tally.unseen, tally.unseenSkipped, tally.uncounted, tally.doubts.list()]).toEqual([2, 2, 1, []]);
  for (const number of [Number.NaN, 0.5, -1, 1e300]) reconcile(tally, before, { tests: 5, bad: number, skipped: 0 });
  expect(tally.doubts.list()).toEqual(['the report states numbers that are none']);
  reconcile(tally, before, { tests: 5, bad: 0, skipped: 0 });
  expect(tally.doubts.list()).toEqual(['the report states numbers that are none', 'the report states 5 tests and has 2']);
  expect(factsSince(tally, before)).toEqual(tally.counts);
});

test('a report without a test is a doubt, also behind one with tests', () => {
  const tally = newTestTally();
  addTest(tally, result('passed'));
  closeReport(tally, 0);
  expect(tally.doubts.list()).toEqual([]);
  closeReport(tally, 1);
  expect(tally.doubts.list()).toHaveLength(1);
});
