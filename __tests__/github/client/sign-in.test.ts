import { expect, test } from '@jest/globals';
import { createMemory } from '../../../src/github/client/memory.ts';
import { createSignIns } from '../../../src/github/client/sign-in.ts';

function signIns(shared = createMemory()) {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  let fetched = 0;
  const of = createSignIns({
    shared,
    now: () => clock.now,
    fetchToken: async (installation) => {
      fetched += 1;
      return { token: `t${installation}-${fetched}`, expiresAt: new Date(clock.now + 3_600_000).toISOString() };
    },
  });
  return { of, clock, shared, fetched: () => fetched };
}

test('fetched once, however many ask at the same time, and again five minutes before its end', async () => {
  const { of, clock, fetched } = signIns();
  const all = await Promise.all(Array.from({ length: 20 }, () => of.token(1)));
  expect([new Set(all).size, fetched()]).toEqual([1, 1]);
  clock.now += 54 * 60_000;
  expect(await of.token(1)).toBe('t1-1');
  clock.now += 90_000;
  expect(await of.token(1)).toBe('t1-2');
  expect(await of.token(2)).toBe('t2-3');
});

test('shared with the others', async () => {
  const one = signIns();
  await one.of.token(1);
  const other = signIns(one.shared);
  expect([await other.of.token(1), other.fetched()]).toEqual(['t1-1', 0]);
});

test('one that was refused is renewed once for all who held it', async () => {
  const { of, fetched, shared } = signIns();
  const refused = await of.token(1);
  expect(await Promise.all([of.renew(1, refused), of.renew(1, refused)])).toEqual(['t1-2', 't1-2']);
  expect([await of.renew(1, refused), fetched()]).toEqual(['t1-2', 2]);
  const other = signIns(shared);
  expect([await other.of.renew(1, refused), other.fetched()]).toEqual(['t1-2', 0]);
});

test('a failure is not kept', async () => {
  let fails = true;
  const of = createSignIns({
    shared: createMemory(),
    now: () => 0,
    fetchToken: async () => {
      if (fails) throw new Error('down');
      return { token: 't', expiresAt: '2026-11-26T10:00:00Z' };
    },
  });
  await expect(of.token(1)).rejects.toThrow('down');
  fails = false;
  expect(await of.token(1)).toBe('t');
});
