import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as cases from './cases.ts';
import { promised, time } from './promises.ts';
import { anyWorld, commits, far, type World } from './small-worlds.ts';

const { facts, now } = cases;

function judged(world: World): string {
  const runs = { state: world.running ? 'running' : 'completed', since: '2026-11-21T11:30:00Z' } as const;
  const policy = cases.policy(world.items, { solo: world.solo });
  const { statements, evidence, authors } = world;
  return cases.verdictOf({ policy, statements, evidence, facts: { ...facts, commits, authors, runs } }).decision;
}

test('the decision is the one that is promised', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyWorld, (world) => {
      const decision = judged(world);
      seen.add(decision);
      expect(decision).toBe(promised(world));
    }),
    { numRuns: Number(process.env['ORACLE_RUNS'] ?? 500) },
  );
  expect([...seen].toSorted()).toEqual(['cannot-tell', 'go', 'no-go', 'waiting']);
});

function verdictAt(world: World, at: string) {
  const runs = { state: world.running ? 'running' : 'completed', since: '2026-11-21T11:30:00Z' } as const;
  const policy = cases.policy(world.items, {
    solo: world.solo,
    freeze: [{ from: '2026-12-20T00:00:00Z', until: far, reason: 'holidays' }],
  });
  const { statements, evidence, authors } = world;
  return cases.verdictOf({ policy, statements, evidence, facts: { ...facts, commits, authors, runs }, now: at });
}

/** Whoever waits until then to judge again must miss nothing. */
test('until the instant it names the answer stays the same', () => {
  const states = (verdict: ReturnType<typeof verdictAt>) => [
    verdict.decision,
    verdict.items.map(({ state, tolerated }) => [state, tolerated?.kind]),
  ];
  fc.assert(
    fc.property(anyWorld, fc.double({ min: 0, max: 1, noNaN: true }), (world, share) => {
      const today = verdictAt(world, now);
      const end = Date.parse(today.changesAt ?? '2030-01-01T00:00:00Z') - 1_000;
      const then = new Date(Math.max(time(now), time(now) + share * (end - time(now)))).toISOString();
      expect(states(verdictAt(world, then))).toEqual(states(today));
    }),
    { numRuns: Number(process.env['ORACLE_RUNS'] ?? 300) },
  );
});
