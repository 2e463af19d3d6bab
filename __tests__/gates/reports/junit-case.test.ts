import { expect, test } from '@jest/globals';
import { caseOf, isBad, noteResult, worse } from '../../../src/gates/reports/junit-case.ts';
import { elementOf } from './xml-log.ts';

test('the worst result of a test is its result', () => {
  const now = caseOf(elementOf('testcase', { name: 'a', class: 'b', status: 'run' }), true);
  expect(now).toMatchObject({ name: 'a', className: 'b', outcome: 'passed' });
  expect(noteResult(now, elementOf('skipped', {}, 'testcase'))).toBe(false);
  expect(now.outcome).toBe('skipped');
  expect(noteResult(now, elementOf('error', {}, 'testcase'))).toBe(true);
  expect(noteResult(now, elementOf('failure', { message: 'm' }, 'testcase'))).toBe(false);
  expect(now).toMatchObject({ outcome: 'errored', bad: 2, message: 'm' });
});

test('what stands deeper is no result', () => {
  const now = caseOf(elementOf('testcase', {}), true);
  expect(noteResult(now, elementOf('failure', {}, 'properties'))).toBe(false);
  expect(now.outcome).toBe('passed');
});

test('what is empty and well needs no name, unless somebody asks', () => {
  const element = { ...elementOf('testcase', { name: 'a' }), isEmpty: true };
  expect(caseOf(element, false).name).toBe('');
  expect(caseOf(element, true).name).toBe('a');
  expect(caseOf({ ...elementOf('testcase', { name: 'a', status: 'fail' }), isEmpty: true }, false).name).toBe('a');
});

test.each([
  ['failed', 'FAILED'],
  ['errored', 'timed out'],
  ['errored', 'broken'],
  ['errored', 'undefined'],
  ['skipped', 'skip'],
  ['skipped', 'not_run'],
  ['skipped', 'untested'],
  ['passed', 'completed'],
])('it is %s where an attribute says %s', (outcome, status) => {
  expect(caseOf(elementOf('testcase', { status }), false).outcome).toBe(outcome);
});

test('the order of outcomes', () => {
  expect([worse('passed', 'skipped'), worse('failed', 'skipped'), worse('failed', 'errored')]).toEqual([
    'skipped',
    'failed',
    'errored',
  ]);
  expect((['passed', 'skipped', 'failed', 'errored'] as const).map(isBad)).toEqual([false, false, true, true]);
});
