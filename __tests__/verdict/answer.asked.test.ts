import { describe, expect, test } from '@jest/globals';
import type { Evidence, GateUse, Origin } from '../../src/gates/engine/contract.ts';
import { evidenceKey } from '../../src/gates/engine/contract.ts';
import { digest } from '../../src/ground/json.ts';
import { isFresh, keepsOf } from '../../src/verdict/answer.ts';
import { startClock } from '../../src/verdict/context.ts';
import { facts, item, now, pullRequest, stateOf, verdictOf } from './cases.ts';

const use: GateUse = { gate: 'checks', source: { required: [{ name: 'build', app: 'github-actions' }] }, limits: {} };
const a = item('a', { proof: { by: 'gate', use } });
const key = evidenceKey({ gate: 'checks', source: digest(use.source) });
const found = (origin: Origin, conclusion = 'success'): Evidence => ({
  gate: 'checks',
  source: digest(use.source),
  at: now,
  tookMs: 1,
  state: 'collected',
  data: { required: [{ name: 'build', app: 'github-actions', found: [{ kind: 'run', conclusion }], others: [] }] },
  head: facts.head.sha,
  origin,
});
const judged = (evidence: readonly Evidence[], asked?: Record<string, string>, kind?: 'workspace') => {
  const subject = kind === 'workspace' ? ({ kind, repoId: 0, sha: facts.head.sha } as const) : pullRequest;
  return stateOf(verdictOf({ items: [a], evidence, subject, facts: { ...facts, ...(asked && { asked }) } }), 'a');
};

describe('what the platform shows', () => {
  test('is asked of itself: no workflow says it', () => {
    expect(judged([found('app')]).state).toBe('passed');
    for (const origin of ['pinned-workflow', 'unchanged-workflow', 'changed-workflow', 'workspace'] as const) {
      expect(judged([found(origin)])).toMatchObject({ state: 'cannot-tell', next: 'Let the App collect it.' });
      // Nor does one take it back.
      expect(judged([found('app'), found(origin, 'failure')]).state).toBe('passed');
    }
  });

  test('cannot be asked on a laptop', () => {
    expect(judged([], undefined, 'workspace')).toMatchObject({ state: 'cannot-tell', next: 'Let the App collect it.' });
  });
});

describe('what is being asked', () => {
  test('is waited for, for a while', () => {
    expect(judged([], { [key]: '2026-11-21T11:59:00Z' })).toMatchObject({ state: 'waiting', because: 'being asked now' });
    expect(judged([], { [key]: '2026-11-21T11:00:00Z' })).toMatchObject({
      state: 'cannot-tell',
      because: 'it was asked, and no answer came',
    });
    expect(judged([], { 'checks||other': '2026-11-21T11:59:00Z' }).state).toBe('cannot-tell');
  });

  test('says when it is no longer waited for', () => {
    const given = { items: [a], facts: { ...facts, asked: { [key]: '2026-11-21T11:59:00.000Z' } } };
    expect(verdictOf(given).changesAt).toBe('2026-11-21T12:14:00.000Z');
  });

  test('does not outweigh what is known', () => {
    expect(judged([found('app')], { [key]: '2026-11-21T11:59:00Z' }).state).toBe('passed');
  });
});

test('the App can ask a live address again: what it saw there counts for an hour', () => {
  expect(keepsOf({ gate: 'tls', origin: 'app' })).toEqual({ hours: 1 });
  expect(keepsOf({ gate: 'tls', origin: 'pinned-workflow' })).toEqual({ hours: 24 });
  expect(keepsOf({ gate: 'coverage', origin: 'app' })).toBe('commit');
  expect(keepsOf({ gate: 'nobody', origin: 'app' })).toBe('commit');
  expect(isFresh('2026-11-21T11:00:00Z', keepsOf({ gate: 'tls', origin: 'app' }), startClock(now))).toBe(false);
});
