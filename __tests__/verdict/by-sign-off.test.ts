import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import {
  author,
  bot,
  bySignOff,
  facts,
  item,
  lead,
  policy,
  reviewer,
  say,
  second,
  stateOf,
  stranger,
  verdictOf,
} from './cases.ts';

const about = (one: Item, ...statements: Statement[]) => stateOf(verdictOf({ items: [one], statements }), one.id);

describe('a sign-off', () => {
  const a = item('a', { proof: bySignOff });
  const two = item('a', { proof: { ...bySignOff, count: 2 } });
  const three = item('a', { proof: { ...bySignOff, count: 3 } });
  const sign = (one: Item, more: Partial<Statement> = {}) => say('sign', one, { by: lead, via: 'review', ...more });

  test.each<[string, Item, Statement[], string]>([
    ['is signed by an approving review of who holds the role', a, [sign(a)], 'signed'],
    ['is not signed by somebody else', a, [sign(a, { by: reviewer })], 'open'],
    ['is not signed by a command where a review is asked', a, [sign(a, { via: 'command' })], 'open'],
    ['is not signed by a tick', a, [say('tick', a, { by: lead })], 'open'],
    ['needs distinct people', two, [sign(two), sign(two, { at: '2026-11-21T11:10:00Z' })], 'open'],
    ['is signed by two who hold the role', two, [sign(two), sign(two, { by: second })], 'signed'],
    ['cannot tell when the second could not be verified', two, [sign(two), sign(two, { by: stranger })], 'cannot-tell'],
    [
      'waits for more when even those who could not be verified are too few',
      three,
      [sign(three), sign(three, { by: stranger })],
      'open',
    ],
    ['is stale after a push, whatever the item keeps', a, [sign(a, { head: 'bbbb', tree: 'x' })], 'stale'],
  ])('%s', (_, one, statements, state) => {
    expect(about(one, ...statements).state).toBe(state);
  });

  test.each(['command', 'box'] as const)('by %s, where the policy says so', (via) => {
    const one = item('a', { proof: { ...bySignOff, via } });
    expect(about(one, sign(one, { via })).state).toBe('signed');
    expect(about(one, sign(one, { via: 'review' })).state).toBe('open');
  });

  test('of author, pusher or bot never counts; of nobody-knows-who cannot tell', () => {
    const state = (more: Partial<typeof facts>, by = lead) =>
      stateOf(verdictOf({ items: [a], statements: [sign(a, { by })], facts: { ...facts, ...more } }), 'a').state;
    expect(state({ authors: [author.id, lead.id] })).toBe('open');
    expect(state({ authors: null })).toBe('cannot-tell');
    expect(
      state({ people: { ...facts.people, 5: { ...facts.people['5'], teams: { 'acme/leads': 'member' } } as never } }, bot),
    ).toBe('open');
  });

  test('of an unmapped role cannot tell, and names the key', () => {
    const verdict = verdictOf({ policy: policy([a], { people: {} }), statements: [sign(a)] });
    expect(stateOf(verdict, 'a')).toMatchObject({ state: 'cannot-tell', next: expect.stringContaining('people.lead') });
  });
});
