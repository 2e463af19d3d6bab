import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { openBeds, testClock } from './bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

test('a store in memory needs nothing', async () => {
  const store = await openStore({ memory: true }, { secret: 's' });
  await store.inbox.accept({ guid: 'a', event: 'x', receivedAt: '2026-11-21T12:00:00Z', payload: '{}' });
  expect((await store.stats()).deliveries.waiting).toBe(1);
  await store.close();
  await expect(store.inbox.waiting(1)).rejects.toThrow('closed');
});

describe.each(beds)('the store on $name', (bed) => {
  beforeEach(() => bed.empty());

  test('what is counted for who watches it', async () => {
    const clock = testClock();
    const store = await bed.open({ now: clock.now });
    const nothing = { known: 0, due: 0, oldestDueMs: 0, held: 0, lapsed: 0, failing: 0, mostFailures: 0 };
    expect(await store.stats()).toEqual({
      deliveries: { waiting: 0, parked: 0, oldestWaitingMs: 0 },
      tasks: nothing,
      facts: { open: 0 },
    });
    await store.inbox.accept({ guid: 'a', event: 'x', receivedAt: clock.at(0), payload: '{}' });
    const wish = (key: string, seconds: number) => ({ kind: 'pull', key, installation: 1, due: clock.at(seconds) }) as const;
    await store.tasks.want([
      wish('7/1', -9),
      wish('7/2', -8),
      wish('7/3', -7),
      wish('7/4', 600),
      { ...wish('7/5', -6), isBackground: true },
    ]);
    await (await store.tasks.claim())?.failed('no', clock.at(300));
    await store.tasks.claim();
    clock.move(20);
    await store.tasks.claim();
    clock.move(15);
    const { deliveries, tasks } = await store.stats();
    expect(deliveries).toEqual({ waiting: 1, parked: 0, oldestWaitingMs: 35_000 });
    expect(tasks).toEqual({ ...nothing, known: 5, due: 1, oldestDueMs: 41_000, held: 1, lapsed: 1, failing: 1, mostFailures: 1 });
  });

  test('without a clock of its own it goes by that of the database', async () => {
    const store = await bed.open();
    await store.tasks.want([{ kind: 'pull', key: '7/1', installation: 1, due: new Date(Date.now() - 2_000).toISOString() }]);
    expect(await store.tasks.claim()).toBeDefined();
    expect((await store.stats()).tasks.held).toBe(1);
  });

  test('what is held when it closes is left to lapse', async () => {
    const clock = testClock();
    const [store, other] = [await bed.open({ now: clock.now }), await bed.open({ now: clock.now })];
    await store.tasks.want([{ kind: 'pull', key: '7/1', installation: 1, due: clock.at(0) }]);
    await store.tasks.claim();
    await store.close();
    expect(await other.tasks.claim()).toBeUndefined();
    clock.move(31);
    expect(await other.tasks.claim()).toMatchObject({ key: '7/1', tookOver: true });
  });
});

describe.each(beds)('what replicas share, on $name', (bed) => {
  let clock = testClock();
  let store: OpenStore;
  let other: OpenStore;
  beforeEach(async () => {
    await bed.empty();
    clock = testClock();
    store = await bed.open({ now: clock.now });
    other = await bed.open({ now: clock.now });
  });

  test('a sign-in is known to all who know the secret, and stands nowhere to be read', async () => {
    const signIn = { token: 'ghs_abcdef', expiresAt: clock.at(3_600) };
    expect(await store.token(1)).toBeUndefined();
    await store.keepToken(1, { token: 'ghs_before', expiresAt: clock.at(1) });
    await store.keepToken(1, signIn);
    expect(await other.token(1)).toEqual(signIn);
    expect(await other.token(2)).toBeUndefined();
    const { query } = await bed.database();
    expect(JSON.stringify(await query('select * from gonogo.tokens'))).not.toContain('ghs_');
    const stranger = await bed.open({ now: clock.now, secret: 'another secret' });
    expect(await stranger.token(1)).toBeUndefined();
    await query(`update gonogo.tokens set expires_at = '2099-01-01T00:00:00Z'`);
    expect(await store.token(1)).toBeUndefined();
  });

  test('an allowance is one for all, and one for each installation', async () => {
    const asked = await Promise.all([store, other, store, other].map((each) => each.spend(1, { writes: 1, contents: 1 })));
    expect(asked.toSorted((a, b) => a - b)).toEqual([0, 1_000, 2_000, 3_000]);
    expect(await store.spend(2, { writes: 1, contents: 1 })).toBe(0);
    clock.move(10);
    expect(await other.spend(1, { writes: 1, contents: 1 })).toBe(0);
  });

  test('a pause holds for all until it ends, and a shorter one does not end it', async () => {
    expect(await store.pausedUntil(1)).toBeUndefined();
    const until = clock.at(60);
    await store.pause(1, until);
    await other.pause(1, clock.at(10));
    expect(await other.pausedUntil(1)).toBe(until);
    expect(await other.spend(1, { writes: 1, contents: 0 })).toBe(60_000);
    expect(await store.pausedUntil(2)).toBeUndefined();
    clock.move(60);
    expect(await other.pausedUntil(1)).toBeUndefined();
  });
});
