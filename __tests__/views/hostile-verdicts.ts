// Verdicts in which every text that is not ours means harm.
import fc from 'fast-check';
import type { ItemVerdict, State, Verdict } from '../../src/verdict/verdict.ts';
import { states } from '../../src/verdict/verdict.ts';
import { hostile } from '../ground/hostile.ts';
import { now, sha, verdict } from './samples.ts';

/** What would act if it were shown as it stands, beside anything at all. */
const evil = fc.oneof(
  { weight: 3, arbitrary: hostile },
  fc.constantFrom(
    '- [ ] task <!-- gonogo:x -->',
    '</details></summary><img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    'javascript:alert(1)',
    '@acme/security #1 GH-2 https://evil.example www.evil.example',
    '```\n~~~\n<!--',
    '\u202egnp.exe \u200b\u2066',
    '| a | b |\n| --- | --- |',
    '](https://evil.example)',
    '<style>*{display:none}</style>',
  ),
);

const finding = fc.record({
  id: evil,
  title: evil,
  severity: fc.option(evil, { nil: undefined as never }),
  file: fc.option(evil, { nil: undefined as never }),
  line: fc.option(fc.integer({ min: -1, max: 5000 }), { nil: undefined as never }),
});
const measured = fc.record({
  metric: evil,
  value: fc.oneof(fc.double(), evil, fc.boolean()),
  unit: fc.constantFrom('%', 'ms'),
  limit: fc.oneof(evil, fc.constant('at least 80 %')),
  ok: fc.boolean(),
});
const answer = fc.record({
  gate: evil,
  target: fc.option(evil, { nil: undefined as never }),
  state: fc.constantFrom('judged' as const, 'waiting' as const, 'stale' as const, 'missing' as const),
  judgement: fc.record({
    result: fc.constantFrom('pass' as const, 'fail' as const, 'cannot-tell' as const, 'not-applicable' as const),
    summary: evil,
    measured: fc.array(measured, { maxLength: 3 }),
    findings: fc.array(finding, { maxLength: 4 }),
    remedy: evil,
  }),
  at: fc.oneof(fc.constant(now), evil),
});
const voice = fc.record({
  by: fc.record({ id: fc.nat(), login: evil }),
  at: fc.oneof(fc.constant(now), evil),
  act: fc.constantFrom('tick' as const, 'sign' as const, 'na' as const, 'waive' as const),
  reason: evil,
});
const place = fc.record({ kind: fc.constantFrom('section' as const, 'group' as const), id: evil, title: evil });

const hostileItem: fc.Arbitrary<ItemVerdict> = fc.record({
  id: evil,
  title: evil,
  path: fc.array(place, { maxLength: 3 }),
  level: fc.constantFrom('must' as const, 'should' as const, 'may' as const),
  phase: fc.constantFrom('merge' as const, 'verify' as const),
  by: fc.constantFrom('gate' as const, 'person' as const, 'sign-off' as const, 'items' as const),
  via: fc.constantFrom('review' as const, 'command' as const, 'box' as const),
  state: fc.constantFrom<State>(...states),
  because: evil,
  next: evil,
  applies: fc.boolean(),
  required: fc.boolean(),
  always: fc.boolean(),
  voices: fc.array(voice, { maxLength: 2 }),
  answer: fc.option(answer, { nil: undefined as never }),
  support: fc.array(answer, { maxLength: 2 }),
  couldBe: fc.array(evil, { maxLength: 2 }),
  overdue: fc.boolean(),
});

/** On a pull request; with holds, debts and a broken glass as they come. */
export const hostileVerdict: fc.Arbitrary<Verdict> = fc
  .record({
    items: fc.array(hostileItem, { maxLength: 6 }),
    title: evil,
    because: evil,
    reason: evil,
    decision: fc.constantFrom('go' as const, 'waiting' as const, 'no-go' as const, 'cannot-tell' as const),
    enforcement: fc.constantFrom('enforce' as const, 'observe' as const),
    broken: fc.boolean(),
  })
  .map(({ items, title, because, reason, decision, enforcement, broken }) =>
    verdict({
      items,
      decision,
      enforcement,
      subject: { kind: 'pull-request', repoId: 1, number: 7, sha },
      policy: { title, commit: because, digest: reason },
      obstacles: [{ kind: 'hold', decision: 'waiting', because, next: reason }],
      ...(broken && {
        emergency: { by: { id: 1, login: title }, reason, until: '2027-03-01T14:00:00Z', skipped: items.map(({ id }) => id) },
      }),
    }),
  );

/** One long text in every place, so many times. */
export function enormous(count: number, text: string): Verdict {
  const item = (id: number): ItemVerdict => ({
    id: `item-${id}`,
    title: text,
    path: [{ kind: 'section', id: `s${id % 5}`, title: text }],
    level: 'must',
    phase: 'merge',
    by: id % 2 === 0 ? 'person' : 'gate',
    state: id % 3 === 0 ? 'failed' : 'open',
    because: text,
    next: text,
    applies: true,
    required: true,
    always: false,
    voices: [],
    answer: {
      gate: 'audit',
      state: 'judged',
      at: now,
      judgement: {
        result: 'fail',
        summary: text,
        measured: [],
        findings: Array.from({ length: 30 }, (_, at) => ({ id: `f${at}`, title: text, file: `src/${id}.ts`, line: at + 1 })),
      },
    },
    support: [],
    couldBe: [],
    overdue: false,
  });
  return verdict({
    decision: 'no-go',
    subject: { kind: 'pull-request', repoId: 1, number: 7, sha },
    policy: { title: text, commit: sha, digest: text },
    items: Array.from({ length: count }, (_, id) => item(id)),
  });
}
