import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { byGate, bySignOff, coverage, item, lead, policy, reviewer, say, second, verdictOf } from './cases.ts';

const later = '2026-11-23T12:00:00Z';
const a = item('a');
const sign = item('s', { proof: bySignOff });
const standing = item('st', { asked: { standing: { lasts: 90, voidIfChanged: [] } } });
const approval = say('sign', undefined, { by: second, via: 'review' });
const reason = { by: lead, reason: 'because', until: '2026-12-01T00:00:00Z' };

/** The platform's clock may be a little ahead of ours, but nothing that is to be said tomorrow has been said. */
describe('what is dated after now does not help yet', () => {
  test.each<[string, Item[], Statement[]]>([
    ['a tick', [a], [approval, say('tick', a, { at: later })]],
    ['a signature', [sign], [approval, say('sign', sign, { by: lead, via: 'review', at: later })]],
    ['a waiver', [a], [approval, say('waive', a, { ...reason, at: later })]],
    ['a not-applicable', [a, item('b')], [approval, say('tick', item('b')), say('na', a, { ...reason, at: later })]],
    ['a standing tick', [standing], [approval, say('tick', standing, { scope: { standing: { repoId: 7 } }, at: later })]],
    ['a lifted hold', [a], [say('tick', a), say('hold', undefined), say('release-hold', undefined, { at: later })]],
    ['a second person', [a], [say('tick', a, { by: { id: 1, login: 'ann' } }), say('sign', undefined, { at: later })]],
    [
      'a tick that an untick of today took back',
      [a],
      [approval, say('tick', a, { at: later }), say('untick', a, { at: '2026-11-21T11:59:59Z' })],
    ],
  ])('%s', (_, items, statements) => {
    const now = verdictOf({ items, statements });
    expect(now.decision).toBe('waiting');
    expect(now.changesAt).toBeDefined();
  });

  test('a hold of tomorrow holds today: what blocks needs no clock', () => {
    const statements = [say('tick', a), say('hold', undefined, { by: reviewer, at: later })];
    expect(verdictOf({ items: [a], statements }).decision).toBe('waiting');
  });
});

test('at an instant that cannot be read nobody can tell', () => {
  const items = [a, item('g', { proof: byGate })];
  const given = { items, statements: [say('tick', a)], evidence: [coverage(90)] };
  expect(verdictOf(given).decision).toBe('go');
  expect(verdictOf({ ...given, now: '2026-99-99T00:00:00Z' }).decision).toBe('cannot-tell');
  expect(verdictOf({ ...given, policy: policy(items), now: '' }).decision).toBe('cannot-tell');
});
