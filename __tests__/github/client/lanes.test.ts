import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createLanes } from '../../../src/github/client/lanes.ts';

test('so many at a time, in their order, each key for itself', async () => {
  const lane = createLanes(2);
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  const all = ['a', 'b', 'c', 'd'].map((name) => lane('one', work(name)));
  const other = lane('two', work('x'));
  await turn();
  expect(started).toEqual(['a', 'b', 'x']);
  ends[0]?.();
  await turn();
  expect(started).toEqual(['a', 'b', 'x', 'c']);
  for (const end of ends) end();
  await turn();
  for (const end of ends) end();
  expect(await Promise.all([...all, other])).toEqual(['a', 'b', 'c', 'd', 'x']);
});

test('one that fails leaves its place', async () => {
  const lane = createLanes(1);
  await expect(lane('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lane('k', async () => 1)).toBe(1);
});
