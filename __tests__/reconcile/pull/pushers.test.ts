import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import type { Move } from '../../../src/reconcile/ports/platform.ts';
import type { PullSnapshot } from '../../../src/reconcile/ports/snapshot.ts';
import { type KnownHead, noMemory } from '../../../src/reconcile/pull/memory.ts';
import { pusherOfHead } from '../../../src/reconcile/pull/pushers.ts';
import type { World } from '../../../src/reconcile/world.ts';

const max: Actor = { id: 3, login: 'max', kind: 'human' };
const place = { installation: 1, repoId: 7, owner: 'acme', name: 'shop' };

async function asked(told: Actor | null | undefined, pusher: KnownHead['pusher'] | undefined, repoId: number | null = 7) {
  let asks = 0;
  const platform = {
    moves: async () => {
      asks += 1;
      return told === null ? null : told === undefined ? [] : [{ before: 'z', after: 'a', by: told }];
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

describe('a push that no delivery told of', () => {
  const wil: Actor = { id: 4, login: 'wil', kind: 'human' };
  const at = '2026-11-21T12:00:00Z';
  const told = (sha: string): KnownHead => ({ sha, at, tree: null, changeSet: null, pusher: 'known' });
  const untold = (sha: string): KnownHead => ({ sha, at, tree: null, changeSet: null });
  const none = '0'.repeat(40);
  const move = (before: string, after: string, by: Actor | null): Move => ({ before, after, by });
  const found = async (heads: readonly KnownHead[], moves: readonly Move[]) => {
    const snapshot = { place, head: { branch: 'next', sha: heads.at(-1)?.sha, tree: 't', repoId: 7 } };
    const world = { platform: { moves: async () => moves } } as unknown as World;
    const { memory, isUnknown } = await pusherOfHead(world, snapshot as PullSnapshot, { ...noMemory, heads });
    return { isUnknown, pushers: memory.pushers.map(({ login }) => login), all: memory.heads.map(({ pusher }) => pusher) };
  };

  test('is looked for where one that was told of stands on it', async () => {
    const moves = [move('b', 'c', wil), move('a', 'b', max), move(none, 'a', wil)];
    expect(await found([told('a'), untold('b'), told('c')], moves)).toEqual({
      isUnknown: false,
      pushers: ['max'],
      all: ['known', 'known', 'known'],
    });
  });

  test('is one of several, all of which are looked for, and before what was seen first none is', async () => {
    const moves = [move('c', 'd', wil), move('b', 'c', max), move('a', 'b', wil), move(none, 'a', max)];
    expect(await found([told('a'), untold('d')], moves)).toMatchObject({ isUnknown: false, pushers: ['wil', 'max'] });
    expect(await found([untold('d')], moves)).toMatchObject({ isUnknown: false, pushers: ['wil'] });
  });

  test('leaves nobody known not to have pushed where it is not told of to its end', async () => {
    for (const moves of [[], [move('b', 'c', wil)], [move('b', 'c', wil), move('a', 'b', null)]])
      expect(await found([told('a'), untold('c')], moves)).toMatchObject({ isUnknown: true, pushers: [] });
  });

  test('goes on where the branch went and came back', async () => {
    const moves = [move(none, 'c', wil), move('b', none, wil), move('a', 'b', max)];
    expect(await found([told('a'), untold('c')], moves)).toMatchObject({ isUnknown: false, pushers: ['wil', 'max'] });
  });
});
