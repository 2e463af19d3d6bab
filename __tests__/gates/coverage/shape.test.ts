import { expect, test } from '@jest/globals';
import { coverageSource, reaches, say, shownPercent } from '../../../src/gates/coverage/shape.ts';
import { issuesOf } from '../../../src/gates/engine/validate.ts';

test('no rounding makes a percentage of another one', () => {
  expect([reaches({ covered: 4, total: 5 }, 80), reaches({ covered: 799_999, total: 1_000_000 }, 80)]).toEqual([true, false]);
  expect([shownPercent({ covered: 2, total: 3 }), say({ covered: 1, total: 2 })]).toEqual([66.66, '50.00 % (1 of 2)']);
});

test.each(['--output=/x', '-c', '', 'a b', 'main;ls', '../x'])('%j is nothing to count changes from', (since) => {
  expect(issuesOf(coverageSource, { files: 'a', since })).not.toEqual([]);
});

test.each(['origin/main', 'v1.2.3', 'HEAD~1', 'release/2026-11', '0123abc'])('%s is', (since) => {
  expect(issuesOf(coverageSource, { files: 'a', since })).toEqual([]);
});
