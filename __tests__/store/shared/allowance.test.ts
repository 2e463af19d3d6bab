import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nothingSpent, spend } from '../../../src/store/shared/allowance.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

/** When each of so many, asked for at once, may be used. */
function planned(count: number, points: { readonly writes: number; readonly contents: number }): number[] {
  let spent = nothingSpent;
  return Array.from({ length: count }, () => {
    const taken = spend(spent, points, now);
    spent = taken.spent;
    return taken.at - now;
  });
}

test('a few writes at once, then three a second', () => {
  const at = planned(12, { writes: 1, contents: 0 });
  expect(at.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(at.slice(6)).toEqual([334, 667, 1000, 1334, 1667, 2000]);
});

test('what people are told of: one a second, and the hour has its end', () => {
  const at = planned(510, { writes: 1, contents: 1 });
  expect(at.slice(0, 3)).toEqual([0, 1000, 2000]);
  expect(at[499]).toBe(499_000);
  expect(at.slice(500, 503)).toEqual([3_600_000, 3_601_000, 3_602_000]);
});

test('nothing costs nothing', () => {
  expect(planned(3, { writes: 0, contents: 0 })).toEqual([0, 0, 0]);
});

test('no span of time sees more than the platform allows, however it is asked', () => {
  const asks = fc.array(fc.record({ gap: fc.nat(5_000), writes: fc.nat(3), contents: fc.nat(2) }), { maxLength: 200 });
  fc.assert(
    fc.property(asks, (all) => {
      let clock = now;
      let spent = nothingSpent;
      const writes: number[] = [];
      const contents: number[] = [];
      for (const ask of all) {
        clock += ask.gap;
        const taken = spend(spent, ask, clock);
        spent = taken.spent;
        for (let each = 0; each < ask.writes; each++) writes.push(taken.at);
        if (ask.contents > 0) contents.push(taken.at);
      }
      expect(most(writes, 1_000)).toBeLessThanOrEqual(6 + 3 + 1);
      expect(most(writes, 60_000)).toBeLessThanOrEqual(180 + 6 + 1);
      expect(most(contents, 1_000)).toBeLessThanOrEqual(1);
      expect(most(contents, 60_000)).toBeLessThanOrEqual(60);
    }),
  );
});

/** How many at most lie in a span of that length. */
function most(times: readonly number[], spanMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from, at) => sorted.slice(at).filter((time) => time < from + spanMs).length));
}
