import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { anyCommit, gitIn, readChangedPaths, readHead } from '../../../src/doors/cli/git.ts';
import { folder, git, quiet, removeFolders, repository, write } from '../child.ts';

afterAll(removeFolders);

const { signal } = new AbortController();

function ask(root: string, env: { readonly [name: string]: string } = {}) {
  return gitIn({ root, env: { ...quiet, ...env }, signal });
}

async function changedIn(root: string, env?: { readonly [name: string]: string }): Promise<string[] | null> {
  const asked = ask(root, env);
  return readChangedPaths(asked, await readHead(asked));
}

function branched(): string {
  const root = repository({ 'a.txt': 'a\n', 'old.txt': 'a file that is moved away\n', 'api/b.txt': 'b\n' });
  git(root, 'switch', '--quiet', '--create', 'feature');
  return root;
}

describe('readHead', () => {
  test('commit, tree and branch', async () => {
    const root = branched();
    expect(await readHead(ask(root))).toEqual({
      sha: git(root, 'rev-parse', 'HEAD'),
      tree: git(root, 'rev-parse', 'HEAD^{tree}'),
      branch: 'feature',
    });
  });

  test.each([
    ['no repository', () => folder()],
    [
      'no commit',
      () => {
        const root = folder();
        git(root, 'init', '--quiet');
        return root;
      },
    ],
    ['no git', () => branched()],
  ])('%s: a name that no commit has', async (why, make) => {
    const env = why === 'no git' ? { PATH: '' } : undefined;
    expect(await readHead(ask(make(), env))).toEqual({ sha: anyCommit, tree: anyCommit, branch: null });
  });

  test('a detached head has no branch', async () => {
    const root = branched();
    git(root, 'switch', '--quiet', '--detach');
    expect((await readHead(ask(root))).branch).toBeNull();
  });

  test('what a hook sets leads to no other repository', async () => {
    const [here, other] = [branched(), repository({ 'x.txt': 'x' })];
    const head = await readHead(ask(here, { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other }));
    expect(head.sha).toBe(git(here, 'rev-parse', 'HEAD'));
  });
});

describe('readChangedPaths', () => {
  test('committed, staged, changed, new and moved files, each by its own name', async () => {
    const root = branched();
    write(root, { 'committed file.txt': 'x' });
    git(root, 'mv', 'old.txt', 'n\u00e9w.txt');
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=second');
    write(root, { 'a.txt': 'changed', 'staged.txt': 'x', 'new.txt': 'x', 'out/ignored.txt': 'x' });
    git(root, 'add', 'staged.txt');
    expect(await changedIn(root)).toEqual(['a.txt', 'committed file.txt', 'new.txt', 'n\u00e9w.txt', 'old.txt', 'staged.txt']);
  });

  test('a change that is committed and undone again in the work tree still counts', async () => {
    const root = branched();
    write(root, { 'a.txt': 'changed' });
    git(root, 'commit', '--quiet', '--all', '--message=second');
    write(root, { 'a.txt': 'a\n' });
    expect(await changedIn(root)).toEqual(['a.txt']);
  });

  test('paths are seen from the folder that is judged', async () => {
    const root = branched();
    write(root, { 'api/b.txt': 'changed', 'a.txt': 'changed', 'api/new.txt': '' });
    expect(await changedIn(join(root, 'api'))).toEqual(['b.txt', 'new.txt']);
  });

  test('nothing changed says nothing of what a release brings', async () => {
    expect(await changedIn(branched())).toBeNull();
  });

  test('the default branch is the one that the remote names', async () => {
    const root = branched();
    git(root, 'update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    git(root, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    write(root, { 'a.txt': 'changed' });
    git(root, 'commit', '--quiet', '--all', '--message=second');
    git(root, 'branch', '--force', 'main', 'HEAD');
    expect(await changedIn(root)).toEqual(['a.txt']);
  });

  test.each([
    ['on the default branch', (root: string) => git(root, 'switch', '--quiet', 'main')],
    ['on a detached head', (root: string) => git(root, 'switch', '--quiet', '--detach')],
    ['without a default branch', (root: string) => git(root, 'branch', '--delete', '--force', 'main')],
    ['without a common ancestor', (root: string) => git(root, 'switch', '--quiet', '--orphan', 'alone')],
  ])('cannot be established %s', async (_, move) => {
    const root = branched();
    move(root);
    if (git(root, 'status', '--short', '--branch').includes('No commits')) {
      write(root, { 'x.txt': 'x' });
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message=alone');
    }
    expect(await changedIn(root)).toBeNull();
  });

  test('asking runs no program that the repository names', async () => {
    const root = branched();
    write(root, { 'monitor.sh': `#!/bin/sh\ntouch ${join(root, 'ran')}\n` });
    chmodSync(join(root, 'monitor.sh'), 0o755);
    git(root, 'config', 'core.fsmonitor', join(root, 'monitor.sh'));
    git(root, 'config', 'diff.external', join(root, 'monitor.sh'));
    write(root, { 'a.txt': 'changed' });
    expect(await changedIn(root)).toContain('a.txt');
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});

test('Ctrl-C is no "null"', async () => {
  const asked = gitIn({ root: branched(), env: quiet, signal: AbortSignal.abort(new Error('stop')) });
  await expect(asked('rev-parse', 'HEAD')).rejects.toThrow('stop');
});
