import { expect, test } from '@jest/globals';
import { createClock, instant, instantOrNull } from '../../../src/sandbox/state/clock.ts';

test('runs with the machine until it is set, and then stands still', () => {
  let machine = 1000;
  const clock = createClock(() => machine);
  machine = 2000;
  expect(clock.now()).toBe(2000);
  clock.set('2026-01-02T03:04:05.900Z');
  machine = 9000;
  expect(instant(clock.now())).toBe('2026-01-02T03:04:05Z');
  clock.advance(100);
  expect(instant(clock.now())).toBe('2026-01-02T03:04:06Z');
  expect(() => clock.set('yesterday')).toThrow('yesterday is no instant');
});

test('what never happened has no instant', () => {
  expect([instantOrNull(null), instantOrNull(0)]).toEqual([null, '1970-01-01T00:00:00Z']);
});
