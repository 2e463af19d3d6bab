import { expect, test } from '@jest/globals';
import { addCase, beginSuite, endSuite } from '../../../src/gates/reports/junit-suite.ts';
import { elementOf } from './xml-log.ts';

const suite = (attributes: Readonly<Record<string, string>> = {}) => beginSuite(elementOf('testsuite', attributes));

test('a suite hands what is in it to the one around, unseen failures once', () => {
  const outer = suite({ failures: '3', tests: '2' });
  const inner = suite({ failures: '2', time: '1.5' });
  addCase(inner, 0, false);
  addCase(inner, 1, true);
  expect(endSuite(inner, outer)).toEqual({ unseen: 1, unseenSkipped: 0 });
  expect(outer).toMatchObject({ cases: 2, ownCases: 0, bad: 2, skipped: 1, hasSuites: true, secondsInside: 1.5 });
  expect(endSuite(outer, undefined)).toEqual({ unseen: 1, unseenSkipped: 0 });
});

test.each([
  [{ tests: '2' }, 'the report states 2 tests and has 1'],
  [{ tests: '-1' }, 'the report states no whole number of tests'],
  [{ tests: '1', name: 'a' }, undefined],
])('%j: %s', (attributes, doubt) => {
  const one = suite(attributes);
  addCase(one, 0, false);
  expect(endSuite(one, undefined).doubt).toBe(doubt);
});
