import { describe, expect, test } from '@jest/globals';
import type { Item, Place, Proof } from '../../src/checklist/model.ts';
import { byGate, coverage, item, say, stateOf, verdictOf } from './cases.ts';

const of = (ids: 'all-above' | string[]): Partial<Item> => ({ proof: { by: 'items', of: ids } satisfies Proof });
const a = item('a');
const b = item('b');
const state = (items: Item[], ticked: Item[]) =>
  stateOf(verdictOf({ items, statements: ticked.map((one) => say('tick', one)) }), 'all').state;

describe('a roll-up', () => {
  test.each<[string, Item[], Item[], string]>([
    ['closes when all above are done', [a, b, item('all', of('all-above'))], [a, b], 'passed'],
    ['waits for the last', [a, b, item('all', of('all-above'))], [a], 'waiting'],
    ['does not look below itself', [a, item('all', of('all-above')), b], [a], 'passed'],
    ['of nothing cannot tell', [item('all', of('all-above')), a], [a], 'cannot-tell'],
    ['looks only at the ids it names', [a, b, item('all', of(['b']))], [b], 'passed'],
    ['cannot tell of an id that is not there', [a, item('all', of(['a', 'ghost']))], [a], 'cannot-tell'],
    [
      'looks at no optional item above',
      [a, item('m', { level: 'may' }), item('s', { level: 'should' }), item('all', of('all-above'))],
      [a],
      'passed',
    ],
    ['looks at no later phase', [a, item('v', { phase: 'verify' }), item('all', of('all-above'))], [a], 'passed'],
    [
      'looks at no rollback',
      [a, item('r', { phase: 'rollback' }), item('all', { ...of('all-above'), phase: 'month' })],
      [a],
      'passed',
    ],
    [
      'of a rollback looks at the rollback',
      [item('r', { phase: 'rollback' }), item('all', { ...of('all-above'), phase: 'rollback' })],
      [],
      'waiting',
    ],
    [
      'of a rollback looks at nothing else',
      [item('m', { phase: 'month' }), item('r', { phase: 'rollback' }), item('all', { ...of('all-above'), phase: 'rollback' })],
      [item('r', { phase: 'rollback' })],
      'passed',
    ],
    ['looks at earlier phases', [a, item('all', { ...of('all-above'), phase: 'sign-off' })], [], 'waiting'],
    ['looks past what does not apply', [a, item('x', { when: { labels: ['no'] } }), item('all', of('all-above'))], [a], 'passed'],
    [
      'cannot tell when nothing of it applies',
      [item('x', { when: { labels: ['no'] } }), item('all', of('all-above'))],
      [],
      'cannot-tell',
    ],
    [
      'looks past debt of the baseline',
      [a, item('d', { debt: { owner: 'o', until: '2027-01-01T00:00:00Z' } }), item('all', of('all-above'))],
      [a],
      'passed',
    ],
    ['that waits for itself cannot tell', [item('all', of(['all']))], [], 'cannot-tell'],
  ])('%s', (_, items, ticked, expected) => {
    expect(state(items, ticked)).toBe(expected);
  });

  test('is what its worst item is, and nobody ticks it', () => {
    const g = item('g', { proof: byGate });
    const all = item('all', of('all-above'));
    const verdict = verdictOf({ items: [a, g, all], statements: [say('tick', a), say('tick', all)], evidence: [coverage(1)] });
    expect(stateOf(verdict, 'all').state).toBe('failed');
    expect(stateOf(verdictOf({ items: [a, all], statements: [say('tick', all)] }), 'all').state).toBe('waiting');
  });
});

test('what does not apply beside what does leaves the roll-up to the rest', () => {
  const na = item('na', { notApplicable: { reason: 'none here', until: '2026-12-01T00:00:00Z' } });
  const all = item('all', of('all-above'));
  expect(state([na, a, all], [])).toBe('waiting');
  expect(state([na, a, all], [a])).toBe('passed');
  expect(state([na, all], [])).toBe('not-applicable');
});

test('a group shows what its items are, and is left out when none of them applies', () => {
  const group: Place = { kind: 'group', id: 'tls', title: 'TLS' };
  const other: Place = { kind: 'group', id: 'off', title: 'Off' };
  const [x, y] = [item('x', { path: [group] }), item('y', { path: [group] })];
  const off = item('z', { path: [other], when: { labels: ['no'] } });
  const groups = (...ticked: Item[]) =>
    verdictOf({ items: [x, y, off], statements: ticked.map((one) => say('tick', one)) }).groups;
  expect(groups(x)).toEqual([{ id: 'tls', title: 'TLS', state: 'waiting', done: 1, total: 2 }]);
  expect(groups(x, y)).toMatchObject([{ state: 'passed', done: 2 }]);
});
