import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item, Proof } from '../../../src/checklist/model.ts';
import { type ItemVerdict, states } from '../../../src/verdict/verdict.ts';
import { boardOf } from '../../../src/views/board/board.ts';
import { readBody } from '../../../src/views/board/body.ts';
import * as cases from '../../verdict/cases.ts';
import { verdictWith } from './boards.ts';

/** Checklists of every size, with words as long as anybody could make them, in the wordiest states at once: what a comment holds has its end. */

const signs = fc.constantFrom('w', '@', '#', '[', '$', 'word ', '👩‍💻', '0123456789abcdef');
const words = (most: number) =>
  fc.tuple(signs, fc.constantFrom(1, 30, 300, most)).map(([sign, length]) => sign.repeat(length).slice(0, length));

const size = fc.record({
  many: fc.constantFrom<number[]>(1, 30, 400),
  inSection: fc.constantFrom<number[]>(1, 24, 1_000),
  depth: fc.integer({ min: 0, max: 5 }),
  section: words(5_000),
  title: words(5_000),
  checklist: words(5_000),
  criteria: fc.tuple(fc.constantFrom<number[]>(0, 3, 40), words(2_000)),
  roles: fc.constantFrom<number[]>(1, 20, 60),
  role: words(60),
  login: words(400),
  isOptional: fc.boolean(),
  by: fc.constantFrom<Proof['by']>('person', 'sign-off', 'gate', 'items'),
  state: fc.constantFrom(...states),
  said: words(5_000),
  obstacles: fc.constantFrom<number[]>(0, 1, 5, 30),
  isEmergency: fc.boolean(),
  applies: fc.boolean(),
});
type Size = typeof size extends fc.Arbitrary<infer T> ? T : never;

function proofOf({ by, role }: Size, at: number): Proof {
  const named = `${role}${at}`;
  if (by === 'person') return { by, who: { role: named }, support: [cases.coverageUse], couldBe: [cases.coverageUse] };
  if (by === 'sign-off') return { ...cases.bySignOff, role: named, via: 'box', count: 2 };
  return by === 'gate' ? cases.byGate : { by: 'items', of: 'all-above' };
}

function itemsOf(given: Size): Item[] {
  const { many, inSection, depth, section, title, criteria, roles, isOptional } = given;
  return Array.from({ length: many }, (_, at) =>
    cases.item(`i${at}`, {
      title: `${title}${at}`,
      criteria: Array.from({ length: criteria[0] }, () => criteria[1]),
      path: Array.from({ length: depth }, (__, down) => ({
        kind: 'section' as const,
        id: `s${down}-${Math.floor(at / inSection)}`,
        title: section,
      })),
      level: isOptional && at % 2 === 0 ? 'may' : 'must',
      proof: proofOf(given, at % roles),
    }),
  );
}

function stateOf({ state, said, login, applies }: Size, item: ItemVerdict): ItemVerdict {
  const by = { id: 1, login };
  const findings = Array.from({ length: 6 }, (_, at) => ({ id: `${at}`, title: said, severity: 'high' }));
  const judgement = { result: 'fail' as const, summary: said, measured: [], findings, remedy: said };
  const answer = { gate: 'coverage', state: 'judged' as const, judgement };
  const told = { because: said, next: said, voices: [{ by, at: cases.now, act: 'tick' as const, reason: said }] };
  return { ...item, ...told, state, applies, assigned: by, due: cases.now, overdue: true, answer, support: [answer, answer] };
}

const modest: Size = {
  many: 900,
  inSection: 1_000,
  depth: 1,
  section: 'Code',
  title: 'w',
  checklist: 'Release',
  criteria: [0, ''],
  roles: 1,
  role: 'lead',
  login: 'anna',
  isOptional: false,
  by: 'person',
  state: 'open',
  said: 'not ticked yet',
  obstacles: 0,
  isEmergency: false,
  applies: true,
};

const wordiest: readonly Size[] = [
  { ...modest, login: '@'.repeat(400) },
  { ...modest, said: '@'.repeat(600) },
  { ...modest, said: '@'.repeat(5_000), obstacles: 10, isEmergency: true, roles: 30, role: 'r'.repeat(60) },
];

test('a comment is under its cap whatever the size of the checklist and of what is said of it, and no box is lost', () => {
  fc.assert(fc.property(size, staysInside), { numRuns: 8, examples: wordiest.map((each): [Size] => [each]) });
});

function staysInside(given: Size): void {
  const items = itemsOf(given);
  const people = Object.fromEntries(
    Array.from({ length: given.roles }, (_, at) => [`${given.role}${at}`, { users: [given.login] }]),
  );
  const [shape] = cases.verdictOf({ items: items.slice(0, 1) }).items;
  const found = items.map(({ id, title, path, proof }) =>
    stateOf(given, { ...(shape as ItemVerdict), id, title, path, by: proof.by }),
  );
  const hold = { kind: 'hold' as const, decision: 'waiting' as const, because: given.said, next: given.said };
  const verdict = {
    ...verdictWith({ items, states: found }),
    obstacles: Array.from({ length: given.obstacles }, () => hold),
    ...(given.isEmergency && { emergency: { by: cases.lead, reason: given.said, until: cases.now, skipped: [] } }),
  };
  const policy = { checklist: { title: given.checklist, items }, people };
  const { bodies } = boardOf({ verdict, policy, revision: 1, links: { check: 'https://github.example/runs/1' } });
  expect(Math.max(...bodies.map(({ length }) => length))).toBeLessThanOrEqual(60_000);
  const boxes = bodies.flatMap((body) => [...(readBody(body)?.boxes.keys() ?? [])]);
  const isBoxed = given.by === 'person' || given.by === 'sign-off';
  expect(boxes.toSorted()).toEqual(isBoxed ? items.map(({ id }) => id).toSorted() : []);
}
