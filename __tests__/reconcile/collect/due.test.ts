import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { digest } from '../../../src/ground/json.ts';
import type { Collected } from '../../../src/reconcile/collect/collected.ts';
import { dueAgain, lapseOf, mayAskAgain } from '../../../src/reconcile/collect/due.ts';
import { rhythm } from '../../../src/reconcile/rhythm.ts';

const head = { gate: 'health', source: digest({}), at: '2026-11-21T12:00:00.000Z', tookMs: 5 };
const of = (claim: Partial<Claim>, failures = 0): Collected => ({
  format: 'gonogo/collected/1',
  claim: { ...head, state: 'collected', data: {}, ...claim } as Claim,
  pulse: '',
  failures,
});
const broken = { state: 'broken', reason: 'silent' } as const;

describe('when it is asked again by itself', () => {
  test.each<[string, Collected, string]>([
    ['what was found: before it lapses', of({}), '2026-11-21T12:45:00.000Z'],
    ['what keeps longer elsewhere lapses in an hour here', of({ gate: 'tls' }), '2026-11-21T12:45:00.000Z'],
    ['of the platform', of({ gate: 'checks' }), '2026-11-21T12:45:00.000Z'],
    ['what failed once: soon', of(broken, 1), '2026-11-21T12:02:00.000Z'],
    ['what fails again and again: rarely', of(broken, 9), '2026-11-21T12:10:00.000Z'],
  ])('%s', (_, collected, due) => {
    expect(dueAgain(collected, rhythm)).toBe(due);
  });

  test('never so late that nothing counts meanwhile', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.boolean(),
        fc.constantFrom('tls', 'health', 'checks', 'reviews'),
        (failures, isBroken, gate) => {
          const collected = of(isBroken ? { ...broken, gate } : { gate }, failures);
          return dueAgain(collected, rhythm) < lapseOf(collected);
        },
      ),
    );
  });
});

test('somebody who asks for it waits a little, so that nobody can have an address asked all the time', () => {
  expect(mayAskAgain(of({}), true)).toBe('2026-11-21T12:00:30.000Z');
  expect(mayAskAgain(of({}), false)).toBe('2026-11-21T12:00:05.000Z');
});
