import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attemptAt, isReplaced } from '../../../src/reconcile/evidence/attempts.ts';
import type { Attempt, Job, TakenArtifact, TakenRun } from '../../../src/reconcile/ports/runs.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString();

const job = (name: string, attempt: number, minutes: readonly [number, number], conclusion = 'success'): Job => ({
  name,
  attempt,
  startedAt: at(minutes[0]),
  completedAt: at(minutes[1]),
  conclusion,
});

const first: Attempt = { number: 1, startedAt: at(0), jobs: [job('a', 1, [1, 4]), job('b', 1, [10, 14])] };
const second = (...jobs: readonly Job[]): Attempt => ({ number: 2, startedAt: at(30), jobs });

const artifact = (attempt: number, minute: number, ...keys: readonly string[]): TakenArtifact => ({
  id: minute,
  name: `gonogo-evidence-${minute}`,
  createdAt: at(minute),
  attempt,
  found: keys.length === 0 ? { is: 'unreadable', because: 'is no zip archive' } : { is: 'read', keys },
  token: null,
  contradictions: [],
});

const runOf = (attempts: readonly Attempt[], artifacts: readonly TakenArtifact[]): TakenRun => ({
  format: 'gonogo/run/1',
  run: {
    id: 1,
    attempt: 2,
    event: 'pull_request',
    head: 'x',
    path: 'ci.yml',
    source: null,
    status: 'completed',
    createdAt: '2026-11-21T12:00:00Z',
    startedAt: at(30),
    updatedAt: at(50),
    repoId: 7,
    from: { repoId: 7, owner: 'acme', branch: 'next' },
    pulls: [],
  },
  attempts,
  artifacts,
});

const old = artifact(1, 3, 'k');
const again = [job('a', 2, [31, 34]), job('b', 2, [40, 44])];

test('an artifact is of the latest attempt that had begun', () => {
  const attempts = [first, second()];
  expect([0, 29, 30, 45].map((minute) => attemptAt(at(minute), attempts))).toEqual([1, 1, 2, 2]);
  expect(attemptAt('2020-01-01T00:00:00Z', attempts)).toBe(1);
});

describe('a claim is replaced', () => {
  const replaced = (attempts: readonly Attempt[], ...artifacts: readonly TakenArtifact[]) =>
    isReplaced(old, 'k', runOf(attempts, [old, ...artifacts]));

  test('by one for the same key after every job that had uploaded ran again', () => {
    expect(replaced([first, second(...again)], artifact(2, 33, 'k'))).toBe(true);
    expect(replaced([first, second(job('a', 2, [31, 34]), job('b', 1, [10, 14]))], artifact(2, 33, 'k'))).toBe(true);
    expect(replaced([first, second(job('a', 2, [31, 34], 'failure'))], artifact(2, 33, 'k'))).toBe(true);
  });

  test.each<[string, readonly Attempt[], readonly TakenArtifact[]]>([
    ['nothing came of the later attempt', [first, second(...again)], []],
    ['what came is for another key', [first, second(...again)], [artifact(2, 33, 'l')]],
    ['what came cannot be read', [first, second(...again)], [artifact(2, 33)]],
    ['what came is of the same attempt', [first, second(...again)], [artifact(1, 12, 'k')]],
    ['its job was kept', [first, second(job('a', 1, [1, 4]), job('b', 2, [31, 33]))], [artifact(2, 33, 'k')]],
    ['its job was kept under a new number', [first, second(job('a', 2, [1, 4]))], [artifact(2, 33, 'k')]],
    ['its job was skipped', [first, second(job('a', 2, [31, 31], 'skipped'))], [artifact(2, 33, 'k')]],
    ['its job was cancelled', [first, second(job('a', 2, [31, 31], 'cancelled'))], [artifact(2, 33, 'k')]],
    ['its job is gone', [first, second(job('b', 2, [31, 33]))], [artifact(2, 33, 'k')]],
    ['one of two jobs of its name was kept', [first, second(job('a', 2, [31, 34]), job('a', 1, [1, 4]))], [artifact(2, 33, 'k')]],
    [
      'another that uploaded did not run again',
      [first, second(job('a', 2, [31, 34]))],
      [artifact(1, 12, 'm'), artifact(2, 33, 'k')],
    ],
    ['nobody knows which job uploaded it', [{ ...first, jobs: [] }, second(...again)], [artifact(2, 33, 'k')]],
    ['nobody knows of its attempt', [second(...again)], [artifact(2, 33, 'k')]],
    ['nobody knows of the later one', [first], [artifact(2, 33, 'k')]],
  ])('not where %s', (_why, attempts, artifacts) => {
    expect(replaced(attempts, ...artifacts)).toBe(false);
  });

  test('what cannot be read is, for each key that came anew', () => {
    const broken = artifact(1, 3);
    const run = runOf([first, second(...again)], [broken, artifact(2, 33, 'k')]);
    expect([isReplaced(broken, 'k', run), isReplaced(broken, 'l', run)]).toEqual([true, false]);
  });

  test('the latest is never, whatever there is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }), (minutes) => {
        const attempts = [first, second(...again)];
        const all = minutes.map((minute) => artifact(attemptAt(at(minute), attempts), minute, 'k'));
        const latest = Math.max(...all.map(({ attempt }) => attempt));
        const run = runOf(attempts, all);
        const left = all.filter((each) => !isReplaced(each, 'k', run));
        expect(left.filter(({ attempt }) => attempt === latest)).toEqual(all.filter(({ attempt }) => attempt === latest));
        if (all.length > 0) expect(left.length).toBeGreaterThan(0);
      }),
    );
  });
});
