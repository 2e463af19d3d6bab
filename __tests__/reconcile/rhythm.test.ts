import { expect, test } from '@jest/globals';
import { retryAt, rhythm, secondsAfter } from '../../src/reconcile/rhythm.ts';

const now = '2026-11-21T12:00:00.500Z';

test('seconds later, and earlier', () => {
  expect(secondsAfter(now, 90)).toBe('2026-11-21T12:01:30.000Z');
  expect(secondsAfter(now, -60)).toBe('2026-11-21T11:59:00.000Z');
});

test('each failure doubles the wait, up to ten minutes', () => {
  const waits = [0, 1, 2, 8, 9, 1_000].map((failures) => Date.parse(retryAt(now, failures, rhythm)) - Date.parse(now) + 500);
  expect(waits).toEqual([2_000, 4_000, 8_000, 512_000, 600_000, 600_000]);
});
