import { describe, expect, test } from '@jest/globals';
import type { Evidence, GateUse, Origin } from '../../src/gates/engine/contract.ts';
import { digest } from '../../src/ground/json.ts';
import { isFresh } from '../../src/verdict/answer.ts';
import { startClock } from '../../src/verdict/context.ts';
import { byGate, coverage, coverageUse, facts, item, now, policy, pullRequest, stateOf, verdictOf } from './cases.ts';

const gated = (use: Partial<GateUse> = {}) => item('a', { proof: { ...byGate, use: { ...coverageUse, ...use } } });
const a = gated();
const { state: _state, data: _data, ...claim } = coverage(99) as Extract<Evidence, { state: 'collected' }>;
const broken: Evidence = { ...claim, state: 'broken', reason: 'the reader crashed' };
type Given = Parameters<typeof verdictOf>[0];
const stateWith = (given: Given) => stateOf(verdictOf({ policy: policy([a], { solo: true }), ...given }), 'a').state;

describe('evidence of a gate', () => {
  test.each<[string, Given, string]>([
    ['that reaches the limit passes', { evidence: [coverage(80)] }, 'passed'],
    ['that does not fails', { evidence: [coverage(79)] }, 'failed'],
    ['that is broken cannot tell', { evidence: [broken] }, 'cannot-tell'],
    ['of a shape nobody knows cannot tell', { evidence: [coverage(99, { data: { lines: 99 } })] }, 'cannot-tell'],
    ['of another commit is none', { evidence: [coverage(99, { head: 'bbbb' })] }, 'cannot-tell'],
    ['of another gate is none', { evidence: [coverage(99, { gate: 'other' })] }, 'cannot-tell'],
    ['of another target is none', { evidence: [coverage(99, { target: 'staging' })] }, 'cannot-tell'],
    ['from the future is too old to count', { evidence: [coverage(99, { at: '2026-11-21T12:16:00Z' })] }, 'stale'],
    ['from a clock a little ahead counts', { evidence: [coverage(99, { at: '2026-11-21T12:10:00Z' })] }, 'passed'],
    [
      'without a time that can be read counts, as this gate keeps with its commit',
      { evidence: [coverage(99, { at: 'x' })] },
      'passed',
    ],
  ])('%s', (_, given, state) => {
    expect(stateWith(given)).toBe(state);
  });

  test('with other settings is not an answer, and says what to do', () => {
    const verdict = verdictOf({ items: [a], evidence: [coverage(99, { source: digest({ files: 'other' }) })] });
    expect(stateOf(verdict, 'a')).toMatchObject({
      state: 'cannot-tell',
      because: expect.stringContaining('other settings'),
      next: expect.stringContaining('again'),
    });
  });

  test('that is too old is not judged at all', () => {
    const verdict = verdictOf({ items: [a], evidence: [coverage(99, { at: '2026-11-21T12:16:00Z' })] });
    expect(stateOf(verdict, 'a').answer).toMatchObject({ state: 'stale', judgement: { result: 'cannot-tell', measured: [] } });
  });

  test('of several, the worst counts, in whatever order', () => {
    const mixed = [coverage(99), coverage(10), coverage(85)];
    expect([stateWith({ evidence: mixed }), stateWith({ evidence: mixed.toReversed() })]).toEqual(['failed', 'failed']);
  });
});

describe('evidence of what a merge queue made of the head and others', () => {
  const merged = 'eeee';
  const found = (lines: number, more: Parameters<typeof coverage>[1] = {}) => coverage(lines, { head: merged, ...more });
  const given = (evidence: readonly Evidence[]) => ({ evidence, facts: { ...facts, merged } });

  test.each<[string, readonly Evidence[], string]>([
    ['that fails speaks against the head', [coverage(99), found(10)], 'failed'],
    ['that is broken speaks against it', [coverage(99), { ...broken, head: merged }], 'cannot-tell'],
    ['that is too old speaks against it', [coverage(99), found(99, { at: '2026-11-21T12:16:00Z' })], 'cannot-tell'],
    ['that fails speaks against it from whatever origin', [coverage(99), found(10, { origin: 'changed-workflow' })], 'failed'],
    ['that passes takes nothing away', [coverage(99), found(99)], 'passed'],
    ['that passes by too weak an origin takes nothing away', [coverage(99), found(99, { origin: 'workspace' })], 'passed'],
    ['that passes proves no head that has none of its own', [found(99)], 'cannot-tell'],
    ['that passes proves no head that fails', [coverage(10), found(99)], 'failed'],
    ['that passes makes no weak evidence strong', [coverage(99, { origin: 'workspace' }), found(99)], 'cannot-tell'],
    ['of other settings says nothing of these', [coverage(99), found(10, { source: digest({ files: 'other' }) })], 'passed'],
  ])('%s', (_, evidence, state) => {
    expect(stateWith(given(evidence))).toBe(state);
  });

  test('says where it was found', () => {
    const verdict = verdictOf({ items: [a], ...given([coverage(99), found(10)]) });
    expect(stateOf(verdict, 'a').because).toContain('in what the merge queue made of it (eeee)');
  });

  test('counts for nobody whom no queue has', () => {
    expect(stateWith({ evidence: [coverage(99), found(10)] })).toBe('passed');
  });
});

describe('where the evidence came from', () => {
  const run = { id: 12, attempt: 2, path: '.github/workflows/ci.yml' };
  const link = 'https://github.com/acme/shop/actions/runs/12';
  const from = (given: Given) => stateOf(verdictOf({ items: [a], ...given }), 'a').answer?.from;

  test('is told of the claim that decided', () => {
    const worse = coverage(10, { origin: 'changed-workflow', run, link, doubt: 'somebody changed it', isMixed: true });
    expect(from({ evidence: [coverage(99), worse] })).toEqual({
      origin: 'changed-workflow',
      run,
      link,
      doubt: 'somebody changed it',
      isMixed: true,
    });
    expect(from({ evidence: [coverage(99, { origin: 'app' })] })).toEqual({ origin: 'app' });
  });

  test('is nothing to tell of in a work tree, and where there is no evidence', () => {
    const subject = { kind: 'workspace', repoId: 7, sha: facts.head.sha } as const;
    expect(from({ subject, evidence: [coverage(99, { origin: 'workspace' })] })).toBeUndefined();
    expect(from({ evidence: [] })).toBeUndefined();
  });

  test('says why it is no stronger one, where a stronger one is asked for', () => {
    const weak = coverage(99, { origin: 'changed-workflow', doubt: 'this pull request changes ci.yml' });
    expect(stateOf(verdictOf({ items: [a], evidence: [weak] }), 'a').because).toContain(
      'the policy asks for evidence of origin unchanged-workflow or stronger (this pull request changes ci.yml)',
    );
  });
});

describe('evidence of a target', () => {
  const live = gated({ target: 'production' });
  const of = (...evidence: Evidence[]) => stateOf(verdictOf({ policy: policy([live], { solo: true }), evidence }), 'a').answer;
  test('answers for that target and for no other', () => {
    expect(of(coverage(90, { target: 'production' }))).toMatchObject({ target: 'production', judgement: { result: 'pass' } });
    for (const other of [coverage(90), coverage(90, { target: 'staging' })]) {
      expect(of(other)).toMatchObject({ state: 'missing', judgement: { summary: 'there is no evidence for this commit' } });
    }
  });
});

describe('evidence that grows old', () => {
  const clock = startClock(now);
  test.each([
    ['2026-11-18T12:00:01Z', { hours: 72 }, true],
    ['2026-11-18T12:00:00Z', { hours: 72 }, false],
    ['2026-11-21T11:00:01Z', { hours: 1 }, true],
    ['2026-11-21T11:00:00Z', { hours: 1 }, false],
    ['2020-01-01T00:00:00Z', 'commit', true],
    ['2026-11-21T12:15:00Z', 'commit', true],
    ['2026-11-21T12:15:01Z', 'commit', false],
    ['nobody knows when', { hours: 72 }, false],
  ] as const)('of %s, kept for %j: %s', (at, keeps, fresh) => {
    expect(isFresh(at, keeps, clock)).toBe(fresh);
  });

  test('is due again when it will be too old', () => {
    const timed = startClock(now);
    isFresh('2026-11-21T11:30:00Z', { hours: 1 }, timed);
    expect(timed.nextChange()).toBe('2026-11-21T12:30:00.000Z');
  });
});

describe('evidence that is missing', () => {
  const running = (since: string): Given => ({ facts: { ...facts, runs: { state: 'running', since } } });
  test('is waited for while runs of the head may bring it, for an hour', () => {
    expect(stateWith(running('2026-11-21T11:30:00Z'))).toBe('waiting');
    expect(stateWith(running('2026-11-21T11:00:00Z'))).toBe('cannot-tell');
    expect(stateWith(running('some time ago'))).toBe('cannot-tell');
  });

  test('is cannot-tell once the runs have ended', () => {
    expect(stateWith({})).toBe('cannot-tell');
    expect(verdictOf({ items: [a] }).decision).toBe('cannot-tell');
  });
});

describe('where evidence comes from', () => {
  const from = (origin: Origin) => coverage(90, { origin });
  test.each<[Origin, Origin | undefined, string]>([
    ['changed-workflow', undefined, 'cannot-tell'],
    ['workspace', undefined, 'cannot-tell'],
    ['unchanged-workflow', undefined, 'passed'],
    ['pinned-workflow', undefined, 'passed'],
    ['unchanged-workflow', 'pinned-workflow', 'cannot-tell'],
    ['app', 'pinned-workflow', 'passed'],
    ['changed-workflow', 'changed-workflow', 'cannot-tell'],
    ['unchanged-workflow', 'workspace', 'passed'],
  ])('%s, when the item asks for %s: %s', (origin, asked, state) => {
    const about = gated(asked ? { origin: asked } : {});
    const verdict = verdictOf({ policy: policy([about], { solo: true }), evidence: [from(origin)] });
    expect(stateOf(verdict, 'a').state).toBe(state);
  });

  test('too weak an origin speaks against a release but not for it, and not at all beside a strong one', () => {
    expect(stateWith({ evidence: [coverage(10, { origin: 'changed-workflow' })] })).toBe('failed');
    expect(stateWith({ evidence: [from('changed-workflow'), from('app')] })).toBe('passed');
    expect(stateWith({ evidence: [coverage(10, { origin: 'changed-workflow' }), from('app')] })).toBe('failed');
  });

  test('a claim that is broken speaks against it too, wherever it comes from', () => {
    expect(stateWith({ evidence: [{ ...broken, origin: 'changed-workflow' }, from('app')] })).toBe('cannot-tell');
  });

  test('says which origin is asked for', () => {
    const verdict = verdictOf({ policy: policy([a], { solo: true }), evidence: [from('changed-workflow')] });
    expect(stateOf(verdict, 'a').because).toContain('unchanged-workflow or stronger');
  });

  test('on a laptop everything comes from the work tree', () => {
    const subject = { kind: 'workspace', repoId: 7, sha: pullRequest.sha } as const;
    expect(stateOf(verdictOf({ items: [a], subject, evidence: [from('workspace')] }), 'a').state).toBe('passed');
  });
});
