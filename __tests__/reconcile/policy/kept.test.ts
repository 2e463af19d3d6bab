import { expect, test } from '@jest/globals';
import { Kept } from '../../../src/reconcile/policy/kept.ts';

function asking() {
  let time = 0;
  let asked = 0;
  const kept = new Kept<number>({ now: () => time, seconds: 10, most: 2 });
  const next = async () => {
    asked += 1;
    return asked;
  };
  return { kept, next, later: (seconds: number) => (time += seconds * 1_000) };
}

test('an answer is given again until its time is over', async () => {
  const { kept, next, later } = asking();
  expect([await kept.get('a', next), await kept.get('a', next)]).toEqual([1, 1]);
  later(9.9);
  expect(await kept.get('a', next)).toBe(1);
  later(0.1);
  expect(await kept.get('a', next)).toBe(2);
});

test('who asks at once is told the same', async () => {
  const { kept, next } = asking();
  expect(await Promise.all([kept.get('a', next), kept.get('a', next)])).toEqual([1, 1]);
});

test('only so many are kept, the newest', async () => {
  const { kept, next } = asking();
  for (const key of ['a', 'b', 'c']) await kept.get(key, next);
  expect([await kept.get('c', next), await kept.get('b', next), await kept.get('a', next)]).toEqual([3, 2, 4]);
});

test('a failure is not kept, and one that comes late takes nothing newer with it', async () => {
  const { kept, next, later } = asking();
  const slow = Promise.withResolvers<number>();
  const first = kept.get('a', () => slow.promise);
  later(11);
  expect(await kept.get('a', next)).toBe(1);
  slow.reject(new Error('502'));
  await expect(first).rejects.toThrow('502');
  expect(await kept.get('a', next)).toBe(1);
  await expect(kept.get('b', async () => Promise.reject(new Error('503')))).rejects.toThrow('503');
  expect(await kept.get('b', next)).toBe(2);
});

test('what begins alike can be forgotten together', async () => {
  const { kept, next } = asking();
  await kept.get('7 a', next);
  await kept.get('70 a', next);
  kept.forget('7 ');
  expect([await kept.get('70 a', next), await kept.get('7 a', next)]).toEqual([2, 3]);
});
