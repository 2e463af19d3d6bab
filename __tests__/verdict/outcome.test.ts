import { expect, test } from '@jest/globals';
import { startClock } from '../../src/verdict/context.ts';
import { isSatisfied, toleranceOf } from '../../src/verdict/outcome.ts';
import { states } from '../../src/verdict/verdict.ts';
import { item, now } from './cases.ts';

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
