import { expect, test } from '@jest/globals';
import { medianMs } from '../../scripts/median.ts';

test('one call to warm up, then the middle of five', () => {
  const calls: number[] = [];
  const spent = medianMs(() => calls.push(performance.now()));
  expect(calls).toHaveLength(6);
  expect(spent).toBeGreaterThanOrEqual(0);
  expect(spent).toBeLessThanOrEqual(performance.now() - (calls[0] ?? 0));
});
