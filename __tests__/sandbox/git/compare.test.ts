import { expect, test } from '@jest/globals';
import { compare, mostCommits, mostFiles } from '../../../src/sandbox/git/compare.ts';
import { historyIn } from './real-git.ts';

test('says how two commits lie to each other, and what the head changed since they parted', () => {
  const { store, commit } = historyIn();
  const root = commit([], { a: '1' });
  const base = commit([root], { b: '1' });
  const head = commit([commit([root], { c: '1' })], { a: '2' });
  expect(compare(store, base, head)).toMatchObject({
    status: 'diverged',
    aheadBy: 2,
    behindBy: 1,
    mergeBase: root,
    files: [
      { path: 'a', status: 'modified' },
      { path: 'c', status: 'added' },
    ],
  });
  expect(compare(store, base, head)?.commits.at(-1)).toBe(head);
  expect(
    [compare(store, root, head), compare(store, head, root), compare(store, head, head)].map((each) => each?.status),
  ).toEqual(['ahead', 'behind', 'identical']);
  expect(compare(store, head, root)?.files).toEqual([]);
  expect(compare(store, head, commit([], { z: '1' }))).toBeUndefined();
  expect([mostFiles, mostCommits]).toEqual([300, 250]);
});
