import { expect, test } from '@jest/globals';
import { untilAborted, withDeadline } from '../../../src/gates/engine/deadline.ts';

const late = new Error('late');
const forEver = () => new Promise<never>(() => {});

test('work that ends in time gives its result, and its own error', async () => {
  expect(await withDeadline({ ms: 10_000, reason: late }, () => Promise.resolve(7))).toBe(7);
  await expect(withDeadline({ ms: 10_000, reason: late }, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
});

test('work that does not care for its signal is left behind', async () => {
  await expect(withDeadline({ ms: 1, reason: late }, forEver)).rejects.toBe(late);
});

test('the signal is aborted at the deadline, with the reason', async () => {
  let seen: AbortSignal | undefined;
  await withDeadline({ ms: 1, reason: late }, (signal) => {
    seen = signal;
    return forEver();
  }).catch(() => {});
  expect(seen?.reason).toBe(late);
});

test('an outer signal ends it too, and before the start the work is not begun', async () => {
  const outer = new AbortController();
  const work = withDeadline({ ms: 10_000, reason: late, outer: outer.signal }, forEver);
  outer.abort(new Error('stop'));
  await expect(work).rejects.toThrow('stop');
  let begun = false;
  const second = withDeadline({ ms: 10_000, reason: late, outer: outer.signal }, () => {
    begun = true;
    return Promise.resolve(1);
  });
  await expect(second).rejects.toThrow('stop');
  expect(begun).toBe(false);
});

test('an error after the deadline disturbs nobody', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { promise, reject } = Promise.withResolvers<never>();
  await expect(untilAborted(AbortSignal.timeout(1), () => promise)).rejects.toThrow('timeout');
  reject(new Error('too late to matter'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
