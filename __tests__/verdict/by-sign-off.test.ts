import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import { digest } from '../../src/ground/json.ts';
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

describe('a sign-off of the files that releases are judged by', () => {
  const files = digest('files');
  const owner = (of: string) => item('a', { proof: { ...bySignOff, role: 'policy-owner', via: 'word', files: of } });
  const a = owner(files);
  const admin = { ...facts.people, 2: { ...facts.people['2'], permission: 'admin' } } as typeof facts.people;
  const earlier = { head: 'bbbb', tree: 'tree-b' };
  const commit = (more: object) => ({ bbbb: { tree: 'tree-b', changeSet: null, changedSince: null, ...more } });
  const state = (statement: Statement, more: Partial<typeof facts> = {}, people = policy([]).people) =>
    stateOf(
      verdictOf({ policy: policy([a], { people }), statements: [statement], facts: { ...facts, people: admin, ...more } }),
      'a',
    ).state;
  const sign = (more: Partial<Statement> = {}) => say('sign', a, { by: reviewer, via: 'review', ...more });

  test.each<[string, Statement, Partial<typeof facts>, string]>([
    ['an administrator signs by a review', sign(), {}, 'signed'],
    ['or by a command', sign({ via: 'command' }), {}, 'signed'],
    ['never by a box', sign({ via: 'box' }), {}, 'open'],
    ['nobody else does', sign({ by: lead }), {}, 'open'],
    ['not the author', sign(), { authors: [reviewer.id] }, 'open'],
    ['on an earlier commit that made the same of them', sign(earlier), { commits: commit({ files }) }, 'signed'],
    ['on one that made something else of them', sign(earlier), { commits: commit({ files: digest('other') }) }, 'stale'],
    ['on one that was never looked at', sign(earlier), { commits: commit({}) }, 'stale'],
    ['on one that nobody knows', sign(earlier), {}, 'stale'],
    ['as they were read before they changed', sign({ itemDigest: owner(digest('other')).digest }), {}, 'stale'],
  ])('%s', (_, statement, more, expected) => {
    expect(state(statement, more)).toBe(expected);
  });

  test('where others are named, administrators are not', () => {
    const named = { 'policy-owner': { users: ['lea'] } };
    expect(state(sign(), {}, named)).toBe('open');
    expect(state(sign({ by: lead }), {}, named)).toBe('signed');
  });

  test('whose rights cannot be looked up can not be told', () => {
    const unknown = { ...facts.people, 2: { ...facts.people['2'], permission: 'unknown' } } as typeof facts.people;
    expect(state(sign(), { people: unknown })).toBe('cannot-tell');
  });

  test('every other sign-off falls with each push, whatever is known of the files', () => {
    const other = item('a', { proof: bySignOff });
    const said = say('sign', other, { by: lead, via: 'review', ...earlier });
    const verdict = verdictOf({ items: [other], statements: [said], facts: { ...facts, commits: commit({ files }) } });
    expect(stateOf(verdict, 'a').state).toBe('stale');
  });
});
