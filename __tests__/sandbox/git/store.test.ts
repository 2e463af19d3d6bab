import { expect, test } from '@jest/globals';
import {
  blobOf,
  commitOf,
  createStore,
  kindOf,
  peel,
  treeOf,
  writeBlob,
  writeTag,
  writeTree,
} from '../../../src/sandbox/git/store.ts';
import { historyIn, somebody } from './real-git.ts';

test('what is written is found by its id and its kind is known', () => {
  const store = createStore();
  const blob = writeBlob(store, 'x');
  const tree = writeTree(store, [{ mode: '100644', name: 'a', sha: blob }]);
  expect(blobOf(store, blob).toString()).toBe('x');
  expect(treeOf(store, tree)).toEqual([{ mode: '100644', name: 'a', sha: blob }]);
  expect([kindOf(store, blob), kindOf(store, tree), kindOf(store, '0'.repeat(40))]).toEqual(['blob', 'tree', undefined]);
});

test('what is missing is named', () => {
  const store = createStore();
  expect(() => blobOf(store, 'abc')).toThrow('There is no blob abc.');
  expect(() => treeOf(store, 'abc')).toThrow('There is no tree abc.');
  expect(() => commitOf(store, 'abc')).toThrow('There is no commit abc.');
});

test('a tag of a tag is peeled down to its commit, and a tag of a blob to none', () => {
  const { store, commit } = historyIn();
  const sha = commit([], { a: '1' });
  const inner = writeTag(store, { object: sha, kind: 'commit', tag: 'v1', tagger: somebody, message: '' });
  const outer = writeTag(store, { object: inner, kind: 'tag', tag: 'v1-again', tagger: somebody, message: '' });
  const ofBlob = writeTag(store, { object: writeBlob(store, '1'), kind: 'blob', tag: 'b', tagger: somebody, message: '' });
  expect([peel(store, sha), peel(store, outer), peel(store, ofBlob)]).toEqual([sha, sha, undefined]);
  expect([kindOf(store, sha), kindOf(store, outer)]).toEqual(['commit', 'tag']);
});
