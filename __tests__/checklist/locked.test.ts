import { describe, expect, test } from '@jest/globals';
import { loosenings } from '../../src/checklist/locked.ts';
import type { Item, Proof } from '../../src/checklist/model.ts';

const who = { write: true } as const;
const person: Proof = { by: 'person', who, support: [], couldBe: [] };
const gate = (limits: { [metric: string]: number }, more: object = {}): Extract<Proof, { by: 'gate' }> => ({
  by: 'gate',
  use: { gate: 'coverage', source: { files: 'x' }, limits, ...more },
});
const sign = (count: number, role = 'lead'): Proof => ({ by: 'sign-off', role, count, via: 'review', support: [] });
const couldBe = (lines: number): Proof => ({ ...person, couldBe: [{ gate: 'coverage', source: {}, limits: { lines } }] });

const item = (more: Partial<Item> = {}): Item => ({
  id: 'a',
  digest: '',
  path: [],
  title: 'A',
  level: 'should',
  phase: 'merge',
  after: ['b'],
  criteria: ['c'],
  limits: [],
  parameters: {},
  asked: 'each-release',
  onPush: 'keep',
  references: [],
  proof: person,
  locked: true,
  always: false,
  at: { file: 'f', line: 1 },
  ...more,
});

describe('tightening is free', () => {
  test.each<Partial<Item>>([
    {},
    { level: 'must' },
    { always: true },
    { criteria: ['d', 'c'] },
    { after: ['b', 'x'] },
    { onPush: 'reset' },
    { why: 'W', how: 'H', owner: { team: 't' }, due: '2027-01-01T00:00:00Z' },
  ])('%j', (more) => {
    expect(loosenings(item(), item(more))).toEqual([]);
  });
});

describe('loosening is named', () => {
  test.each<[Partial<Item>, string]>([
    [{ level: 'may' }, 'level'],
    [{ locked: false }, 'locked'],
    [{ phase: 'month' }, 'phase'],
    [{ when: { paths: ['x'] } }, 'when'],
    [{ asked: { standing: { lasts: 365, voidIfChanged: [] } } }, 'asked'],
    [{ title: 'B' }, 'title'],
    [{ criteria: [] }, 'criteria'],
    [{ after: [] }, 'after'],
    [{ notApplicable: { reason: 'r', until: '2027-01-01T00:00:00Z' } }, 'notApplicable'],
    [{ enforceFrom: '2027-01-01T00:00:00Z' }, 'enforceFrom'],
    [{ debt: { owner: 'o', until: '2027-01-01T00:00:00Z' } }, 'debt'],
    [{ proof: { ...person, who: { team: 't' } } }, 'its proof'],
  ])('%j: %s', (more, expected) => {
    expect(loosenings(item(), item(more))).toEqual([expected]);
  });

  test('also of what the baseline made strict', () => {
    expect(loosenings(item({ always: true, onPush: 'reset' }), item())).toEqual(['always', 'onPush']);
    expect(loosenings(item({ when: { paths: ['x'] } }), item())).toEqual(['when']);
  });
});

describe('what the baseline allows already', () => {
  const until = '2027-01-01T00:00:00Z';
  const allowed = { notApplicable: { reason: 'r', until }, enforceFrom: until, debt: { owner: 'o', until } };

  test('may stay, or go', () => {
    expect(loosenings(item(allowed), item(allowed))).toEqual([]);
    expect(loosenings(item(allowed), item())).toEqual([]);
  });

  test('may not become something else', () => {
    const other = { notApplicable: { reason: 's', until }, enforceFrom: '2028-01-01T00:00:00Z', debt: { owner: 'p', until } };
    expect(loosenings(item(allowed), item(other))).toEqual(['notApplicable', 'enforceFrom', 'debt']);
  });

  test.each<[Item['onPush'], Item['onPush'], boolean]>([
    ['keep', { resetIfChanged: ['a'] }, false],
    [{ resetIfChanged: ['a'] }, { resetIfChanged: ['a'] }, false],
    [{ resetIfChanged: ['a'] }, 'reset', false],
    [{ resetIfChanged: ['a'] }, { resetIfChanged: ['b'] }, true],
    [{ resetIfChanged: ['a'] }, 'keep', true],
    ['reset', { resetIfChanged: ['a'] }, true],
  ])('on a push, %j to %j is looser: %j', (before, after, looser) => {
    expect(loosenings(item({ onPush: before }), item({ onPush: after }))).toEqual(looser ? ['onPush'] : []);
  });
});

describe('an answer that stands', () => {
  const standing = (lasts: number, more: object = {}) => ({ standing: { lasts, voidIfChanged: ['x'], ...more } });
  test.each<[Item['asked'], Item['asked'], boolean]>([
    [standing(90), standing(90), false],
    [standing(90), standing(30), false],
    [standing(90), 'each-release', false],
    [standing(90), standing(91), true],
    [standing(90), standing(90, { voidIfChanged: [] }), true],
    [standing(90), standing(90, { environment: 'staging' }), true],
    ['each-release', standing(1), true],
  ])('%j to %j is looser: %j', (before, after, looser) => {
    expect(loosenings(item({ asked: before }), item({ asked: after }))).toEqual(looser ? ['asked'] : []);
  });
});

describe('a proof', () => {
  test.each<[Proof, Proof, boolean]>([
    [gate({ lines: 80 }), gate({ lines: 80 }), false],
    [gate({ lines: 80 }), gate({ lines: 90 }), false],
    [gate({ lines: 80 }), gate({ lines: 80, branches: 1 }), false],
    [gate({ lines: 80 }), gate({ lines: 79 }), true],
    [gate({ lines: 80 }), gate({ lines: 80 }, { source: { files: 'x', ignore: ['**'] } }), true],
    [gate({ lines: 80 }), gate({ lines: 80 }, { gate: 'another' }), true],
    [gate({ lines: 80 }, { target: 'a' }), gate({ lines: 80 }, { target: 'b' }), true],
    [gate({ lines: 80 }, { origin: 'app' }), gate({ lines: 80 }), true],
    [gate({ lines: 80 }, { origin: 'app' }), gate({ lines: 80 }, { origin: 'workspace' }), true],
    [gate({ lines: 80 }), gate({ lines: 80 }, { origin: 'app' }), false],
    [gate({ lines: 80 }), { ...gate({ lines: 80 }), acceptNotApplicable: 'r' }, true],
    [gate({ lines: 80 }), person, true],
    [couldBe(80), gate({ lines: 80 }), false],
    [couldBe(80), gate({ lines: 70 }), true],
    [couldBe(80), couldBe(90), false],
    [couldBe(80), couldBe(70), true],
    [couldBe(80), person, true],
    [person, gate({ lines: 80 }), true],
    [person, sign(1), true],
    [gate({ lines: 80 }, { target: 'a' }), gate({ lines: 80 }, { target: 'a' }), false],
    [gate({ lines: 80 }), gate({ lines: 80 }, { target: 'a' }), false],
    [gate({ lines: 80 }, { origin: 'app' }), gate({ lines: 80 }, { origin: 'app' }), false],
    [gate({ lines: 80 }, { origin: 'workspace' }), gate({ lines: 80 }, { origin: 'app' }), false],
    [gate({}, { gate: 'another' }), gate({}, { gate: 'another' }), true],
    [gate({}), gate({}, { gate: 'other' }), true],
    [{ ...gate({}), acceptNotApplicable: 'r' }, { ...gate({}), acceptNotApplicable: 'r' }, false],
    [{ ...gate({}), acceptNotApplicable: 'r' }, gate({}), false],
    [{ ...gate({}), acceptNotApplicable: 'r' }, { ...gate({}), acceptNotApplicable: 's' }, true],
    [sign(1), gate({}), true],
    [{ by: 'items', of: 'all-above' }, gate({}), true],
    [sign(1), sign(1), false],
    [sign(1), { by: 'sign-off', role: 'lead', count: 1, via: 'box', support: [] }, true],
    [sign(1), sign(2), false],
    [sign(2), sign(1), true],
    [sign(1), sign(1, 'anybody'), true],
    [{ by: 'items', of: 'all-above' }, { by: 'items', of: ['b'] }, true],
    [{ by: 'items', of: 'all-above' }, { by: 'items', of: 'all-above' }, false],
  ])('%j to %j is looser: %j', (before, after, looser) => {
    expect(loosenings(item({ proof: before }), item({ proof: after }))).toEqual(looser ? ['its proof'] : []);
  });
});
