import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OpenStore } from '../../../src/store/store.ts';
import type { Wanted } from '../../../src/reconcile/ports/tasks.ts';
import { openBeds, testClock } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

describe.each(beds)('tasks on $name', (bed) => {
  let clock = testClock();
  let store: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    clock = testClock();
    store = await bed.open({ now: clock.now, leaseMs: 30_000 });
  });

  const pull = (number: number, more: Partial<Wanted> = {}): Wanted => ({
    kind: 'pull',
    key: `7/${number}`,
    installation: 1,
    due: clock.at(0),
    ...more,
  });
  const claimed = async () => {
    const held = await store.tasks.claim();
    if (held === undefined) throw new Error('nothing to claim');
    return held;
  };

  test('one that is due is claimed once, and is gone when it is done', async () => {
    expect(await store.tasks.claim()).toBeUndefined();
    await store.tasks.want([pull(1)]);
    const held = await claimed();
    expect(held).toMatchObject({ kind: 'pull', key: '7/1', installation: 1, failures: 0, tookOver: false });
    expect(await store.tasks.claim()).toBeUndefined();
    await held.done();
    expect(await store.tasks.claim()).toBeUndefined();
    expect((await store.stats()).tasks.known).toBe(0);
  });
});
