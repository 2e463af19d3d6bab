import { expect, test } from '@jest/globals';
import { createLru } from '../../../src/github/client/lru.ts';

test('what was used last stays, up to a weight', () => {
  const lru = createLru<number>(30);
  for (let at = 0; at < 10; at += 1) lru.set(`${at}`, at, 3);
  expect(lru.get('0')).toBe(0);
  lru.set('10', 10, 3);
  expect([lru.get('0'), lru.get('1'), lru.get('10'), lru.size()]).toEqual([0, undefined, 10, 10]);
});

test('one that is too heavy pushes nobody out, and replaces what it was', () => {
  const lru = createLru<number>(30);
  lru.set('a', 1, 3);
  lru.set('a', 2, 4);
  expect([lru.get('a'), lru.size()]).toEqual([undefined, 0]);
  lru.set('b', 3);
  lru.set('b', 4);
  expect([lru.get('b'), lru.size()]).toEqual([4, 1]);
});
