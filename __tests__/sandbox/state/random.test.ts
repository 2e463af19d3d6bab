import { expect, test } from '@jest/globals';
import { createRandom } from '../../../src/sandbox/state/random.ts';

test('the same seed gives the same, another gives something else', () => {
  const take = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
  expect(createRandom(1).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(createRandom(1).hex(6)).toHaveLength(6);
});

test('spreads over the whole range', () => {
  const random = createRandom(3);
  const tenths = new Set(Array.from({ length: 500 }, () => Math.floor(random.next() * 10)));
  expect(tenths).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});
