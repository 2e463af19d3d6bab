import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digest } from '../../src/ground/json.ts';
import { type Act, affirming, type Statement } from '../../src/ledger/statement.ts';
import * as cases from './cases.ts';
import { anyEvidence, anyFacts, anyStatement, anyWorld, enough, items, judged, proved } from './worlds.ts';

const { bot, facts, outsider, policy, stranger } = cases;
const runs = { numRuns: 400 };

test('the world of these properties can be go at all', () => {
  expect(judged({ statements: enough, evidence: proved, facts, solo: false }).decision).toBe('go');
});

describe('whatever was said and collected', () => {
  test('taking away an affirming statement never turns a blocked verdict into go', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat(), (world, pick) => {
        const affirmed = world.statements.filter(({ act }) => affirming.has(act));
        const gone = affirmed[pick % Math.max(1, affirmed.length)];
        fc.pre(gone !== undefined && judged(world).decision !== 'go');
        const less = { ...world, statements: world.statements.filter(({ key }) => key !== gone?.key) };
        expect(judged(less).decision).not.toBe('go');
      }),
      runs,
    );
  });

  test('taking away all evidence of a key never turns a blocked verdict into go', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat(), (world, pick) => {
        const gone = world.evidence[pick % Math.max(1, world.evidence.length)];
        fc.pre(gone !== undefined && judged(world).decision !== 'go');
        const less = { ...world, evidence: world.evidence.filter(({ source }) => source !== gone?.source) };
        expect(judged(less).decision).not.toBe('go');
      }),
      runs,
    );
  });

  test('order and repetition do not matter', () => {
    const mixed = anyWorld.chain((world) =>
      fc.tuple(
        fc.constant(world),
        fc.shuffledSubarray([...world.statements, ...world.statements], { minLength: world.statements.length * 2 }),
        fc.shuffledSubarray([...world.evidence, ...world.evidence], { minLength: world.evidence.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(mixed, ([world, statements, evidence]) => {
        const [one, other] = [judged(world), judged({ ...world, statements, evidence })];
        expect(other.decision).toBe(one.decision);
        expect(other.items.map(({ state }) => state)).toEqual(one.items.map(({ state }) => state));
      }),
      runs,
    );
  });

  test('refused and foreign statements, and evidence of other commits, change nothing', () => {
    const foreign = fc.oneof(
      anyStatement.map((statement): Statement => ({ ...statement, act: 'refused' })),
      anyStatement.map((statement): Statement => ({ ...statement, scope: { subject: '7/pull-request/13' } })),
      anyStatement.map((statement): Statement => ({ ...statement, scope: { standing: { repoId: 8 } } })),
    );
    fc.assert(
      fc.property(anyWorld, fc.array(foreign, { maxLength: 5 }), anyEvidence, (world, more, extra) => {
        const noisy = {
          ...world,
          statements: [...world.statements, ...more],
          evidence: [...world.evidence, { ...extra, head: 'ffff' }],
        };
        expect(judged(noisy).items).toEqual(judged(world).items);
        expect(judged(noisy).decision).toBe(judged(world).decision);
      }),
      runs,
    );
  });

  test('statements of an item as it was, and signatures of an earlier change, never count', () => {
    const stale = anyStatement.map((statement): Statement => ({ ...statement, itemDigest: digest('before') }));
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(
          stale.filter(
            ({ act, item: about }) =>
              affirming.has(act) && about !== undefined && act !== 'break-glass' && act !== 'release-hold',
          ),
          { maxLength: 5 },
        ),
        (world, more) => {
          expect(judged({ ...world, statements: [...world.statements, ...more] }).decision).toBe(judged(world).decision);
        },
      ),
      runs,
    );
  });

  test('an item is go-worthy only with somebody or something behind it', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        for (const { state, voices, answer, by, applies } of judged(world).items.filter((each) => each.applies)) {
          const voiced = state === 'ticked' || state === 'signed' || state === 'waived' || state === 'standing';
          if (voiced) expect(voices.length).toBeGreaterThan(0);
          if (state === 'passed' && by === 'gate') expect(answer?.judgement.result).toBe('pass');
          expect(voices.every(({ by: { id } }) => id !== bot.id && id !== outsider.id && id !== stranger.id)).toBe(true);
          expect(applies).toBe(true);
        }
      }),
      runs,
    );
  });

  test('with nobody’s word and no evidence there is no go', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.subarray([...items]),
        (world, some) => cases.verdictOf({ policy: policy(some, { solo: true }), facts: world }).decision !== 'go',
      ),
      runs,
    );
  });

  test('the same case gives the same verdict, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const before = JSON.stringify(world);
        expect(judged(world)).toEqual(judged(world));
        expect(JSON.stringify(world)).toBe(before);
      }),
    );
  });
});

test.each<[string, Act]>([
  ['a hold', 'hold'],
  ['an untick', 'untick'],
])('%s can only block', (_, act) => {
  const blocking = anyStatement.map((statement): Statement => ({ ...statement, act }));
  fc.assert(
    fc.property(anyWorld, blocking, (world, more) => {
      fc.pre(judged(world).decision !== 'go');
      expect(judged({ ...world, statements: [...world.statements, more] }).decision).not.toBe('go');
    }),
    runs,
  );
});
