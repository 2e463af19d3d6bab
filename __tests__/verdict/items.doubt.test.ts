import { expect, test } from '@jest/globals';
import { byGate, coverage, item, say, stateOf, stranger, verdictOf } from './cases.ts';

test('an exemption that could not be verified hides no failure', () => {
  const g = item('g', { proof: byGate });
  const na = say('na', g, { by: stranger, reason: 'not here', until: '2026-12-01T00:00:00Z' });
  const verdict = verdictOf({ items: [g], evidence: [coverage(1)], statements: [na] });
  expect(verdict.decision).toBe('no-go');
  expect(stateOf(verdict, 'g').state).toBe('failed');
});

test('an item that applies only because nobody could tell says so', () => {
  const a = item('a', { when: { environment: ['production'] } });
  expect(stateOf(verdictOf({ items: [a], statements: [say('tick', a)] }), 'a').because).toContain('could not be established');
});
