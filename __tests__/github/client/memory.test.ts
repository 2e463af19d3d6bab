import { expect, test } from '@jest/globals';
import { createMemory } from '../../../src/github/client/memory.ts';

function memory() {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  return { clock, shared: createMemory(() => clock.now) };
}

test('what is free goes at once; the rest waits until the minute has room, each installation for itself', async () => {
  const { clock, shared } = memory();
  for (let at = 0; at < 60; at += 1) expect(await shared.spend(1, { writes: 1, contents: 1 })).toBe(0);
  expect(await shared.spend(1, { writes: 1, contents: 1 })).toBe(60_000);
  expect(await shared.spend(1, { writes: 1, contents: 0 })).toBe(0);
  expect(await shared.spend(2, { writes: 1, contents: 1 })).toBe(0);
  clock.now += 60_001;
  expect(await shared.spend(1, { writes: 1, contents: 1 })).toBe(0);
});

test('no more in an hour than that', async () => {
  const { clock, shared } = memory();
  const waits: number[] = [];
  for (let at = 0; at < 451; at += 1) {
    waits.push(await shared.spend(1, { writes: 0, contents: 1 }));
    clock.now += 1001;
  }
  expect(waits.slice(0, 450)).toEqual(Array.from({ length: 450 }, () => 0));
  expect(waits[450]).toBe(3_600_000 - 450 * 1001);
});

test('a pause holds until it is over, and a shorter one does not end it', async () => {
  const { clock, shared } = memory();
  await shared.pause(1, '2026-11-26T10:10:00Z');
  await shared.pause(1, '2026-11-26T10:05:00Z');
  expect([await shared.pausedUntil(1), await shared.pausedUntil(2)]).toEqual(['2026-11-26T10:10:00Z', undefined]);
  clock.now += 600_000;
  expect(await shared.pausedUntil(1)).toBeUndefined();
});

test('a token is kept', async () => {
  const { shared } = memory();
  expect(await shared.token(1)).toBeUndefined();
  await shared.keepToken(1, { token: 't', expiresAt: '2026-11-26T11:00:00Z' });
  expect(await shared.token(1)).toEqual({ token: 't', expiresAt: '2026-11-26T11:00:00Z' });
});
