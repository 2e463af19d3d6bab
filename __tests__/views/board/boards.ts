import fc from 'fast-check';
import type { Item, Level, Phase, Proof } from '../../../src/checklist/model.ts';
import { phases } from '../../../src/checklist/model.ts';
import { type ItemVerdict, states, type Verdict } from '../../../src/verdict/verdict.ts';
import { type Board, boardOf } from '../../../src/views/board/board.ts';
import { hostile } from '../../ground/hostile.ts';
import * as cases from '../../verdict/cases.ts';

/** Boards of any checklist in any state, with foreign text that means harm wherever text can stand. */

const megabyte = '<!-- - [x] @octocat </details> '.repeat(33_000);
export const text = fc.oneof({ weight: 300, arbitrary: hostile }, { weight: 1, arbitrary: fc.constant(megabyte) });
const titled = text.map((each) => (each.trim() === '' ? 'Title' : each));

const proofs: readonly Proof[] = [
  cases.byPerson,
  cases.byPerson,
  { by: 'person', who: { role: 'lead' }, support: [], couldBe: [cases.coverageUse] },
  cases.byGate,
  cases.bySignOff,
  { ...cases.bySignOff, via: 'box', count: 2 },
  { by: 'items', of: 'all-above' },
];

const anyItem = (at: number): fc.Arbitrary<Item> =>
  fc
    .record({
      title: titled,
      criteria: fc.array(text, { maxLength: 3 }),
      sections: fc.array(titled, { maxLength: 3 }),
      level: fc.constantFrom<Level[]>('must', 'must', 'should', 'may'),
      phase: fc.constantFrom<Phase[]>('merge', 'merge', 'merge', 'sign-off', 'verify', 'rollback'),
      proof: fc.constantFrom(...proofs),
      when: fc.option(fc.record({ paths: fc.array(text, { minLength: 1, maxLength: 2 }) }), { nil: undefined }),
      limit: fc.option(text, { nil: undefined }),
    })
    .map(({ sections, when, limit, ...more }) =>
      cases.item(`i${at}`, {
        ...more,
        path: sections.map((title, depth) => ({ kind: 'section', id: `s${depth}-${title.length}`, title })),
        ...(when && { when }),
        limits: limit === undefined ? [] : [{ metric: 'm', value: 1, grade: 'target', text: limit }],
      }),
    );

export const anyItems = (most = 8) =>
  fc.integer({ min: 1, max: most }).chain((many) => fc.tuple(...Array.from({ length: many }, (_, at) => anyItem(at))));

const finding = fc.record({ id: text, title: text, severity: text, file: text, line: fc.integer() });
const judgement = fc.record({
  result: fc.constantFrom('pass' as const, 'fail' as const, 'cannot-tell' as const),
  summary: text,
  measured: fc.array(fc.record({ metric: text, value: fc.oneof(fc.double(), text), unit: text, limit: text, ok: fc.boolean() }), {
    maxLength: 3,
  }),
  findings: fc.array(finding, { maxLength: 5 }),
  remedy: text,
});
const person = fc.record({ id: fc.nat(), login: text });

const anyState = (item: Item): fc.Arbitrary<ItemVerdict> =>
  fc
    .record({
      state: fc.constantFrom(...states),
      because: text,
      next: text,
      applies: fc.boolean(),
      answered: fc.boolean(),
      voices: fc.array(fc.record({ by: person, at: text, act: fc.constant('tick' as const), reason: text, until: text }), {
        maxLength: 2,
      }),
      judged: judgement,
      support: judgement,
      assigned: person,
      required: fc.boolean(),
      overdue: fc.boolean(),
    })
    .map(({ judged, support, answered, ...rest }) => ({
      ...rest,
      id: item.id,
      title: item.title,
      path: item.path,
      level: item.level,
      phase: item.phase,
      by: item.proof.by,
      always: false,
      due: '2026-11-20T00:00:00Z',
      couldBe: [],
      ...(answered && { answered }),
      answer: { gate: 'coverage', state: 'judged' as const, judgement: judged },
      support: [{ gate: 'coverage', state: 'judged' as const, judgement: support }],
    }));

/** One checklist, and two verdicts on it. */
export const anyCase = anyItems().chain((items) =>
  fc.record({
    items: fc.constant<readonly Item[]>(items),
    title: titled,
    first: fc.tuple(...items.map(anyState)),
    second: fc.tuple(...items.map(anyState)),
    obstacle: text,
  }),
);

export interface Shown {
  readonly items: readonly Item[];
  readonly title?: string;
  readonly states: readonly ItemVerdict[];
  readonly obstacle?: string;
  readonly revision?: number;
}

export function verdictWith({ items, title = 'Release', states: found, obstacle }: Shown): Verdict {
  const verdict = cases.verdictOf({ items });
  const roles = phases.map((phase) => ({
    phase,
    role: phase === 'merge' || phase === 'sign-off' ? ('decides' as const) : ('later' as const),
  }));
  const hold = { kind: 'hold' as const, decision: 'waiting' as const, because: obstacle ?? '', next: obstacle ?? '' };
  return {
    ...verdict,
    policy: { title, commit: 'c', digest: 'd' },
    phases: roles,
    items: found,
    obstacles: obstacle === undefined ? [] : [hold],
  };
}

export function boardWith(shown: Shown): Board {
  const { items, title = 'Release', revision = 1 } = shown;
  const policy = { checklist: { title, items }, people: { lead: { team: 'acme/leads' } } };
  return boardOf({ verdict: verdictWith(shown), policy, revision, links: { check: 'https://github.example/runs/1' } });
}
