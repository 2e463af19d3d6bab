import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { openEmbedded } from '../../../src/store/engine/embedded.ts';
import { openStore } from '../../../src/store/store.ts';
import { pgliteFolder } from '../bed/pglite.ts';

const folder = await pgliteFolder();
const database = await openEmbedded({ folder, transactionMs: 300 });
afterAll(async () => {
  await database.close();
  rmSync(dirname(folder), { recursive: true, force: true });
});

test('rows come as they do from a server', async () => {
  const [row] = await database.query(
    `select 9007199254740991::bigint as big, $1::timestamptz as at, array['a', null, '{"x"}'] as list, true as yes, count(*) as many`,
    ['2026-11-21T12:00:00.123Z'],
  );
  expect(row).toEqual({
    big: 9_007_199_254_740_991,
    at: new Date('2026-11-21T12:00:00.123Z'),
    list: ['a', null, '{"x"}'],
    yes: true,
    many: 1,
  });
  await expect(database.query('select 1 / 0')).rejects.toMatchObject({ name: 'DatabaseError', code: '22012' });
});

test('a loop of queries leaves the timers of this thread alone', async () => {
  const ticks: number[] = [];
  const timer = setInterval(() => ticks.push(queries), 5);
  const end = performance.now() + 20_000;
  let queries = 0;
  while (ticks.length < 20 && performance.now() < end) {
    await database.query('select count(*) from generate_series(1, 20000)');
    queries++;
  }
  clearInterval(timer);
  expect(queries).toBeGreaterThan(0);
  // On a thread that is kept busy there would be none, however long it takes.
  expect(ticks.length).toBeGreaterThanOrEqual(20);
});

test('a transaction has the database for itself, is all or nothing, and has its time', async () => {
  await database.query('create table numbers (number integer primary key)');
  const order: string[] = [];
  const first = database.transaction(async ({ query }) => {
    await query('insert into numbers values (1)');
    await sleep(50);
    order.push('first');
  });
  await sleep(10);
  const second = database.query('select count(*) as count from numbers').then((rows) => {
    order.push('second');
    return rows;
  });
  await first;
  expect(await second).toEqual([{ count: 1 }]);
  expect(order).toEqual(['first', 'second']);
  const slow = database.transaction(async ({ query }) => {
    await query('insert into numbers values (2)');
    await sleep(600);
  });
  await expect(slow).rejects.toThrow('more than 300 ms');
  const failing = database.transaction(async ({ query }) => {
    await query('insert into numbers values (3)');
    await query('insert into numbers values (1)').catch(() => undefined);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await database.query('select number from numbers')).toEqual([{ number: 1 }]);
});

test('what is sent is kept with the rest or not at all, and a transaction that could not wait its turn does nothing', async () => {
  await database.query('create table letters (letter text primary key)');
  await database.transaction(async ({ send }) => {
    send('insert into letters values ($1)', ['a']);
    send('insert into letters values ($1)', ['b']);
  });
  const failing = database.transaction(async ({ send }) => {
    send('insert into letters values ($1)', ['c']);
    send('insert into letters values ($1)', ['a']);
    send('insert into letters values ($1)', ['d']);
  });
  const next = database.transaction(async ({ send }) => send('insert into letters values ($1)', ['e']));
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  await next;
  const late = database.transaction(async ({ send }) => {
    await sleep(600);
    send('insert into letters values ($1)', ['f']);
  });
  await expect(late).rejects.toThrow('more than 300 ms');
  expect(await database.query('select letter from letters order by letter')).toEqual([
    { letter: 'a' },
    { letter: 'b' },
    { letter: 'e' },
  ]);
});

test('who listens is told', async () => {
  const heard: string[] = [];
  database.listen('news', (text) => heard.push(text));
  await database.transaction(({ query }) => query('select pg_notify($1, $2)', ['news', 'hello']));
  await database.query('select 1');
  expect(heard).toEqual(['hello']);
});

test('a store in a folder: not where it would be lost, and not twice', async () => {
  const own = await pgliteFolder();
  await expect(openStore({ folder: own }, { secret: 's' })).rejects.toMatchObject({
    problems: [{ code: 'store.ephemeral', remedy: expect.stringContaining('--ephemeral') }],
  });
  const store = await openStore({ folder: own, ephemeral: true }, { secret: 's' });
  await expect(openStore({ folder: own, ephemeral: true }, { secret: 's' })).rejects.toMatchObject({
    problems: [{ code: 'store.in-use' }],
  });
  const delivery = { guid: 'a', event: 'x', receivedAt: '2026-11-21T12:00:00Z', payload: '{}' };
  await store.inbox.accept(delivery);
  await store.close();
  expect(existsSync(`${own}.lock`)).toBe(false);
  await expect(store.inbox.accept(delivery)).rejects.toThrow('closed');
  rmSync(dirname(own), { recursive: true, force: true });
});

test('one that was given up answers nobody', async () => {
  const asked = database.query('select pg_sleep(5)');
  database.abandon(new Error('somebody else has the folder'));
  await expect(asked).rejects.toThrow('somebody else has the folder');
  await expect(database.query('select 1')).rejects.toThrow('somebody else has the folder');
});
