import { describe, expect, test } from '@jest/globals';
import type { Obstacle, Verdict } from '../../src/verdict/verdict.ts';
import { answerWord, fixHeading, headlineOf, short, shortHeadline, subtitleOf } from '../../src/views/headline.ts';
import { anna, hold, item, items, sha, verdict } from './samples.ts';

const freeze: Obstacle = {
  kind: 'freeze',
  decision: 'waiting',
  because: 'frozen until 2027-03-02T00:00:00Z: audit',
  next: 'Wait.',
};
const policy: Obstacle = {
  kind: 'policy',
  decision: 'cannot-tell',
  because: '.github/gonogo.yml:1:1: unknown key',
  next: 'Correct it.',
};
const merge: Obstacle = { kind: 'merge', decision: 'no-go', because: 'the merge of this commit is no-go', next: 'Settle it.' };
const emergency = { by: anna, reason: 'outage', until: '2027-03-01T14:00:00Z', skipped: ['backup', 'x'] };
const secondOpen = item({ id: 'x', next: 'To be ticked by the role lead.' });

describe('headlineOf', () => {
  test.each<[string, Partial<Verdict>]>([
    ['GO', { items: [items.passed] }],
    ['WAITING: 2 to do', { decision: 'waiting', items: [items.open, secondOpen, items.passed] }],
    ['NO-GO: 1 failed', { decision: 'no-go', items: [items.failed, items.open, items.cannotTell] }],
    ['NO-GO: the merge of this commit is no-go', { decision: 'no-go', obstacles: [merge] }],
    ['CANNOT TELL: No known holes in dependencies', { decision: 'cannot-tell', items: [items.cannotTell, items.open] }],
    [
      'CANNOT TELL: No known holes in dependencies, and 1 more',
      { decision: 'cannot-tell', items: [items.cannotTell, item({ id: 'y', state: 'cannot-tell' })] },
    ],
    ['CANNOT TELL: .github/gonogo.yml:1:1: unknown key', { decision: 'cannot-tell', obstacles: [policy] }],
    ['CANNOT TELL: 2 problems in the policy', { decision: 'cannot-tell', obstacles: [policy, policy] }],
    ['CANNOT TELL: no answer was given', { decision: 'cannot-tell' }],
    ['HELD by bob: the database is moving', { decision: 'waiting', items: [items.open], obstacles: [freeze, hold] }],
    ['HELD: somebody said so', { decision: 'waiting', obstacles: [{ ...hold, because: 'somebody said so' }] }],
    ['FREEZE until 2027-03-02 00:00 UTC: audit', { decision: 'waiting', items: [items.open], obstacles: [freeze] }],
    ['NO-GO: 1 failed', { decision: 'no-go', items: [items.failed], obstacles: [hold] }],
    ['EMERGENCY: GO by @anna until 2027-03-01 14:00 UTC, 2 items skipped', { items: [items.open], emergency }],
    ["GO (the machine's part only)", { items: [items.passed], scope: 'machine' }],
    ['NO-GO: 1 failed (observed, blocks nothing)', { decision: 'no-go', items: [items.failed], enforcement: 'observe' }],
    ["GO (the machine's part only; observed, blocks nothing)", { scope: 'machine', enforcement: 'observe' }],
  ])('%s', (headline, fields) => {
    expect(headlineOf(verdict(fields))).toBe(headline);
  });

  test('nothing but a go starts with GO', () => {
    const notGo = (['waiting', 'no-go', 'cannot-tell'] as const).map((decision) => headlineOf(verdict({ decision })));
    expect(notGo.filter((headline) => headline.startsWith('GO'))).toEqual([]);
  });
});

test('the heading of what is left fits the answer', () => {
  expect(fixHeading(verdict({ decision: 'waiting' }))).toBe('What is to do');
  expect(fixHeading(verdict({ decision: 'no-go' }))).toBe('What to fix first');
});

describe('subtitleOf', () => {
  test.each<[string, Partial<Verdict>]>([
    ['Release · workspace at 1a2b3c4d5e6f · policy: work tree', {}],
    ['workspace at 1a2b3c4d5e6f · no readable policy', { policy: null }],
    ['Release · workspace without a commit · policy: work tree', { head: '0'.repeat(40) }],
    [
      'Release · pull request #7 at 1a2b3c4d5e6f · policy: abcdef012345',
      {
        subject: { kind: 'pull-request', repoId: 1, number: 7, sha },
        policy: { title: 'Release', commit: 'abcdef0123456789', digest: 'd' },
      },
    ],
    ['Release · merge group at 1a2b3c4d5e6f · policy: work tree', { subject: { kind: 'merge-group', repoId: 1, sha } }],
    [
      'Release · release v1.2.0 at 1a2b3c4d5e6f · policy: work tree',
      { subject: { kind: 'release', repoId: 1, tag: 'v1.2.0', sha } },
    ],
    [
      'Release · deployment to production at 1a2b3c4d5e6f · policy: work tree',
      { subject: { kind: 'deployment', repoId: 1, environment: 'production', sha } },
    ],
  ])('%s', (text, fields) => {
    expect(subtitleOf(verdict(fields))).toBe(text);
  });
});

test.each<[string, Partial<Verdict>]>([
  ['GO', {}],
  ['WAITING', { decision: 'waiting', items: [items.open] }],
  ['NO-GO', { decision: 'no-go', obstacles: [hold] }],
  ['CANNOT TELL', { decision: 'cannot-tell' }],
  ['HELD', { decision: 'waiting', obstacles: [merge, hold] }],
  ['FREEZE', { decision: 'waiting', obstacles: [freeze] }],
  ['EMERGENCY: GO', { emergency, obstacles: [freeze] }],
])('in a word: %s', (word, more) => {
  expect(answerWord(verdict(more))).toBe(word);
});

test('where there is little room the answer is cut, and not that it blocks nothing', () => {
  const long = verdict({ decision: 'cannot-tell', obstacles: [{ ...policy, because: 'x'.repeat(200) }], enforcement: 'observe' });
  expect(shortHeadline(long, 60)).toBe(`CANNOT TELL: ${'x'.repeat(19)}… (observed, blocks nothing)`);
  expect(shortHeadline(verdict(), 60)).toBe('GO');
  expect(short(sha)).toBe('1a2b3c4d5e6f');
});
