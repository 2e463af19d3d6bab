import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item } from '../../src/checklist/model.ts';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import { digest } from '../../src/ground/json.ts';
import { type Act, acts, affirming, type Statement } from '../../src/ledger/statement.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import * as cases from './cases.ts';

const {
  author,
  bot,
  byGate,
  bySignOff,
  coverage,
  coverageUse,
  facts,
  head,
  item,
  lead,
  outsider,
  policy,
  reviewer,
  second,
  stranger,
} = cases;

/** Every kind of item, some bound together, so that the properties meet every rule. */
const items: readonly Item[] = [
  item('person'),
  item('resets', { onPush: 'reset' }),
  item('touched', { onPush: { resetIfChanged: ['src/**'] } }),
  item('gate', { proof: byGate }),
  item('gate-2', { proof: { ...byGate, use: { ...coverageUse, source: { files: 'other.info' }, limits: { lines: 50 } } } }),
  item('sign', { proof: bySignOff, phase: 'sign-off' }),
  item('standing', { asked: { standing: { lasts: 90, voidIfChanged: ['infra/**'] } } }),
  item('after', { after: ['person'] }),
  item('always', { always: true }),
  item('locked', { locked: true }),
  item('should', { level: 'should' }),
  item('off', { when: { labels: ['no'] } }),
  item('all', { proof: { by: 'items', of: 'all-above' } }),
];

const people = [author, reviewer, lead, outsider, bot, second, stranger];
const instants = ['2026-09-01T00:00:00Z', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z', '2026-11-21T11:30:00Z'];
const commits = [head, { sha: 'bbbb', tree: 'tree-b' }, { sha: 'cccc', tree: head.tree }];
const scopes = [{ subject: '7/pull-request/12' }, { standing: { repoId: 7 } }, { subject: '7/pull-request/13' }];

const anyStatement: fc.Arbitrary<Statement> = fc
  .record({
    act: fc.constantFrom(...acts),
    about: fc.constantFrom(...items, undefined),
    by: fc.constantFrom(...people),
    at: fc.constantFrom(...instants),
    commit: fc.constantFrom(...commits),
    scope: fc.constantFrom(...scopes, scopes[0], scopes[0]),
    via: fc.constantFrom('box' as const, 'command' as const, 'review' as const),
    value: fc.constantFrom(10, 70, undefined),
    changed: fc.constantFrom(false, false, false, true),
  })
  .map(({ act, about, by, at, commit, scope, via, value, changed }) => {
    const content = {
      act,
      by,
      at,
      head: commit.sha,
      tree: commit.tree,
      scope: scope ?? { subject: '' },
      via,
      reason: 'because',
      until: '2026-12-01T00:00:00Z',
    };
    const named = about && { item: about.id, itemDigest: changed ? digest('before') : about.digest };
    const covers = value === undefined ? {} : { covers: [{ finding: 'lines', value }] };
    return { key: digest({ content, named, value }), ...content, ...named, ...covers };
  });

const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    lines: fc.constantFrom(10, 70, 80, 100),
    head: fc.constantFrom('aaaa', 'aaaa', 'bbbb'),
    source: fc.constantFrom(digest(coverageUse.source), digest({ files: 'other.info' }), digest({ files: 'foreign' })),
    origin: fc.constantFrom('workspace' as const, 'changed-workflow' as const, 'unchanged-workflow' as const, 'app' as const),
  })
  .map(({ lines, ...more }) => coverage(lines, more));

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    runs: fc.constantFrom<Facts['runs']>(
      { state: 'completed', since: instants[1] ?? '' },
      { state: 'running', since: '2026-11-21T11:30:00Z' },
    ),
    authors: fc.constantFrom<Facts['authors']>([author.id], [author.id, second.id], null),
    commits: fc.constantFrom<Facts['commits']>(
      {},
      { bbbb: { tree: 'tree-b', changeSet: head.changeSet, changedSince: ['src/app.ts'] } },
    ),
  })
  .map((more) => ({ ...facts, ...more }));

/** Enough to be go, so that a random addition or removal has something to break. */
const enough: Statement[] = [
  ...items.filter(({ proof }) => proof.by === 'person').map((one) => cases.say('tick', one)),
  cases.say('sign', items[5], { by: lead, via: 'review' }),
];
const proved = [coverage(90), coverage(90, { source: digest({ files: 'other.info' }) })];

const anyWorld = fc.record({
  statements: fc.array(anyStatement, { maxLength: 12 }).chain((some) => fc.subarray(enough).map((base) => [...base, ...some])),
  evidence: fc.array(anyEvidence, { maxLength: 4 }).chain((some) => fc.subarray(proved).map((base) => [...base, ...some])),
  facts: anyFacts,
  solo: fc.boolean(),
});
type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

function judged({ solo, ...world }: World): Verdict {
  return cases.verdictOf({ policy: policy(items, { solo }), ...world });
}

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

describe('a policy that cannot be read', () => {
  const problem = { code: 'yaml.syntax', message: 'a colon is missing', remedy: 'Add it.', file: '.github/gonogo.yml', line: 3 };
  test('is cannot-tell with every problem, never go', () => {
    expect(cases.verdictOf({ policy: [problem, { ...problem, line: 9 }] })).toMatchObject({
      decision: 'cannot-tell',
      policy: null,
      obstacles: [
        { kind: 'policy', decision: 'cannot-tell', because: '.github/gonogo.yml:3: a colon is missing', next: 'Add it.' },
        { kind: 'policy' },
      ],
    });
  });

  test('and none at all too', () => {
    expect(cases.verdictOf({ policy: [] })).toMatchObject({ decision: 'cannot-tell', obstacles: [{ kind: 'policy' }] });
  });
});

test('a workspace hears nobody', () => {
  const one = item('a');
  const subject = { kind: 'workspace', repoId: 7, sha: head.sha } as const;
  const statements = [cases.say('tick', one, { scope: { subject: `7/workspace/${head.sha}` } })];
  expect(cases.verdictOf({ items: [one], subject, statements }).decision).toBe('waiting');
});

test('observing judges the same and says so', () => {
  const verdict = cases.verdictOf({ policy: policy([item('a')], { enforcement: 'observe' }) });
  expect(verdict).toMatchObject({ decision: 'waiting', enforcement: 'observe' });
});

test('a roll-up only repeats what its items say, and is not counted again', () => {
  const failing = item('g', { proof: byGate });
  const all = item('all', { proof: { by: 'items', of: 'all-above' } });
  const { counts } = cases.verdictOf({ items: [failing, all], evidence: [coverage(1)] });
  expect(counts).toMatchObject({ required: 2, done: 0, failed: 1 });
});

test('counts are of what applies and decides', () => {
  const until = '2026-12-01T00:00:00Z';
  const known = {
    done: item('done'),
    open: item('open'),
    stale: item('stale', { onPush: 'reset' }),
    waiting: item('waiting', { after: ['open'] }),
    unknown: item('unknown', { proof: { by: 'person', who: { role: 'pilot' }, support: [], couldBe: [] } }),
    failed: item('failed', { proof: byGate }),
    waived: item('waived'),
    na: item('na', { notApplicable: { reason: 'r', until } }),
    off: item('off', { when: { labels: ['no'] } }),
    should: item('should', { level: 'should' }),
    debt: item('debt', { debt: { owner: 'o', until } }),
    later: item('later', { phase: 'verify' }),
  };
  const { counts } = cases.verdictOf({
    items: Object.values(known),
    evidence: [coverage(1)],
    statements: [
      cases.say('tick', known.done),
      cases.say('tick', known.waiting),
      cases.say('tick', known.stale, { head: 'bbbb', tree: 'x' }),
      cases.say('waive', known.waived, { by: lead, reason: 'r', until }),
    ],
  });
  expect(counts).toEqual({ required: 9, done: 3, failed: 1, cannotTell: 1, open: 3, waived: 1, notApplicable: 1, debts: 2 });
});
