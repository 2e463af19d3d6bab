import { describe, expect, test } from '@jest/globals';
import { digest } from '../../src/ground/json.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import {
  author,
  bot,
  byGate,
  bySignOff,
  coverage,
  facts,
  head,
  item,
  lead,
  outsider,
  policy,
  say,
  second,
  stranger,
  verdictOf,
} from './cases.ts';

const a = item('a');
const g = item('g', { proof: byGate });
const mine = say('tick', a, { by: author });
const approval = (more: Partial<Statement> = {}) => say('sign', undefined, { by: second, via: 'review', ...more });
const of = (statements: Statement[], more: Parameters<typeof verdictOf>[0] = {}) => {
  const verdict = verdictOf({ items: [a, g], evidence: [coverage(90)], statements, ...more });
  return { decision: verdict.decision, kinds: verdict.obstacles.map(({ kind }) => kind) };
};
const missing = { decision: 'waiting', kinds: ['second-person'] };
const fine = { decision: 'go', kinds: [] };

describe('no go on one person’s word', () => {
  test.each<[string, Statement[], object]>([
    ['the author alone is not enough', [mine], missing],
    ['an approving review by somebody else is', [mine, approval()], fine],
    ['a tick by somebody else is', [mine, say('tick', a, { by: second })], fine],
    ['a review by the author is not', [mine, approval({ by: author })], missing],
    ['a review by a bot is not', [mine, approval({ by: bot })], missing],
    ['a review by somebody without write access is not', [mine, approval({ by: outsider })], missing],
    ['a review of an earlier change is not', [mine, approval({ head: 'bbbb', tree: 'tree-b' })], missing],
    ['a review of another commit with the same files is', [mine, approval({ head: 'bbbb', tree: head.tree })], fine],
    [
      'a tick that is kept from an earlier change is not',
      [mine, say('tick', a, { by: second, head: 'bbbb', tree: 'x' })],
      missing,
    ],
    ['a tick of the item as it was is not', [mine, say('tick', a, { by: second, itemDigest: digest('old') })], missing],
    ['a tick on what a gate proves is not', [mine, say('tick', g, { by: second })], missing],
    [
      'a review that was taken back is not',
      [mine, approval(), { ...approval(), act: 'unsign', at: '2026-11-21T11:30:00Z' }],
      missing,
    ],
    [
      'a waiver by its role is a word too',
      [mine, say('waive', a, { by: lead, reason: 'r', until: '2026-12-01T00:00:00Z' })],
      fine,
    ],
    [
      'somebody who cannot be verified leaves it unknown',
      [mine, approval({ by: stranger })],
      { decision: 'cannot-tell', kinds: ['second-person'] },
    ],
  ])('%s', (_, statements, expected) => {
    expect(of(statements)).toEqual(expected);
  });

  test('nobody knows who the authors are: nobody can tell who is another', () => {
    expect(of([mine, approval()], { facts: { ...facts, authors: null } })).toEqual({
      decision: 'cannot-tell',
      kinds: ['second-person'],
    });
  });

  test('co-authors and pushers are not another', () => {
    expect(of([mine, approval()], { facts: { ...facts, authors: [author.id, second.id] } })).toEqual(missing);
  });

  test('one person is enough where the policy says so', () => {
    expect(of([mine], { policy: policy([a, g], { solo: true }) })).toEqual(fine);
  });

  test('a signature counts, of who may sign', () => {
    const s = item('s', { proof: bySignOff });
    const sign = (by: typeof lead) => say('sign', s, { by, via: 'review' });
    expect(of([mine, sign(lead)], { items: [a, s] })).toEqual(fine);
    expect(of([mine, sign(outsider)], { items: [a, s] }).kinds).toEqual(['second-person']);
  });

  test('a word about an item that does not apply is no word on this change', () => {
    const off = item('off', { when: { labels: ['no'] } });
    expect(of([mine, say('tick', off, { by: second })], { items: [a, off] })).toEqual(missing);
  });
});

test('a merge needs a second person, what is out already does not', () => {
  const sha = head.sha;
  const kinds = (subject: Parameters<typeof verdictOf>[0]['subject']) =>
    verdictOf({ items: [a], ...(subject && { subject }) }).obstacles.map(({ kind }) => kind);
  expect(kinds({ kind: 'merge-group', repoId: 7, sha })).toContain('second-person');
  expect(kinds({ kind: 'release', repoId: 7, tag: 'v1', sha })).not.toContain('second-person');
  expect(kinds({ kind: 'deployment', repoId: 7, environment: 'p', sha })).not.toContain('second-person');
});
