import { expect, test } from '@jest/globals';
import { acts, affirming, type Subject, subjectKey } from '../../src/ledger/statement.ts';

test.each<[Subject, Subject, boolean]>([
  [{ kind: 'pull-request', repoId: 1, number: 2, sha: 'a' }, { kind: 'pull-request', repoId: 1, number: 2, sha: 'b' }, true],
  [{ kind: 'pull-request', repoId: 1, number: 2, sha: 'a' }, { kind: 'pull-request', repoId: 1, number: 3, sha: 'a' }, false],
  [{ kind: 'pull-request', repoId: 1, number: 2, sha: 'a' }, { kind: 'pull-request', repoId: 9, number: 2, sha: 'a' }, false],
  [{ kind: 'release', repoId: 1, tag: 'v1', sha: 'a' }, { kind: 'release', repoId: 1, tag: 'v1', sha: 'b' }, false],
  [{ kind: 'release', repoId: 1, tag: 'v1', sha: 'a' }, { kind: 'release', repoId: 1, tag: 'v2', sha: 'a' }, false],
  [
    { kind: 'deployment', repoId: 1, environment: 'p', sha: 'a' },
    { kind: 'deployment', repoId: 1, environment: 'p', sha: 'b' },
    false,
  ],
  [{ kind: 'merge-group', repoId: 1, sha: 'a' }, { kind: 'workspace', repoId: 1, sha: 'a' }, false],
])('%j and %j share a ledger: %s', (a, b, same) => {
  expect(subjectKey(a) === subjectKey(b)).toBe(same);
});

test('what takes back, refuses, holds or assigns affirms nothing', () => {
  const rest = acts.filter((act) => !affirming.has(act));
  expect(rest).toEqual(['untick', 'unsign', 'unwaive', 'assign', 'hold', 'refused']);
});
