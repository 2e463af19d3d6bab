import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ancestorsOf, commitsBetween, isAncestor, logOf, mergeBase } from '../../../src/sandbox/git/history.ts';
import { commitOf } from '../../../src/sandbox/git/store.ts';
import { commitWith, historyIn, realGit } from './real-git.ts';

const { git, remove } = realGit();
afterAll(remove);

test('ancestors, and what one has before the other', () => {
  const { store, commit } = historyIn();
  const root = commit([], { a: '1' });
  const left = commit([root], { b: '1' });
  const right = commit([root], { c: '1' });
  const merge = commit([left, right], { d: '1' });
  expect(ancestorsOf(store, merge)).toEqual(new Set([merge, left, right, root]));
  expect([isAncestor(store, root, merge), isAncestor(store, merge, root), isAncestor(store, left, left)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(commitsBetween(store, left, merge)).toEqual([right, merge]);
  expect(commitsBetween(store, root, root)).toEqual([]);
  expect(logOf(store, merge)).toEqual([merge, right, left, root]);
  expect(mergeBase(store, left, right)).toBe(root);
  expect(mergeBase(store, commit([], { x: '1' }), right)).toBeUndefined();
});

test('git agrees on merge bases and on what lies between, in histories grown at random', () => {
  const blob = git(['mktree'], '').trim();
  const step = fc.array(fc.nat({ max: 30 }), { minLength: 0, maxLength: 2 });
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 10 }), (steps) => {
      const { store, commit } = historyIn();
      const shas: string[] = [];
      for (const picks of steps) {
        const parents = [
          ...new Set(shas.length === 0 ? [] : (picks.length === 0 ? [0] : picks).map((at) => shas[at % shas.length] ?? '')),
        ];
        const sha = commit(parents, {});
        expect(commitWith(git, { ...commitOf(store, sha), tree: blob })).toBe(sha);
        shas.push(sha);
      }
      const [a = '', b = ''] = [shas.at(-1), shas.at(-2)];
      const bases = git(['merge-base', '--all', a, b]).trim().split('\n');
      expect(bases).toContain(mergeBase(store, a, b));
      expect(commitsBetween(store, a, b).toSorted()).toEqual(
        git(['rev-list', `${a}..${b}`])
          .split('\n')
          .filter(Boolean)
          .toSorted(),
      );
    }),
    { numRuns: 12 },
  );
});
