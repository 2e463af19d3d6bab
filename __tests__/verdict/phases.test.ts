import { describe, expect, test } from '@jest/globals';
import { type Phase, phases } from '../../src/checklist/model.ts';
import type { Subject } from '../../src/ledger/statement.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import { facts, head, item, say, stateOf, verdictOf } from './cases.ts';

const repoId = 7;
const release: Subject = { kind: 'release', repoId, tag: 'v1', sha: head.sha };
const deployment: Subject = { kind: 'deployment', repoId, environment: 'production', sha: head.sha };

function deciding(subject: Subject, more: Partial<Facts> = {}): Phase[] {
  return verdictOf({ items: [item('a')], subject, facts: { ...facts, ...more } })
    .phases.filter(({ role }) => role === 'decides')
    .map(({ phase }) => phase);
}

describe('the phases that decide', () => {
  test.each<[string, Subject, Partial<Facts>, Phase[]]>([
    ['a pull request', { kind: 'pull-request', repoId, number: 1, sha: head.sha }, {}, ['merge', 'sign-off']],
    ['a merge group', { kind: 'merge-group', repoId, sha: head.sha }, {}, ['merge', 'sign-off']],
    ['a workspace', { kind: 'workspace', repoId, sha: head.sha }, {}, ['merge', 'sign-off']],
    ['a deployment', deployment, {}, ['deploy']],
    ['a release, at first', release, {}, ['verify']],
    ['a release after a day', release, { releasedAt: '2026-11-20T12:00:00Z' }, ['verify', 'day']],
    ['a release after a week', release, { releasedAt: '2026-11-14T12:00:00Z' }, ['verify', 'day', 'week']],
    ['a release after a month', release, { releasedAt: '2026-10-22T12:00:00Z' }, ['verify', 'day', 'week', 'month']],
    ['a release of nobody knows when', release, { releasedAt: null }, ['verify', 'day', 'week', 'month']],
    ['a release whose rollback opened', release, { rollbackOpenedAt: '2026-11-21T11:30:00Z' }, ['verify', 'rollback']],
  ])('of %s', (_, subject, more, expected) => {
    expect(deciding(subject, more)).toEqual(expected);
  });

  test('all others are listed, and what is due says from when', () => {
    const verdict = verdictOf({ items: [item('a')], subject: release });
    expect(verdict.phases.map(({ phase }) => phase)).toEqual([...phases]);
    expect(verdict.phases.find(({ phase }) => phase === 'day')).toEqual({
      phase: 'day',
      role: 'due',
      from: '2026-11-22T11:00:00.000Z',
    });
    expect(verdict.changesAt).toBe('2026-11-22T11:00:00.000Z');
  });
});

test('items of a later phase block nothing yet', () => {
  const [a, later] = [item('a'), item('v', { phase: 'verify' })];
  const other = say('tick', a);
  const verdict = verdictOf({ items: [a, later], statements: [other] });
  expect([verdict.decision, stateOf(verdict, 'v').required]).toEqual(['go', false]);
});

describe('a deployment', () => {
  const d = item('d', { phase: 'deploy' });
  const ticked = say('tick', d, { scope: { subject: `7/deployment/production/${head.sha}` } });
  test.each([
    ['go', 'go'],
    ['waiting', 'waiting'],
    ['no-go', 'no-go'],
    ['cannot-tell', 'cannot-tell'],
    [null, 'cannot-tell'],
  ] as const)('whose merge is %s is %s', (merge, decision) => {
    expect(verdictOf({ items: [d], subject: deployment, statements: [ticked], facts: { ...facts, merge } }).decision).toBe(
      decision,
    );
  });

  test('needs its own items too', () => {
    expect(verdictOf({ items: [d], subject: deployment }).decision).toBe('waiting');
  });
});
