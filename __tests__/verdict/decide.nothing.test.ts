import { expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { byGate, item, lead, policy, say, second, verdictOf } from './cases.ts';

const until = '2027-06-01T00:00:00Z';
const notApplicable = { reason: 'not here', until };
const off = (id: string, more: Partial<Item> = {}) => item(id, { notApplicable, ...more });
const rollUp = (of: 'all-above' | string[]): Partial<Item> => ({ proof: { by: 'items', of } });

/** "Does not apply" is no proof: a release of which nothing applies has nothing behind it. */
test.each<[string, Item[]]>([
  ['the policy takes every item out', [off('a'), off('b')]],
  ['and the roll-up above them', [off('a'), item('all', rollUp('all-above'))]],
  ['a roll-up of optional items that are out', [off('a', { level: 'may' }), item('all', rollUp(['a']))]],
  ['what is left is debt', [item('d', { debt: { owner: 'o', until } }), off('a', { level: 'may' }), item('all', rollUp(['a']))]],
])('nothing is proved when %s', (_, items) => {
  expect(verdictOf({ policy: policy(items, { solo: true }) }).decision).toBe('cannot-tell');
});

test('nothing is proved when somebody says so of every item', () => {
  const a = item('a');
  const statements = [
    say('sign', undefined, { by: second, via: 'review' }),
    say('na', a, { by: lead, reason: 'not here', until }),
  ];
  expect(verdictOf({ items: [a], statements }).decision).toBe('cannot-tell');
});

test('the machine’s part of gates that do not apply proves nothing', () => {
  const subject = { kind: 'workspace', repoId: 7, sha: 'aaaa' } as const;
  expect(verdictOf({ items: [off('g', { proof: byGate })], subject, scope: 'machine' }).decision).toBe('cannot-tell');
});

test('one proved item beside those that do not apply is enough', () => {
  const a = item('a');
  expect(verdictOf({ items: [a, off('b')], statements: [say('tick', a)] }).decision).toBe('go');
});
