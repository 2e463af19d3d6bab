import { expect, test } from '@jest/globals';
import { countLines, diffTrees, textOf } from '../../../src/sandbox/git/diff.ts';
import { createStore, writeBlob } from '../../../src/sandbox/git/store.ts';
import { withLeaves } from '../../../src/sandbox/git/tree.ts';
import { treeWith } from './real-git.ts';

test('files that came, went and changed, at any depth', () => {
  const store = createStore();
  const before = treeWith(store, null, { a: '1\n', 'src/b': '1\n', 'src/same': 'x', 'old/c': '1\n2\n' });
  const after = treeWith(store, before, { 'src/b': '2\n', 'old/c': null, 'new/d': '1\n' });
  expect(diffTrees(store, before, after).map(({ path, status }) => [path, status])).toEqual([
    ['new/d', 'added'],
    ['old/c', 'removed'],
    ['src/b', 'modified'],
  ]);
  expect(diffTrees(store, before, after).map((change) => countLines(store, change))).toMatchObject([
    { additions: 1, deletions: 0, patch: '@@ -0,0 +1 @@\n+1' },
    { additions: 0, deletions: 2 },
    { additions: 1, deletions: 1, patch: '@@ -1 +1 @@\n-1\n+2' },
  ]);
});

test('a rename is a file that went and one that came, and a mode alone is a change', () => {
  const store = createStore();
  const before = treeWith(store, null, { a: 'x', b: 'y' });
  const after = withLeaves(
    store,
    treeWith(store, before, { a: null, c: 'x' }),
    new Map([['b', { mode: '100755', sha: writeBlob(store, 'y') }]]),
  );
  expect(diffTrees(store, before, after).map(({ path, status }) => [path, status])).toEqual([
    ['a', 'removed'],
    ['b', 'modified'],
    ['c', 'added'],
  ]);
});

test('a file that became a folder is both', () => {
  const store = createStore();
  const before = treeWith(store, null, { a: 'x' });
  const after = treeWith(store, null, { 'a/b': 'x' });
  expect(diffTrees(store, before, after).map(({ path, status }) => [path, status])).toEqual([
    ['a', 'removed'],
    ['a/b', 'added'],
  ]);
});

test('what is no text has no patch, and a submodule is the line of its commit', () => {
  const store = createStore();
  const binary = treeWith(store, null, { a: 'x\0y' });
  expect(diffTrees(store, null, binary).map((change) => countLines(store, change))).toEqual([
    { path: 'a', status: 'added', after: expect.anything(), additions: 0, deletions: 0 },
  ]);
  expect(textOf(store, { mode: '160000', sha: 'f'.repeat(40) })).toBe(`Subproject commit ${'f'.repeat(40)}\n`);
});
