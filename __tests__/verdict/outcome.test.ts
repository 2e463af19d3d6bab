import { expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { startClock } from '../../src/verdict/context.ts';
import { isOwed, isSatisfied, toleranceOf } from '../../src/verdict/outcome.ts';
import { states } from '../../src/verdict/verdict.ts';
import { item, now, say, stateOf, verdictOf } from './cases.ts';

test('an answer satisfies, a question does not', () => {
  expect(states.filter(isSatisfied)).toEqual(['ticked', 'signed', 'passed', 'waived', 'not-applicable', 'standing']);
});

test.each([
  [{}, undefined],
  [{ enforceFrom: '2026-11-21T12:00:00Z' }, undefined],
  [{ enforceFrom: '2026-11-21T12:00:01Z' }, 'not-yet-enforced'],
  [{ debt: { owner: 'o', until: '2026-11-21T12:00:00Z' } }, undefined],
  [{ debt: { owner: 'o', until: '2026-11-21T12:00:01Z' } }, 'debt'],
])('%j is tolerated as %s', (more, kind) => {
  expect(toleranceOf(item('a', more), startClock(now))?.kind).toBe(kind);
});

test.each<[string, Partial<Item>, boolean]>([
  ['a must', {}, false],
  ['a should', { level: 'should' }, true],
  ['a should of a later phase', { level: 'should', phase: 'verify' }, false],
  ['a should that does not apply', { level: 'should', when: { labels: ['no'] } }, false],
  ['a may', { level: 'may' }, false],
  ['debt of the baseline', { debt: { owner: 'o', until: '2027-01-01T00:00:00Z' } }, true],
  ['what is not enforced yet', { enforceFrom: '2027-01-01T00:00:00Z' }, true],
])('%s that is open is owed: %s', (_, more, owed) => {
  const one = item('a', more);
  const open = verdictOf({ items: [one] });
  const done = verdictOf({ items: [one], statements: [say('tick', one)] });
  expect([isOwed(stateOf(open, 'a'), open.phases), isOwed(stateOf(done, 'a'), done.phases)]).toEqual([owed, false]);
});
