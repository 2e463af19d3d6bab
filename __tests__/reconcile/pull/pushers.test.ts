import { expect, test } from '@jest/globals';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { type KnownHead, noMemory } from '../../../src/reconcile/pull/memory.ts';
import { pusherOfHead } from '../../../src/reconcile/pull/pushers.ts';
import type { World } from '../../../src/reconcile/world.ts';

const max: Actor = { id: 3, login: 'max', kind: 'human' };
const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };

async function asked(told: Actor | null | undefined, pusher: KnownHead['pusher'] | undefined, repoId: number | null = 7) {
  let asks = 0;
  const platform = {
    pusher: async () => {
      asks += 1;
      return told;
    },
  };
  const snapshot = { place, head: { branch: 'next', sha: 'a', tree: 't', repoId } };
  const heads = [{ sha: 'a', at: '2026-11-21T12:00:00Z', tree: 't', changeSet: null, ...(pusher && { pusher }) }];
  const found = await pusherOfHead({ platform } as unknown as World, snapshot as PullSnapshot, { ...noMemory, heads });
  const { memory, isUnknown } = found;
  return { asks, isUnknown, pushers: memory.pushers.map(({ login }) => login), head: memory.heads[0]?.pusher };
}

test('who was told of by a push is not asked for', async () => {
  expect(await asked(max, 'known')).toEqual({ asks: 0, isUnknown: false, pushers: [], head: 'known' });
});

test.each(['opening', undefined] as const)('who is told of by %s alone is asked for, once', async (pusher) => {
  expect(await asked(max, pusher)).toEqual({ asks: 1, isUnknown: false, pushers: ['max'], head: 'known' });
});

test('where nobody tells, nobody is known not to have pushed, but for who opened it', async () => {
  expect(await asked(undefined, undefined)).toMatchObject({ isUnknown: true, pushers: [] });
  expect(await asked(undefined, 'opening')).toMatchObject({ isUnknown: false, pushers: [] });
  expect(await asked(null, 'opening')).toMatchObject({ isUnknown: true, pushers: [], head: 'opening' });
});

test('into forks we do not look', async () => {
  expect(await asked(max, undefined, 8)).toMatchObject({ asks: 0, isUnknown: false });
  expect(await asked(max, undefined, null)).toMatchObject({ asks: 0, isUnknown: false });
});
