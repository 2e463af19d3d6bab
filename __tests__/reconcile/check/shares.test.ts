import { describe, expect, test } from '@jest/globals';
import { wishesFor } from '../../../src/reconcile/check/shares.ts';
import type { SubjectRow } from '../../../src/reconcile/ports/store.ts';
import { type Answer, noMemory, type PullMemory } from '../../../src/reconcile/pull/memory.ts';
import { checkRunOutput } from '../../../src/views/check-run.ts';
import { sha, verdict } from '../../views/samples.ts';

type Decision = 'go' | 'waiting' | 'no-go';

function answer(decision: Decision, more: Partial<Answer> = {}, name = 'gonogo'): Answer {
  const subject = { kind: 'pull-request', repoId: 7, number: 1, sha } as const;
  const output = checkRunOutput(verdict({ subject, decision }), { now: '2026-11-21T12:00:00Z' });
  return {
    head: sha,
    decision,
    output: { ...output, name },
    digest: decision,
    goSince: decision === 'go' ? '2026-11-21T12:00:00.000Z' : null,
    settle: 20,
    grounds: null,
    ...more,
  };
}

function row(number: number, given: Answer | null): SubjectRow {
  const memory: PullMemory = { ...noMemory, answer: given };
  const kept = JSON.parse(JSON.stringify(memory));
  return {
    key: `7/pull-request/${number}`,
    repoId: 7,
    kind: 'pull-request',
    number,
    head: sha,
    base: 'main',
    isOpen: true,
    memory: kept,
  };
}

const said = (rows: readonly SubjectRow[], names: readonly string[] = []) =>
  wishesFor(rows, names).map(({ name, blocking, green }) => [
    name,
    blocking.status === 'completed' ? blocking.conclusion : blocking.status,
    green?.from,
  ]);

describe('what may turn green', () => {
  test('one that is go, once it has settled; until then it blocks', () => {
    expect(said([row(1, answer('go'))])).toEqual([['gonogo', 'action_required', '2026-11-21T12:00:20.000Z']]);
  });
  test('several once the last of them has settled', () => {
    const later = answer('go', { goSince: '2026-11-21T12:05:00.000Z', settle: 0 });
    expect(said([row(1, answer('go')), row(2, later)])).toEqual([['gonogo', 'action_required', '2026-11-21T12:05:00.000Z']]);
  });
});

describe('what may not', () => {
  test.each([
    ['one that waits', [answer('waiting')], 'action_required'],
    ['one of two that waits', [answer('go'), answer('waiting')], 'action_required'],
    ['one of two that failed', [answer('go'), answer('no-go')], 'failure'],
    ['one whose go nobody knows the time of', [answer('go', { goSince: null })], 'action_required'],
  ])('%s', (_name, answers, shown) => {
    const [wish] = wishesFor(
      answers.map((each, at) => row(at + 1, each)),
      [],
    );
    expect(wish?.green).toBeUndefined();
    expect(wish?.blocking).toMatchObject({ conclusion: shown });
  });
  test('an answer that lets go by its words alone is not one that lets go', () => {
    const lying = answer('waiting', { goSince: '2026-11-21T12:00:00.000Z' });
    expect(wishesFor([row(1, lying)], [])[0]?.green).toBeUndefined();
  });
  test('an answer on another commit', () => {
    expect(said([row(1, answer('go', { head: 'another' }))], ['gonogo'])).toEqual([['gonogo', 'cancelled', undefined]]);
  });
});

test('a name under which nobody answers any more is closed', () => {
  expect(said([], ['gonogo'])).toEqual([['gonogo', 'cancelled', undefined]]);
  expect(said([row(1, answer('go', {}, 'gonogo observe'))], ['gonogo'])).toEqual([
    ['gonogo observe', 'action_required', '2026-11-21T12:00:20.000Z'],
    ['gonogo', 'cancelled', undefined],
  ]);
});

test('where nothing is asked there is no check', () => {
  expect(said([row(1, null)])).toEqual([]);
});

test('the same answers are the same wish, in whatever order they come', () => {
  const rows = [row(1, answer('go')), row(2, answer('go'))];
  const digests = (all: readonly SubjectRow[]) => wishesFor(all, []).map(({ digest, green }) => [digest, green?.digest]);
  expect(digests(rows.toReversed())).toEqual(digests(rows));
  expect(digests([row(1, answer('go')), row(2, answer('waiting'))])).not.toEqual(digests(rows));
  const [wish] = wishesFor(rows, []);
  expect(wish?.digest).not.toBe(wish?.green?.digest);
});
