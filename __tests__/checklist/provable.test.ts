import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item, Proof } from '../../src/checklist/model.ts';
import type { Policy } from '../../src/checklist/policy.ts';
import { stillProvable } from '../../src/checklist/provable.ts';
import { sealed, stricterOf } from '../../src/checklist/stricter.ts';
import { usesOf } from '../../src/checklist/uses.ts';
import { byPerson, coverageUse, item, policy } from '../verdict/cases.ts';

const made = (items: readonly Item[], more: Partial<Policy> = {}) => {
  const { digest: _, ...content } = policy(items, more);
  return sealed(content);
};
const covered = (files: string, lines = 80): Proof => ({
  by: 'gate',
  use: { ...coverageUse, source: { files }, limits: { lines } },
});
const live: Proof = { by: 'gate', use: { gate: 'tls', target: 'production', source: {}, limits: {} } };
const one = (proof: Proof, id = 'a') => made([item(id, { proof })]);
const usesIn = ({ checklist: { items } }: Policy) =>
  items.map(({ id, proof }) => [id, proof.by === 'gate' ? [proof.use.source, proof.use.limits] : proof.by]);

const old = covered('old.info');
const then = one(old);

describe('a report that the base has collected in another way since', () => {
  const current = one(covered('new.info', 50));

  test('is asked for as it was until the next push', () => {
    expect(stillProvable(then, { atHead: then, current })).toBe(then);
  });
  test('is asked for as it is now after it, within the limits that it had', () => {
    const after = stillProvable(then, { atHead: current, current });
    expect(usesIn(after)).toEqual([['a', [{ files: 'new.info' }, { lines: 80 }]]]);
    expect(after.checklist.items[0]?.digest).not.toBe(then.checklist.items[0]?.digest);
    expect(usesIn(stricterOf(after, current).policy)).toEqual([['a', [{ files: 'new.info' }, { lines: 80 }]]]);
  });
  test.each<[string, Policy]>([
    ['another gate', one({ by: 'gate', use: { gate: 'tests', source: { files: 'x.xml' }, limits: {} } })],
    ['a person', one(byPerson)],
    ['nothing', made([item('b', { proof: byPerson })])],
  ])('whose place %s takes is asked for no more after it', (_what, now) => {
    expect(usesIn(stillProvable(then, { atHead: now, current: now }))).toEqual([]);
    expect(usesIn(stillProvable(then, { atHead: then, current: now }))).toEqual(usesIn(then));
  });
  test('and is still collected for something else stays', () => {
    const now = one(old, 'other');
    expect(usesIn(stillProvable(then, { atHead: now, current: now }))).toEqual(usesIn(then));
  });
});

test('what needs no files of the commit, and what people say, can be had at any time', () => {
  const opened = made([item('a', { proof: live }), item('b', { proof: byPerson })]);
  const now = made([item('c', { proof: byPerson })]);
  expect(usesIn(stillProvable(opened, { atHead: now, current: now }))).toEqual(usesIn(opened));
});

test('the workflows that are believed are those of the last push, and how strong evidence is to be stays', () => {
  const opened = made([], { trust: { minimum: 'pinned-workflow', workflows: ['a'], pinned: ['x@1'] } });
  const now = made([], { trust: { minimum: 'unchanged-workflow', workflows: ['b'], pinned: ['x@2'] } });
  const trustIn = (atHead: Policy) => stricterOf(stillProvable(opened, { atHead, current: now }), now).policy.trust;
  expect(trustIn(now)).toEqual({ minimum: 'pinned-workflow', workflows: ['b'], pinned: ['x@2'] });
  expect(trustIn(opened)).toEqual({ minimum: 'pinned-workflow', workflows: [], pinned: [] });
});

const proof = fc.oneof(
  fc
    .record({ files: fc.constantFrom('x', 'y', 'z'), lines: fc.constantFrom(50, 80) })
    .map(({ files, lines }) => covered(files, lines)),
  fc.constantFrom(live, byPerson),
);
const anyPolicy = fc
  .uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c'), proof }), { selector: ({ id }) => id, maxLength: 3 })
  .map((items) => made(items.map(({ id, ...more }) => item(id, more))));

test('after a push nothing waits for what nobody collects', () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, anyPolicy, (opened, atHead, current) => {
      const asked = stricterOf(stillProvable(opened, { atHead, current }), current).policy;
      const collected = [opened, atHead, current].slice(opened.digest === atHead.digest ? 0 : 1).flatMap((each) => usesOf(each));
      const files = new Set(collected.map(({ source }) => JSON.stringify(source)));
      for (const { gate, source } of usesOf(asked)) if (gate === 'coverage') expect(files).toContain(JSON.stringify(source));
    }),
  );
});
