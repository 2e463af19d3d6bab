import { expect, test } from '@jest/globals';
import { headsOf } from '../../../src/reconcile/pull/heads.ts';
import type { KnownHead } from '../../../src/reconcile/pull/memory.ts';

const now = '2026-11-21T12:00:00.000Z';
const by = { id: 1, login: 'ann', kind: 'human' } as const;
const push = (head: string, at: string) => ({ is: 'pushed', repoId: 7, number: 12, comment: 0, by, at, head }) as const;
const known = (sha: string, at: string, tree: string | null = `tree-${sha}`): KnownHead => ({ sha, at, tree, changeSet: null });

test('a head that nobody told of is one since now', () => {
  expect(headsOf({ known: [], pushes: [], shown: { sha: 'a', tree: 't' }, now })).toEqual([known('a', now, 't')]);
});

test('what deliveries told stands in its time, in whatever order they came', () => {
  const pushes = [push('b', '2026-11-21T11:00:00Z'), push('a', '2026-11-21T10:00:00Z')];
  const heads = headsOf({ known: [], pushes, shown: { sha: 'b', tree: 't' }, now });
  expect(heads.map(({ sha, at }) => [sha, at])).toEqual([
    ['a', '2026-11-21T10:00:00Z'],
    ['b', '2026-11-21T11:00:00Z'],
  ]);
});

test('a delivery that comes twice tells the same once', () => {
  const twice = [push('a', '2026-11-21T10:00:00Z'), push('a', '2026-11-21T10:00:00Z')];
  expect(headsOf({ known: [], pushes: twice, shown: { sha: 'a', tree: 't' }, now })).toHaveLength(1);
});

test('a head that comes back is a head again, with the tree and the policy it had', () => {
  const policy = { commit: 'c', base: 'main' };
  const before = [{ ...known('a', '2026-11-21T09:00:00Z'), policy }, known('b', '2026-11-21T10:00:00Z')];
  const heads = headsOf({ known: before, pushes: [], shown: { sha: 'a', tree: 'tree-a' }, now });
  expect(heads.map(({ sha }) => sha)).toEqual(['a', 'b', 'a']);
  expect(heads.at(-1)).toEqual({ ...known('a', now), policy });
});

test('the tree of a head that was only told of stays unknown', () => {
  const heads = headsOf({ known: [], pushes: [push('a', '2026-11-21T10:00:00Z')], shown: { sha: 'b', tree: 't' }, now });
  expect(heads.map(({ sha, tree }) => [sha, tree])).toEqual([
    ['a', null],
    ['b', 't'],
  ]);
});

test('what somebody pushed onto was a head, also where nobody told of that', () => {
  const before = [known('a', '2026-11-21T09:00:00Z')];
  const pushes = [{ ...push('c', '2026-11-21T10:00:00Z'), before: 'b' }];
  const heads = headsOf({ known: before, pushes, shown: { sha: 'c', tree: 't' }, now });
  expect(heads.map(({ sha, pusher }) => [sha, pusher])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['c', 'known'],
  ]);
  const first = headsOf({ known: [], pushes, shown: { sha: 'c', tree: 't' }, now });
  expect(first.map(({ sha }) => sha)).toEqual(['c']);
});

test('only so many are kept, and the head is among them', () => {
  const many = Array.from({ length: 300 }, (_, at) => known(`s${at}`, new Date(1_000 * at).toISOString()));
  const heads = headsOf({ known: many, pushes: [], shown: { sha: 'last', tree: 't' }, now });
  expect(heads).toHaveLength(200);
  expect(heads.at(-1)?.sha).toBe('last');
});
