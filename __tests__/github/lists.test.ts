import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

test('every open pull request, page by page, for a point each', async () => {
  for (let at = 0; at < 120; at += 1) here.pull(`p${at}`);
  const { platform, place } = here;
  const first = await platform.openPulls({ place });
  const second = await platform.openPulls({ place, ...(first.next !== undefined && { after: first.next }) });
  expect([first.found.length, second.found.length, second.next]).toEqual([100, 20, undefined]);
  const numbers = [...first.found, ...second.found].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(120);
  const updatedAt = new Date(here.repo.issues.get(1)?.updatedAt ?? 0).toISOString().replace(/\.\d+Z/, 'Z');
  expect(first.found[0]).toEqual({ number: 1, head: here.repo.issues.get(1)?.pull?.headSha, base: 'main', updatedAt });
  expect((await platform.openPulls({ place, base: 'other' })).found).toEqual([]);
});
