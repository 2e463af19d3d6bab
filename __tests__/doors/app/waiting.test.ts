import { expect, test } from '@jest/globals';
import { backoff, inTime, pauseUntil, TooLate } from '../../../src/doors/app/waiting.ts';

test('a backoff doubles, differs and ends somewhere', () => {
  const bounds = { leastBackoffMs: 100, mostBackoffMs: 1_000 };
  for (const [times, most] of [1, 2, 3, 4, 5, 50].map((n, at) => [n, [100, 200, 400, 800, 1_000, 1_000][at] ?? 0] as const)) {
    const waits = Array.from({ length: 50 }, () => backoff(times, bounds));
    expect(Math.max(...waits)).toBeLessThanOrEqual(most);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(most * 0.75);
    expect(new Set(waits).size).toBeGreaterThan(1);
  }
});

test('what is late is told so, and what is in time is passed on', async () => {
  await expect(inTime(new Promise(() => undefined), 10)).rejects.toBeInstanceOf(TooLate);
  expect(await inTime(Promise.resolve(7), 1_000)).toBe(7);
  await expect(inTime(Promise.reject(new Error('itself')), 1_000)).rejects.toThrow('itself');
});

test('a pause ends when it is over, or when it is called', async () => {
  await pauseUntil(new Promise(() => undefined), 5);
  const started = performance.now();
  await pauseUntil(Promise.resolve(), 10_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
