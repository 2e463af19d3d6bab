import { afterAll, expect, test } from '@jest/globals';
import { createStore, treeOf } from '../../../src/sandbox/git/store.ts';
import { entryAt, leavesOf } from '../../../src/sandbox/git/tree.ts';
import { realGit, treeWith } from './real-git.ts';

const { git, remove } = realGit();
afterAll(remove);

const files = { 'README.md': 'a', 'src/a.ts': 'b', 'src/deep/er/b.ts': 'c', 'src-other': 'd' };

test('a tree of folders has the id that git gives', () => {
  for (const [path, text] of Object.entries(files)) {
    const blob = git(['hash-object', '-w', '--stdin'], text).trim();
    git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
  }
  expect(treeWith(createStore(), null, files)).toBe(git(['write-tree']).trim());
});

test('files are set and taken out, and empty folders go', () => {
  const store = createStore();
  const tree = treeWith(store, null, files);
  expect([...leavesOf(store, tree).keys()]).toEqual(['README.md', 'src-other', 'src/a.ts', 'src/deep/er/b.ts']);
  const less = treeWith(store, tree, { 'src/deep/er/b.ts': null, 'src/c.ts': 'new', nowhere: null });
  expect([...leavesOf(store, less).keys()]).toEqual(['README.md', 'src-other', 'src/a.ts', 'src/c.ts']);
  expect(treeOf(store, treeWith(store, tree, Object.fromEntries(Object.keys(files).map((path) => [path, null]))))).toEqual([]);
});

test('a file takes the place of a folder, and a folder of a file', () => {
  const store = createStore();
  const tree = treeWith(store, null, { a: 'file', 'b/c': 'inside' });
  expect([...leavesOf(store, treeWith(store, tree, { b: 'file', 'a/c': 'inside' })).keys()]).toEqual(['a/c', 'b']);
});

test('entries are found by path', () => {
  const store = createStore();
  const tree = treeWith(store, null, files);
  expect(['src', 'src/deep', 'src/a.ts', 'src/a.ts/x', 'nothing'].map((path) => entryAt(store, tree, path)?.mode)).toEqual([
    '040000',
    '040000',
    '100644',
    undefined,
    undefined,
  ]);
});
