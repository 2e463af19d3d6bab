import { describe, expect, test } from '@jest/globals';
import type { Statement } from '../../src/ledger/statement.ts';
import { byGate, coverage, facts, head, item, lead, policy, reviewer, say, stranger, verdictOf } from './cases.ts';

const a = item('a');
const g = item('g', { proof: byGate });
const glass = (more: Partial<Statement> = {}) =>
  say('break-glass', undefined, { by: lead, via: 'command', reason: 'the site is down', ...more });
const of = (statements: Statement[], more: Parameters<typeof verdictOf>[0] = {}) =>
  verdictOf({ items: [a, g], evidence: [coverage(1)], statements, ...more });

describe('a broken glass', () => {
  test('is go for this commit, named as what it is, with what it skipped and until when', () => {
    expect(of([glass()])).toMatchObject({
      decision: 'go',
      emergency: { by: { login: 'lea' }, reason: 'the site is down', until: '2026-11-21T15:00:00.000Z', skipped: ['a', 'g'] },
      changesAt: '2026-11-21T15:00:00.000Z',
    });
  });

  test.each<[string, Partial<Statement>]>([
    ['by somebody without the role', { by: reviewer }],
    ['by somebody who cannot be verified', { by: stranger }],
    ['without a reason', { reason: ' ' }],
    ['on another commit', { head: 'bbbb', tree: 'tree-b' }],
    ['on another commit with the same files', { head: 'bbbb' }],
    ['on this commit, recorded with another tree', { tree: 'tree-b' }],
    ['more than four hours ago', { at: '2026-11-21T08:00:00Z' }],
    ['in the future', { at: '2026-11-21T12:00:01Z' }],
    ['for another subject', { scope: { subject: '7/pull-request/13' } }],
  ])('%s stays no-go', (_, more) => {
    expect(of([glass(more)])).toMatchObject({ decision: 'no-go' });
    expect(of([glass(more)]).emergency).toBeUndefined();
  });

  test('by the author stays no-go, and so it does when nobody knows the author', () => {
    expect(of([glass()], { facts: { ...facts, authors: [lead.id] } }).decision).toBe('no-go');
    expect(of([glass()], { facts: { ...facts, authors: null } }).decision).toBe('no-go');
  });

  test('does not pass an item that always blocks', () => {
    const always = item('always', { always: true });
    expect(of([glass()], { items: [a, always] }).decision).toBe('waiting');
    expect(of([glass(), say('tick', always)], { items: [a, always] })).toMatchObject({
      decision: 'go',
      emergency: { skipped: ['a'] },
    });
  });

  test('overrides a freeze, the second person and old debts, but not a hold', () => {
    const freeze = [{ from: '2026-11-21T00:00:00Z', until: '2026-11-22T00:00:00Z', reason: 'r' }];
    const debts = [{ item: 'x', due: '2026-11-22T00:00:00Z' }];
    expect(of([glass()], { policy: policy([a], { freeze }), facts: { ...facts, debts } }).decision).toBe('go');
    expect(of([glass(), say('hold', undefined)]).decision).toBe('no-go');
  });

  test('of a deployment overrides its merge', () => {
    const d = item('d', { phase: 'deploy' });
    const subject = { kind: 'deployment', repoId: 7, environment: 'p', sha: head.sha } as const;
    const scope = { subject: `7/deployment/p/${head.sha}` };
    const deployed = (statements: Statement[]) => of(statements, { items: [d], subject, facts: { ...facts, merge: 'no-go' } });
    expect(deployed([glass({ scope })])).toMatchObject({ decision: 'go', emergency: { skipped: ['d'] } });
  });

  test('does not turn a checklist that asks nothing into a go', () => {
    expect(of([glass()], { items: [item('may', { level: 'may' })] }).decision).toBe('cannot-tell');
    expect(of([glass()], { policy: [] }).decision).toBe('cannot-tell');
  });

  test('names only what was skipped: not what is done, nor the roll-up of it', () => {
    const done = item('done');
    const all = item('all', { proof: { by: 'items', of: 'all-above' } });
    expect(of([glass(), say('tick', done)], { items: [a, done, all] }).emergency?.skipped).toEqual(['a']);
  });

  test('is not named when nothing had to be skipped', () => {
    expect(of([glass(), say('tick', a)], { items: [a] }).emergency).toBeUndefined();
  });
});
