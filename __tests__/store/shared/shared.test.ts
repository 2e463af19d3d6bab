import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OpenStore } from '../../../src/store/store.ts';
import { openBeds, testClock } from '../bed/beds.ts';

const { beds, close } = await openBeds();
afterAll(close);

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
