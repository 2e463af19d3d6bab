import { afterAll, describe, expect, test } from '@jest/globals';
import { mergeCommit, mergedTree, mergeTrees, rebaseCommits, squashCommit } from '../../../src/sandbox/git/merge.ts';
import { commitOf } from '../../../src/sandbox/git/store.ts';
import { leavesOf } from '../../../src/sandbox/git/tree.ts';
import { commitWith, historyIn, realGit, somebody } from './real-git.ts';

const { git, remove } = realGit();
afterAll(remove);

const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

function forked(ours: Record<string, string | null>, theirs: Record<string, string | null>) {
  const grown = historyIn();
  const root = grown.commit([], { a: lines('1', '2', '3', '4'), b: 'b\n', 'dir/c': 'c\n' });
  return { ...grown, root, base: grown.commit([root], ours), head: grown.commit([root], theirs, 'theirs\n') };
}

describe('trees', () => {
  test.each([
    ['different files', { b: 'B\n' }, { 'dir/c': 'C\n' }, { b: 'B\n', 'dir/c': 'C\n' }],
    ['different lines', { a: lines('0', '2', '3', '4') }, { a: lines('1', '2', '3', '5') }, { a: lines('0', '2', '3', '5') }],
    ['the same change', { b: 'B\n' }, { b: 'B\n' }, { b: 'B\n' }],
    ['both took it out', { b: null }, { b: null, new: 'n' }, { new: 'n' }],
  ])('%s are brought together', (_, ours, theirs, expected) => {
    const { store, base, head } = forked(ours, theirs);
    const merged = mergedTree(store, base, head);
    const leaves = 'tree' in merged ? leavesOf(store, merged.tree) : new Map();
    const texts = Object.fromEntries([...leaves].map(([path, { sha }]) => [path, store.blobs.get(sha)?.toString()]));
    expect(texts).toMatchObject(expected);
    expect('b' in texts).toBe(!('new' in expected));
  });

  test.each([
    ['the same line', { b: 'B\n' }, { b: 'X\n' }, ['b']],
    ['changed and taken out', { b: 'B\n' }, { b: null }, ['b']],
    ['two new files', { n: '1' }, { n: '2' }, ['n']],
    ['a file and a folder', { n: '1' }, { 'n/m': '2' }, ['n/m']],
    ['a folder and a file', { 'n/m': '1' }, { n: '2' }, ['n']],
    ['no text', { b: 'B\0' }, { b: 'X\0' }, ['b']],
  ])('%s is a conflict', (_, ours, theirs, conflicts) => {
    const { store, base, head } = forked(ours, theirs);
    expect(mergedTree(store, base, head)).toEqual({ conflicts });
    expect(mergeTrees(store, null, { ours: commitOf(store, base).tree, theirs: commitOf(store, base).tree })).toHaveProperty(
      'tree',
    );
  });
});

test('three ways to merge make one tree, and commits with the ids that git gives', () => {
  const { store, commit, root, base, head } = forked({ b: 'B\n' }, { 'dir/c': 'C\n' });
  const second = commit([head], { d: 'd\n' }, 'second\n');
  const wish = { base, head: second, author: somebody, committer: somebody, message: 'merged\n' };
  const made = [mergeCommit(store, wish), squashCommit(store, wish), rebaseCommits(store, wish)].map((merged) =>
    'sha' in merged ? merged.sha : 'conflict',
  );
  const commits = made.map((sha) => commitOf(store, sha));
  expect(new Set(commits.map(({ tree }) => tree)).size).toBe(1);
  expect(commits.map(({ parents }) => parents)).toEqual([[base, second], [base], [expect.any(String)]]);
  const [, , rebased] = commits;
  expect(commitOf(store, rebased?.parents[0] ?? '')).toMatchObject({ parents: [base], message: 'theirs\n' });
  expect(rebased?.message).toBe('second\n');
  for (const sha of [root, base, head, second]) mirror(sha);
  for (const sha of made.slice(0, 2)) expect(mirror(sha)).toBe(sha);

  function mirror(sha: string): string {
    const whole = commitOf(store, sha);
    const listed = [...leavesOf(store, whole.tree)].map(([path, leaf]) => {
      git(['hash-object', '-w', '--stdin'], store.blobs.get(leaf.sha) ?? '');
      return `${leaf.mode} ${leaf.sha}\t${path}\n`;
    });
    git(['read-tree', '--empty']);
    git(['update-index', '--index-info'], listed.join(''));
    git(['write-tree']);
    return commitWith(git, whole);
  }
});

test('what cannot be merged cannot be squashed or rebased', () => {
  const { store, base, head } = forked({ b: 'B\n' }, { b: 'X\n' });
  const wish = { base, head, author: somebody, committer: somebody, message: '' };
  for (const merge of [mergeCommit, squashCommit, rebaseCommits]) expect(merge(store, wish)).toEqual({ conflicts: ['b'] });
});
