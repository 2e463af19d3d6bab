import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { batched } from '../../../src/store/inbox/batch.ts';

class Poison extends Error {}

function recorder(write: (items: readonly number[]) => Promise<void> = async () => undefined) {
  const batches: (readonly number[])[] = [];
  const add = batched<number>({
    write: async (items) => {
      batches.push(items);
      await write(items);
    },
    isOfItems: (error) => error instanceof Poison,
    mostItems: 4,
    mostWriting: 1,
  });
  return { add, batches };
}

test('what comes at once is written at once, and what comes meanwhile next', async () => {
  const { add, batches } = recorder(() => sleep(20));
  const first = [1, 2].map(add);
  await sleep(5);
  const second = [3, 4, 5, 6, 7].map(add);
  await Promise.all([...first, ...second]);
  expect(batches).toEqual([[1, 2], [3, 4, 5, 6], [7]]);
});

test('nothing is acknowledged before it is written', async () => {
  let isWritten = false;
  const { add } = recorder(async () => {
    await sleep(10);
    isWritten = true;
  });
  await add(1);
  expect(isWritten).toBe(true);
});

test('a failure that lies elsewhere fails all, and the next are tried', async () => {
  let fails = true;
  const { add } = recorder(async () => {
    if (fails) throw new Error('the database is away');
  });
  const results = await Promise.allSettled([1, 2].map(add));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await add(3);
});

test('one that cannot be written does not keep out the others', async () => {
  const { add } = recorder(async (items) => {
    if (items.includes(2)) throw new Poison();
  });
  const results = await Promise.allSettled([1, 2, 3].map(add));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
