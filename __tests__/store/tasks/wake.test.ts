import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openBeds } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('waking on $name', (bed) => {
  beforeEach(() => bed.empty());

  const wish = (inMs: number) =>
    ({ kind: 'pull', key: '7/1', installation: 1, due: new Date(Date.now() + inMs).toISOString() }) as const;
  const told = async (count: () => number, ms = 5_000) => {
    const end = performance.now() + ms;
    while (count() === 0 && performance.now() < end) await sleep(5);
    return count();
  };

  test('who listens is told here and in another process, until they stop', async () => {
    const [store, other] = [await bed.open({ pollMs: 600_000 }), await bed.open({ pollMs: 600_000 })];
    let here = 0;
    let there = 0;
    const stop = store.tasks.onWanted(() => here++);
    other.tasks.onWanted(() => there++);
    await sleep(300);
    await store.tasks.want([wish(-1)]);
    expect(await told(() => here)).toBeGreaterThan(0);
    expect(await told(() => there)).toBeGreaterThan(0);
    stop();
    await sleep(100);
    here = 0;
    await store.tasks.want([{ ...wish(-1), key: '7/2' }]);
    await sleep(100);
    expect(here).toBe(0);
  });

  test('what is due later is told of at its time', async () => {
    const store = await bed.open({ pollMs: 600_000 });
    await store.tasks.want([wish(600)]);
    const start = performance.now();
    let at = 0;
    store.tasks.onWanted(() => {
      at ||= performance.now() - start;
    });
    await told(() => at);
    expect(at).toBeGreaterThan(400);
    expect(await store.tasks.claim()).toMatchObject({ key: '7/1' });
  });

  test('what nobody told of is found by looking', async () => {
    const store = await bed.open({ pollMs: 50 });
    let count = 0;
    store.tasks.onWanted(() => count++);
    await sleep(120);
    expect(count).toBe(0);
    const { query } = await bed.database();
    await query(`insert into gonogo.tasks (kind, key, installation, due) values ('pull', '7/9', 1, '2020-01-01T00:00:00Z')`);
    expect(await told(() => count)).toBeGreaterThan(0);
  });
});
