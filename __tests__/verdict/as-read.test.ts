import { expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { ItemAsRead } from '../../src/ledger/declare.ts';
import { asRead } from '../../src/verdict/as-read.ts';
import { byGate, bySignOff, coverage, item, stateOf, verdictOf } from './cases.ts';

const standing = { standing: { lasts: 30, voidIfChanged: [] } };

test.each<[string, Partial<Item>, Partial<ItemAsRead>]>([
  ['a tick', {}, { by: 'person', locked: false }],
  ['a tick that stands', { asked: standing }, { scope: { standing: { repoId: 7 } } }],
  [
    'one for an environment',
    { asked: { standing: { ...standing.standing, environment: 'production' } } },
    { scope: { standing: { repoId: 7, environment: 'production' } } },
  ],
  ['a sign-off', { proof: bySignOff }, { by: 'sign-off', via: 'review', locked: true }],
  ['a locked item', { locked: true }, { locked: true }],
])('%s', (_, more, wanted) => {
  expect(asRead(item('a', more), { repoId: 7 })).toMatchObject(wanted);
});

test.each<[string, Partial<Item>]>([
  ['what is asked each time', {}],
  ['what is verified after a release', { asked: standing, phase: 'verify' }],
  ['what a gate proves', { asked: standing, proof: byGate }],
])('%s never reaches further than its subject', (_, more) => {
  expect(asRead(item('a', more), { repoId: 7 })).not.toHaveProperty('scope');
});

test('a waiver covers the findings of now, and nothing of what passed or cannot be told', () => {
  const covers = (lines: number | undefined) => {
    const a = item('a', { proof: byGate });
    const verdict = verdictOf({ items: [a], evidence: lines === undefined ? [] : [coverage(lines)] });
    return asRead(a, { repoId: 7, verdict: stateOf(verdict, 'a') }).covers;
  };
  expect(covers(70)).toEqual([{ finding: 'lines', value: 70 }]);
  expect([covers(90), covers(undefined)]).toEqual([undefined, undefined]);
});
