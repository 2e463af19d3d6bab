import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { combine, decisionOf } from '../../src/verdict/decide.ts';
import { type Decision, type State, states } from '../../src/verdict/verdict.ts';
import { byGate, coverage, item, say, verdictOf } from './cases.ts';

test.each<[Decision[], Decision]>([
  [['go', 'waiting', 'cannot-tell', 'no-go'], 'no-go'],
  [['go', 'waiting', 'cannot-tell'], 'cannot-tell'],
  [['go', 'waiting'], 'waiting'],
  [['go', 'go'], 'go'],
  [[], 'cannot-tell'],
])('of %j: %s', (decisions, worst) => {
  expect(combine(decisions)).toBe(worst);
});

test('each state has its decision, and only an answer is go', () => {
  const by = Object.fromEntries(states.map((state): [State, Decision] => [state, decisionOf(state)]));
  expect(by).toEqual({
    open: 'waiting',
    ticked: 'go',
    signed: 'go',
    passed: 'go',
    failed: 'no-go',
    waiting: 'waiting',
    'cannot-tell': 'cannot-tell',
    stale: 'waiting',
    waived: 'go',
    'not-applicable': 'go',
    standing: 'go',
  });
});

describe('which items block', () => {
  const a = item('a');
  const ticked = say('tick', a);
  const future = '2027-01-01T00:00:00Z';
  const past = '2026-01-01T00:00:00Z';
  test.each<[string, Partial<Item>, Decision]>([
    ['must', {}, 'waiting'],
    ['should', { level: 'should' }, 'go'],
    ['may', { level: 'may' }, 'go'],
    ['not enforced yet', { enforceFrom: future }, 'go'],
    ['enforced by now', { enforceFrom: past }, 'waiting'],
    ['debt of the baseline', { debt: { owner: 'o', until: future } }, 'go'],
    ['debt that has ended', { debt: { owner: 'o', until: past } }, 'waiting'],
    ['enforced from nobody knows when', { enforceFrom: 'soon' }, 'waiting'],
    ['debt until nobody knows when', { debt: { owner: 'o', until: 'later' } }, 'waiting'],
    ['of a later phase', { phase: 'verify' }, 'go'],
    ['whose condition does not hold', { when: { labels: ['no'] } }, 'go'],
  ])('%s: %s', (_, more, decision) => {
    expect(verdictOf({ items: [a, item('b', more)], statements: [ticked] }).decision).toBe(decision);
  });

  test('what is tolerated says so, and until when', () => {
    const verdict = verdictOf({ items: [a, item('b', { debt: { owner: 'ops', until: future } })], statements: [ticked] });
    expect(verdict.items[1]).toMatchObject({ required: true, tolerated: { kind: 'debt', owner: 'ops', until: future } });
    expect(verdict.counts).toMatchObject({ required: 2, done: 1, open: 0, debts: 1 });
  });
});

describe('nothing to prove is nothing proved', () => {
  test.each<[string, Item[]]>([
    ['no items', []],
    ['only optional ones', [item('a', { level: 'may' }), item('b', { level: 'should' })]],
    ['only ones that do not apply', [item('a', { when: { labels: ['no'] } })]],
    ['only later ones', [item('a', { phase: 'verify' })]],
  ])('%s', (_, items) => {
    const verdict = verdictOf({ items, statements: items.map((one) => say('tick', one)) });
    expect(verdict).toMatchObject({
      decision: 'cannot-tell',
      obstacles: expect.arrayContaining([expect.objectContaining({ kind: 'nothing-required' })]),
    });
  });

  test('everything deferred', () => {
    const verdict = verdictOf({ items: [item('a', { enforceFrom: '2027-01-01T00:00:00Z' })] });
    expect(verdict.obstacles.map(({ kind }) => kind)).toContain('all-deferred');
    expect(verdict.decision).toBe('cannot-tell');
  });

  test('the machine’s part of a checklist without gates', () => {
    const subject = { kind: 'workspace', repoId: 7, sha: 'aaaa' } as const;
    const machine = (items: Item[]) => verdictOf({ items, subject, scope: 'machine', evidence: [coverage(90)] });
    expect(machine([item('a')]).decision).toBe('cannot-tell');
    expect(machine([item('a'), item('g', { proof: byGate })])).toMatchObject({ decision: 'go', items: [{ id: 'g' }] });
    expect(verdictOf({ items: [item('a'), item('g', { proof: byGate })], subject, evidence: [coverage(90)] }).decision).toBe(
      'waiting',
    );
  });
});

test('what is missing is named for what was asked', () => {
  const subject = { kind: 'workspace', repoId: 7, sha: 'aaaa' } as const;
  const obstacle = (scope: 'all' | 'machine') => verdictOf({ items: [], subject, scope }).obstacles[0];
  expect(obstacle('machine')).toMatchObject({ because: expect.stringContaining('gate'), next: expect.stringContaining('Bind') });
  expect(obstacle('all')).toMatchObject({
    because: 'no required item applies here',
    next: expect.stringContaining('level must'),
  });
});
