import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import { byGate, coverage, head, item, lead, say, second, verdictOf } from './cases.ts';

const gate = item('g', { proof: byGate });
const waive = (value: number) =>
  say('waive', gate, {
    by: lead,
    reason: 'until the rewrite',
    until: '2026-12-01T00:00:00Z',
    covers: [{ finding: 'lines', value }],
  });
const approval = say('sign', undefined, { by: second, via: 'review' });
const broken: Evidence = {
  gate: 'coverage',
  source: coverage(1).source,
  at: '2026-11-21T11:30:00Z',
  tookMs: 1,
  head: head.sha,
  origin: 'unchanged-workflow',
  state: 'broken',
  reason: 'the report was cut',
};
const judged = (...evidence: Evidence[]) => verdictOf({ items: [gate], evidence, statements: [approval, waive(70)] }).decision;

test('a waiver that covers all that failed lets it go', () => {
  expect(judged(coverage(75))).toBe('go');
  expect(judged(coverage(75), coverage(90))).toBe('go');
});

describe('a waiver of one claim is none of the others', () => {
  test('of a worse one, whichever came first', () => {
    expect(judged(coverage(10), coverage(75))).toBe('no-go');
    expect(judged(coverage(75), coverage(10))).toBe('no-go');
  });

  test('of one that is broken', () => {
    expect(judged(coverage(75), broken)).toBe('cannot-tell');
    expect(judged(broken, coverage(75))).toBe('cannot-tell');
  });
});

/** Otherwise a changed workflow need not pass: a failure just good enough for a waiver that is there would do. */
test('a failure of too weak an origin is not waived: nothing that is trusted was looked at', () => {
  expect(judged(coverage(75, { origin: 'changed-workflow' }))).not.toBe('go');
  expect(judged(coverage(75, { origin: 'changed-workflow' }), coverage(75))).toBe('go');
});
