import { expect, test } from '@jest/globals';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { digest } from '../../../src/ground/json.ts';
import { type Collected, collectedIn, collectedRow, outcomeOf } from '../../../src/reconcile/collect/collected.ts';

const head = { gate: 'health', target: 'production', source: digest({}), at: '2026-11-21T12:00:00.000Z', tookMs: 5 };
const good: Claim = { ...head, state: 'collected', data: { says: 'up' } };
const broken: Claim = { ...head, state: 'broken', reason: 'nobody listens' };
const kept: Collected = { format: 'gonogo/collected/1', claim: good, pulse: 'p', failures: 0 };

test('it is kept beside the subjects, and is none of those that a check speaks for', () => {
  const row = collectedRow(7, 'job', kept);
  expect(row).toMatchObject({ key: '7/collected/job', repoId: 7, kind: 'collected', number: null, isOpen: false });
  expect(collectedIn(row)).toEqual(kept);
});

test('what another version kept is nothing', () => {
  const row = collectedRow(7, 'job', kept);
  for (const memory of [null, undefined, 'text', {}, { ...kept, format: 'gonogo/collected/2' }]) {
    expect(collectedIn({ ...row, memory })).toBeUndefined();
  }
  expect(collectedIn(undefined)).toBeUndefined();
});

test('the outcome is what was found, not when', () => {
  const later = { at: '2026-11-21T13:00:00.000Z', tookMs: 9 };
  expect(outcomeOf({ ...good, ...later })).toBe(outcomeOf(good));
  expect(outcomeOf({ ...broken, ...later })).toBe(outcomeOf(broken));
  expect(outcomeOf({ ...good, data: { says: 'down' } })).not.toBe(outcomeOf(good));
  expect(outcomeOf({ ...broken, reason: 'silent' })).not.toBe(outcomeOf(broken));
  expect(outcomeOf(broken)).not.toBe(outcomeOf(good));
});
