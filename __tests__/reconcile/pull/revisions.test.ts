import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../../../src/reconcile/ports/place.ts';
import type { Revision } from '../../../src/reconcile/ports/snapshot.ts';
import type { StoredRevision } from '../../../src/reconcile/ports/store.ts';
import { type Edited, revisionsOf } from '../../../src/reconcile/pull/revisions.ts';

const ann: Actor = { id: 1, login: 'ann', kind: 'human' };
const bob: Actor = { id: 2, login: 'bob', kind: 'human' };
const time = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds)).toISOString().replace('.000', '');
const saving = (seconds: number, body: string | null, editor: Revision['editor'] = ann): Revision => ({
  at: time(seconds),
  editor,
  body,
});
const told = (seconds: number, from: string, to: string, by = ann): Edited => ({
  is: 'edited',
  repoId: 7,
  number: 12,
  comment: 5,
  author: 9,
  by,
  at: time(seconds),
  from,
  to,
});
const kept = (revision: Revision, ordinal: number): StoredRevision => ({ ...revision, comment: 5, ordinal });
const bodies = (sources: Parameters<typeof revisionsOf>[0]) => revisionsOf(sources).map(({ body }) => body);

describe('one saving is one, whoever tells of it', () => {
  const shown = [saving(0, 'a'), saving(5, 'b')];
  test('a delivery and the history', () => {
    expect(bodies({ stored: [], shown, facts: [told(5, 'a', 'b')] })).toEqual(['a', 'b']);
  });
  test('a delivery that comes twice', () => {
    expect(bodies({ stored: [], shown, facts: [told(5, 'a', 'b'), told(5, 'a', 'b')] })).toEqual(['a', 'b']);
  });
  test('with the line ends of a browser', () => {
    expect(bodies({ stored: [], shown: [saving(0, 'a\nb')], facts: [told(0, 'x', 'a\r\nb')] })).toEqual(['a\nb']);
  });
  test('what was heard before is known as heard', () => {
    const found = revisionsOf({ stored: [kept(saving(0, 'a'), 0)], shown, facts: [] });
    expect(found.map(({ isStored }) => isStored)).toEqual([true, false]);
  });
});

test('what the platform shows late has its place by time', () => {
  expect(bodies({ stored: [], shown: [saving(0, 'a')], facts: [told(7, 'b', 'c'), told(5, 'a', 'b')] })).toEqual(['a', 'b', 'c']);
});

test('within one second an edit stands behind what it changed', () => {
  const shown = [saving(0, 'a'), saving(5, 'c', bob)];
  expect(bodies({ stored: [], shown, facts: [told(5, 'c', 'd'), told(5, 'd', 'e')] })).toEqual(['a', 'c', 'd', 'e']);
});

test('a content that was taken out of the history is still known to who saw it', () => {
  const shown = [saving(0, 'a'), saving(5, null), saving(9, 'c')];
  expect(bodies({ stored: [kept(saving(5, 'b'), 0)], shown, facts: [] })).toEqual(['a', 'b', 'c']);
  expect(bodies({ stored: [], shown, facts: [told(5, 'a', 'b')] })).toEqual(['a', 'b', 'c']);
  expect(bodies({ stored: [], shown, facts: [] })).toEqual(['a', null, 'c']);
});

test('a comment that was deleted keeps what was known of it', () => {
  const stored = [kept(saving(0, 'a'), 0), kept(saving(5, 'b'), 1)];
  expect(bodies({ stored, shown: undefined, facts: [told(9, 'b', 'c', bob)] })).toEqual(['a', 'b', 'c']);
});

test('two people in one second are two savings', () => {
  expect(bodies({ stored: [], shown: [saving(5, 'b'), saving(5, 'b', bob)], facts: [] })).toEqual(['b', 'b']);
});

test('what is on record changes nothing in the order of what the platform shows', () => {
  const savings = fc.array(
    fc.record({ second: fc.integer({ min: 0, max: 6 }), body: fc.constantFrom('a', 'b', 'c'), isBob: fc.boolean() }),
  );
  fc.assert(
    fc.property(savings, fc.infiniteStream(fc.boolean()), (all, some) => {
      const shown = all
        .toSorted((a, b) => a.second - b.second)
        .map(({ second, body, isBob }) => saving(second, body, isBob ? bob : ann))
        .filter((each, at, list) => list.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === at);
      const stored = shown.filter(() => some.next().value === true).map(kept);
      const found = revisionsOf({ stored, shown, facts: [] });
      expect(found.map(({ at, editor, body }) => ({ at, editor, body }))).toEqual(shown);
      expect(found.filter(({ isStored }) => isStored)).toHaveLength(stored.length);
    }),
  );
});
