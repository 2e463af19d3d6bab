import { describe, expect, test } from '@jest/globals';
import { attempt, type Clock, retryAfter, waitAfter } from '../../../src/gates/probes/attempts.ts';
import { ProbeError } from '../../../src/gates/probes/failure.ts';

const { signal } = new AbortController();

/** A clock that only waiting moves. */
function clockOf(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => waits.reduce((sum, each) => sum + each, 0),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    chance: () => 0.5,
  };
}

/** Looks that bring these, one after the other; the last one stays. */
function looks(...list: readonly (boolean | number | 'none')[]) {
  let at = 0;
  return () => {
    const each = list[Math.min(at, list.length - 1)];
    at += 1;
    if (each === 'none') return Promise.reject(new ProbeError('refused', 'nobody', 'wait'));
    return Promise.resolve({ seen: at, isGood: each === true, waitFor: typeof each === 'number' ? each : undefined });
  };
}

test('it ends as soon as enough in a row were good', async () => {
  const clock = clockOf();
  const found = await attempt(looks(true, false, true, true, true, true), { inARow: 3, within: 60, every: 1 }, { signal, clock });
  expect(found).toMatchObject({ inARow: 3, wanted: 3, last: 5, failed: 0 });
  expect(clock.waits).toEqual([1_000, 1_000, 1_000, 1_000]);
});

test('it waits twice as long after each bad look, up to a limit, and never beyond its end', async () => {
  const clock = clockOf();
  const found = await attempt(looks(false), { within: 60, every: 1 }, { signal, clock });
  expect(clock.waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(found).toMatchObject({ inARow: 0, last: 7 });
});

test('no answer is a bad look that is counted, and ends a row', async () => {
  const found = await attempt(looks(true, 'none', true, true), { inARow: 2, within: 60, every: 1 }, { signal, clock: clockOf() });
  expect([found.inARow, found.failed, found.all.length, found.failure?.kind]).toEqual([2, 1, 3, 'refused']);
  const never = await attempt(looks('none'), { within: 5, every: 1 }, { signal, clock: clockOf() });
  expect([never.last, never.failed]).toEqual([undefined, 3]);
});

test('it waits as long as the peer asks, but not for ever', async () => {
  const clock = clockOf();
  await attempt(looks(7, 100_000, true), { within: 200, every: 1 }, { signal, clock });
  expect(clock.waits).toEqual([7_000, 60_000]);
});

test('an address that may not be asked is not asked again, and who stops it is told so', async () => {
  const refused = () => Promise.reject(new ProbeError('address', 'never', 'no'));
  await expect(attempt(refused, {}, { signal, clock: clockOf() })).rejects.toThrow('never');
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(attempt(looks('none'), {}, { signal: stopped, clock: clockOf() })).rejects.toThrow('stopped');
});

test('not all wait equally long', () => {
  const wait = (chance: number) => waitAfter({ bad: 2, asked: undefined, every: 1 }, chance);
  expect([wait(0), wait(0.5), wait(1)]).toEqual([1_500, 2_000, 2_500]);
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-27T00:00:00Z');
  test.each<[string, number | undefined]>([
    ['120', 120],
    ['Fri, 27 Nov 2026 00:00:30 GMT', 30],
    ['Thu, 26 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('%s', (value, seconds) => {
    expect(retryAfter([['retry-after', value]], now)).toBe(seconds);
  });
});
