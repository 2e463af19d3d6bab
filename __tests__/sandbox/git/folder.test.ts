import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeFolder, writeWorkTree } from '../../../src/sandbox/git/folder.ts';
import { writeBlob, writeCommit, writeTag } from '../../../src/sandbox/git/store.ts';
import { withLeaves } from '../../../src/sandbox/git/tree.ts';
import { historyIn, somebody } from './real-git.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
  const done = spawnSync('git', args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  });
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr.toString()}`);
  return done.stdout.toString().trim();
}

const config = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n';

test('all of it: history, branches and tags as git has them, and nothing to commit', () => {
  const { store, commit } = historyIn();
  const first = commit([], { 'a.txt': 'a\n', 'deep/b.txt': 'b\n' });
  const second = commit([first], { 'a.txt': 'aa\n' });
  const leaves = new Map([
    ['run.sh', { mode: '100755' as const, sha: writeBlob(store, '#!/bin/sh\n') }],
    ['link', { mode: '120000' as const, sha: writeBlob(store, 'a.txt') }],
  ]);
  const tree = withLeaves(store, store.commits.get(second)?.tree ?? null, leaves);
  const third = writeCommit(store, { tree, parents: [second], author: somebody, committer: somebody, message: 'third' });
  const tag = writeTag(store, { object: second, kind: 'commit', tag: 'v1', tagger: somebody, message: 'v1\n' });
  const refs = new Map([
    ['refs/remotes/origin/main', third],
    ['refs/tags/v1', tag],
  ]);
  writeFolder(store, folder, { sha: third, depth: 0, refs, branch: 'main', config });
  git('fsck', '--strict');
  expect(git('status', '--porcelain')).toBe('');
  expect(git('log', '--format=%H').split('\n')).toEqual([third, second, first]);
  expect(git('branch', '--show-current')).toBe('main');
  expect(git('rev-parse', 'v1^{commit}')).toBe(second);
  expect(git('ls-files', '--stage').split('\n')).toHaveLength(4);
  expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('aa\n');
});

test('no deeper than asked for, and git knows where it was cut', () => {
  const { store, commit } = historyIn();
  const first = commit([], { 'a.txt': 'a\n' });
  const second = commit([first], { 'a.txt': 'b\n' });
  const third = commit([second], { 'a.txt': 'c\n' });
  writeFolder(store, folder, { sha: third, depth: 2, refs: new Map(), branch: null, config });
  git('fsck');
  expect(git('log', '--format=%H').split('\n')).toEqual([third, second]);
  expect(git('rev-parse', '--is-shallow-repository')).toBe('true');
  expect(git('branch', '--show-current')).toBe('');
});

test('only the files', () => {
  const { store, commit } = historyIn();
  writeWorkTree(store, join(folder, 'x'), commit([], { 'a.txt': 'a\n' }));
  expect(readFileSync(join(folder, 'x/a.txt'), 'utf8')).toBe('a\n');
  expect(existsSync(join(folder, 'x/.git'))).toBe(false);
});
