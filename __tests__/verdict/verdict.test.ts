import { expect, test } from '@jest/globals';
import { decisions, states } from '../../src/verdict/verdict.ts';

test('there is no state and no decision that could be read as passing by chance', () => {
  const all: readonly string[] = [...decisions, ...states];
  expect(['neutral', 'skipped', 'success', 'unknown'].filter((word) => all.includes(word))).toEqual([]);
  expect(new Set(all).size).toBe(all.length - 2);
});
