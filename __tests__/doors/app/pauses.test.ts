import { expect, test } from '@jest/globals';
import { notePauses } from '../../../src/doors/app/pauses.ts';
import type { Shared } from '../../../src/reconcile/ports/shared.ts';

test('who is to be left alone is counted for as long, and all else passes', async () => {
  const paused = new Map<number, string>([[3, '2027-01-01T00:00:20Z']]);
  const signIn = { token: 'x', expiresAt: '2027-01-01T01:00:00Z' };
  const shared: Shared = {
    token: () => Promise.resolve(signIn),
    keepToken: () => Promise.resolve(),
    spend: (_, { writes }) => Promise.resolve(writes),
    pause: async (installation, until) => void paused.set(installation, until),
    pausedUntil: (installation) => Promise.resolve(paused.get(installation)),
  };
  let time = Date.parse('2027-01-01T00:00:00Z');
  const pauses = notePauses(shared, () => time);
  expect([await pauses.shared.token(1), await pauses.shared.spend(1, { writes: 5, contents: 0 })]).toEqual([signIn, 5]);
  await pauses.shared.pause(1, '2027-01-01T00:00:10Z');
  await pauses.shared.pause(1, '2027-01-01T00:00:11Z');
  expect([await pauses.shared.pausedUntil(3), await pauses.shared.pausedUntil(4)]).toEqual(['2027-01-01T00:00:20Z', undefined]);
  expect([pauses.count(), paused.get(1)]).toEqual([2, '2027-01-01T00:00:11Z']);
  time += 11_000;
  expect(pauses.count()).toBe(1);
  time += 11_000;
  expect(pauses.count()).toBe(0);
});
