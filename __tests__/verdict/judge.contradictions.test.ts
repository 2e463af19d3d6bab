import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../src/checklist/model.ts';
import {
  author,
  byGate,
  bySignOff,
  coverage,
  coverageUse,
  facts,
  head,
  item,
  lead,
  policy,
  pullRequest,
  say,
  stateOf,
  verdictOf,
} from './cases.ts';

const a = item('a');

/** Facts of one commit and a subject of another are two stories: an answer for either would be wrong. */
test('a subject and facts of different commits cannot tell', () => {
  const statements = [say('tick', a)];
  expect(verdictOf({ items: [a], statements }).decision).toBe('go');
  expect(verdictOf({ items: [a], statements, subject: { ...pullRequest, sha: 'bbbb' } }).decision).toBe('cannot-tell');
});

/** Every change has an author; a list without any is a look-up that failed, such as of an account that was deleted. */
describe('when no author is known by name', () => {
  const nobody = { ...facts, authors: [] };
  test('nobody counts as somebody else', () => {
    expect(verdictOf({ items: [a], statements: [say('tick', a, { by: author })], facts: nobody }).decision).not.toBe('go');
  });
  test('nobody signs', () => {
    const s = item('s', { proof: bySignOff });
    const statements = [say('sign', s, { by: lead, via: 'review' })];
    expect(stateOf(verdictOf({ items: [s], statements, facts: nobody }), 's').state).toBe('cannot-tell');
  });
});

test('two items of one id cannot tell: one would hide the other', () => {
  const hidden: Item = { ...item('g', { proof: byGate }), id: 'a' };
  const verdict = verdictOf({ policy: policy([a, hidden]), statements: [say('tick', a)], evidence: [coverage(1)] });
  expect(['no-go', 'cannot-tell']).toContain(verdict.decision);
});

test('an item may ask for a stronger origin than the policy, never for a weaker one', () => {
  const weak = item('g', { proof: { by: 'gate', use: { ...coverageUse, origin: 'workspace' } } });
  const given = policy([weak], { solo: true, trust: { minimum: 'pinned-workflow' } });
  expect(verdictOf({ policy: given, evidence: [coverage(90)] }).decision).toBe('cannot-tell');
  expect(verdictOf({ policy: given, evidence: [coverage(90, { origin: 'app' })] }).decision).toBe('go');
});

test('the machine’s part alone is no answer about a pull request: holds and people would be passed over', () => {
  const g = item('g', { proof: byGate });
  const given = { items: [g], evidence: [coverage(90)], statements: [say('hold', undefined)] };
  expect(verdictOf({ ...given, scope: 'machine' }).decision).not.toBe('go');
  expect(verdictOf({ ...given, scope: 'machine', subject: { kind: 'workspace', repoId: 7, sha: head.sha } }).decision).toBe('go');
});

/** Otherwise a not-applicable would be a waiver of everything, for a year, that nothing reopens. */
test('a gate that failed is waived finding by finding, and not talked away as not applicable', () => {
  const g = item('g', { proof: byGate });
  const na = say('na', g, { by: lead, reason: 'not now', until: '2027-06-01T00:00:00Z' });
  expect(verdictOf({ items: [g], evidence: [coverage(1)], statements: [na] }).decision).toBe('no-go');
});

test('a signature for an item as it was read before is no second person', () => {
  const s = item('s', { level: 'should', proof: bySignOff });
  const old = say('sign', s, { by: lead, via: 'review', itemDigest: '0'.repeat(64) });
  const verdict = verdictOf({ items: [a, s], statements: [say('tick', a, { by: author }), old] });
  expect(verdict.obstacles.map(({ kind }) => kind)).toEqual(['second-person']);
});
