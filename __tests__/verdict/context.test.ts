import { describe, expect, test } from '@jest/globals';
import { hoursAfter, startClock } from '../../src/verdict/context.ts';
import { now } from './cases.ts';

describe('the clock of a verdict', () => {
  test.each([
    ['2026-11-21T11:59:59Z', true],
    ['2026-11-21T12:00:00Z', true],
    ['2026-11-21T13:00:00+01:00', true],
    ['2026-11-21T12:00:01Z', false],
    ['', true],
    ['2026-11-22', true],
    ['2026-11-22T12:00:00', true],
    ['soon', true],
  ])('has reached %j: %s', (instant, reached) => {
    expect(startClock(now).reached(instant)).toBe(reached);
  });

  test('remembers the nearest instant ahead that was asked about', () => {
    const clock = startClock(now);
    clock.reached(now);
    expect(clock.nextChange()).toBeUndefined();
    for (const instant of ['2026-11-25T00:00:00Z', '2026-11-22T00:00:00Z', '2026-11-20T00:00:00Z', 'soon'])
      clock.reached(instant);
    expect(clock.nextChange()).toBe('2026-11-22T00:00:00.000Z');
  });
});

test.each([
  ['2026-11-21T12:00:00Z', 24, '2026-11-22T12:00:00.000Z'],
  ['2026-11-21T12:00:00Z', -0.25, '2026-11-21T11:45:00.000Z'],
  ['soon', 24, 'soon'],
])('%s and %d hours: %s', (instant, hours, later) => {
  expect(hoursAfter(instant, hours)).toBe(later);
});
