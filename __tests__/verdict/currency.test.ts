import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { digest } from '../../src/ground/json.ts';
import { type Currency, currencyOf } from '../../src/verdict/currency.ts';
import type { CommitFacts, Facts } from '../../src/verdict/facts.ts';
import { bySignOff, facts, head, item, say } from './cases.ts';

const old = { head: 'bbbb', tree: 'tree-b' };
const then: CommitFacts = { tree: 'tree-b', changeSet: digest('other'), changedSince: ['src/app.ts'] };

function of(about: Item, more: Parameters<typeof say>[2], commit?: CommitFacts, more2: Partial<Facts> = {}): Currency['is'] {
  return currencyOf(say('tick', about, more), about, { ...facts, ...more2, commits: commit ? { bbbb: commit } : {} }).is;
}

describe('a tick and the commits after it', () => {
  const keep = item('a');
  const reset = item('a', { onPush: 'reset' });
  const touched = item('a', { onPush: { resetIfChanged: ['src/**'] } });
  const elsewhere = item('a', { onPush: { resetIfChanged: ['db/**'] } });
  const signOff = item('a', { onPush: 'keep', proof: bySignOff });

  test.each<[string, Item, Parameters<typeof say>[2], CommitFacts | undefined, Currency['is']]>([
    ['on this commit', reset, {}, undefined, 'current'],
    ['on this commit, but recorded with another tree', keep, { tree: 'tree-x' }, undefined, 'stale'],
    ['on another commit with the same tree', reset, { ...old, tree: head.tree }, { ...then, tree: head.tree }, 'current'],
    ['on another commit with the same change', reset, old, { ...then, changeSet: head.changeSet }, 'current'],
    ['whose commit has another tree than was recorded', keep, { ...old, tree: head.tree }, then, 'stale'],
    ['on an earlier commit, item keeps', keep, old, then, 'kept'],
    ['on an earlier commit nobody knows, item keeps', keep, old, undefined, 'kept'],
    ['on an earlier commit, item resets', reset, old, then, 'stale'],
    ['on an earlier commit, its files changed', touched, old, then, 'stale'],
    ['on an earlier commit, other files changed', elsewhere, old, then, 'kept'],
    ['on an earlier commit, nobody knows what changed', elsewhere, old, { ...then, changedSince: null }, 'stale'],
    ['on a commit nobody knows', elsewhere, old, undefined, 'stale'],
    ['on an earlier commit, for a sign-off that says keep', signOff, old, then, 'stale'],
    ['for a sign-off on the same change', signOff, old, { ...then, changeSet: head.changeSet }, 'current'],
    ['of an item that was another then', keep, { itemDigest: digest('older') }, undefined, 'stale'],
  ])('%s', (_, about, more, commit, is) => {
    expect(of(about, more, commit)).toBe(is);
  });

  test('two changes that could not be established are not the same', () => {
    expect(of(reset, old, { ...then, changeSet: null }, { head: { ...head, changeSet: null } })).toBe('stale');
  });

  test('a tick without the digest of what was read counts for nothing', () => {
    const { itemDigest: _, ...bare } = say('tick', keep);
    expect(currencyOf(bare, keep, facts).is).toBe('stale');
  });
});
