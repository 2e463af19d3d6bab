import { expect, test } from '@jest/globals';
import type { Transaction } from '../../../src/store/engine/database.ts';
import { runTransaction } from '../../../src/store/engine/transaction.ts';

function ends(broken?: string) {
  const said: string[] = [];
  const query = async <R extends object>(sql: string): Promise<readonly R[]> => {
    said.push(sql);
    if (sql === broken) throw new Error(`${sql} failed`);
    return [];
  };
  return { said, ends: { query, commit: () => query('commit'), rollback: () => query('rollback') } };
}

test('what worked is committed', async () => {
  const { said, ends: given } = ends();
  expect(await runTransaction(given, async ({ query }) => (await query('a'), 5))).toBe(5);
  expect(said).toEqual(['a', 'commit']);
});

test('what threw is rolled back', async () => {
  const { said, ends: given } = ends();
  const work = async () => {
    throw new Error('no');
  };
  await expect(runTransaction(given, work)).rejects.toThrow('no');
  expect(said).toEqual(['rollback']);
});

test('a query that failed and was passed over is not committed', async () => {
  const { said, ends: given } = ends('a');
  const work = async ({ query }: Pick<typeof given, 'query'>) => {
    await query('a').catch(() => undefined);
    return 5;
  };
  await expect(runTransaction(given, work)).rejects.toThrow('a failed');
  expect(said).toEqual(['a', 'rollback']);
});

test('what is sent goes in turn, and its failure is the failure of all, also when nobody waited for it', async () => {
  const good = ends();
  const sending = async ({ query, send }: Transaction) => {
    await query('a');
    send('b');
    send('c');
    return 5;
  };
  expect(await runTransaction(good.ends, sending)).toBe(5);
  expect(good.said).toEqual(['a', 'b', 'c', 'commit']);
  const bad = ends('b');
  await expect(runTransaction(bad.ends, sending)).rejects.toThrow('b failed');
  expect(bad.said).toEqual(['a', 'b', 'c', 'rollback']);
});

test('when it cannot be committed, that is what is said, whatever becomes of it', async () => {
  const { said, ends: given } = ends('commit');
  await expect(runTransaction(given, async () => 5)).rejects.toThrow('commit failed');
  expect(said).toEqual(['commit', 'rollback']);
});
