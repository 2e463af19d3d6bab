import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { differences } from '../../src/views/difference.ts';
import { item, items, verdict } from './samples.ts';

const before = verdict({ items: [items.passed, items.ticked] });

/** A recording's verdict is believed by nobody, so anything may stand in it. */
function fromFile(value: unknown): Verdict {
  return JSON.parse(JSON.stringify(value));
}

describe('differences', () => {
  test('none, whatever the order of the keys', () => {
    const reordered = Object.fromEntries(Object.entries(before).toReversed());
    expect(differences(fromFile(reordered), before)).toEqual([]);
  });

  test('the answer and every item that changed, came or went', () => {
    const after = verdict({ decision: 'no-go', items: [items.failed, items.open] });
    expect(differences(before, after)).toEqual([
      'answer: GO -> NO-GO: 1 failed',
      'coverage: passed (Lines are covered to 91 %.) -> failed (Lines are covered to 71.25 %, which is less than 80 %.)',
      'notes: ticked (ticked by anna, on this commit) -> not there',
      'backup: not there -> open (not ticked yet)',
    ]);
  });

  test('a change that no state shows is named by its field', () => {
    const after = verdict({ items: [item({ ...items.passed, overdue: true }), items.ticked] });
    expect(differences(before, after)).toEqual(['coverage: only in overdue']);
    expect(differences(before, { ...before, changesAt: '2027-03-10T00:00:00Z' })).toEqual(['only in changesAt']);
  });

  test.each([
    ['an empty object', {}],
    ['items that are no list', { ...before, items: 'none' }],
    ['items that are no items', { ...before, items: [null, 1, {}] }],
    ['a decision that there is not', { ...before, decision: 'maybe', obstacles: null }],
  ])('%s is a difference, not a crash', (_, recorded) => {
    expect(differences(fromFile(recorded), before)).not.toEqual([]);
  });
});
