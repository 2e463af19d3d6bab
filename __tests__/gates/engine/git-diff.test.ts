import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { changedLines, changedSince } from '../../../src/gates/engine/git-diff.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

describe('a diff', () => {
  test('says which lines are new, and nothing in a file can pass for its name', () => {
    const diff = [
      'diff --git a/a.ts b/a.ts',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1,2 +1 @@ function',
      '-+++ b/evil.ts',
      '-@@ -0,0 +1,99 @@',
      '+++ b/other.ts',
      '@@ -9,0 +8,2 @@',
      '+x',
      '+@@ -1 +1,500 @@',
      '\\ No newline at end of file',
      '--- /dev/null',
      '+++ "b/n\\001\\tme.ts"',
      '@@ -0,0 +1 @@',
      '+y',
      '--- a/gone.ts',
      '+++ b/gone.ts',
      '@@ -3,4 +2,0 @@',
      '-a',
      '-b',
      '-c',
      '-d',
    ].join('\n');
    expect(Object.fromEntries(changedLines(diff))).toEqual({
      'a.ts': [
        { from: 1, to: 1 },
        { from: 8, to: 9 },
      ],
      'n\u0001\tme.ts': [{ from: 1, to: 1 }],
      'gone.ts': [],
    });
  });
});

describe('a repository', () => {
  async function withRepository(use: (root: string, git: (...words: string[]) => string) => Promise<void>) {
    await withFolder({ 'a.ts': '1\n2\n3\n4\n5\n6\n', 'b ä.ts': 'x\n' }, async (root) => {
      const git = (...words: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...words], {
          cwd: root,
          encoding: 'utf8',
        });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-qm', 'one');
      await use(root, git);
    });
  }

  test('says what changed since a branch left, committed or not, under the new name', async () => {
    await withRepository(async (root, git) => {
      git('checkout', '-qb', 'work');
      git('mv', 'a.ts', 'c.ts');
      writeFileSync(join(root, 'c.ts'), '1\n2\n3\nnew\n4\n5\n6\n');
      git('commit', '-qam', 'two');
      git('checkout', '-q', 'main');
      writeFileSync(join(root, 'main-only.ts'), 'z\n');
      git('add', '.');
      git('commit', '-qm', 'three');
      git('checkout', '-q', 'work');
      writeFileSync(join(root, 'b ä.ts'), 'x\ny\n');
      const { files, base } = await changedSince(root, 'main');
      expect(Object.fromEntries(files)).toEqual({ 'c.ts': [{ from: 4, to: 4 }], 'b ä.ts': [{ from: 2, to: 2 }] });
      expect(base).toBe(git('merge-base', 'main', 'work').trim());
    });
  });

  test('a part of it sees its own files, by their names from there', async () => {
    await withRepository(async (root, git) => {
      mkdirSync(join(root, 'sub'));
      writeFileSync(join(root, 'sub/d.ts'), 'x\n');
      git('add', '.');
      const { files } = await changedSince(join(root, 'sub'), 'main');
      expect([...files.keys()]).toEqual(['d.ts']);
    });
  });

  test.each(['no-such-branch', '--output=x'])('what is no commit is a problem: %s', async (since) => {
    await withRepository(async (root) => {
      expect(await problemsOf(() => changedSince(root, since))).toMatchObject([
        { code: 'workspace.since', remedy: expect.stringContaining('fetch-depth: 0') },
      ]);
    });
  });

  test('so is a folder that is no repository, and a git that is not there', async () => {
    await withRepository(async (root) => {
      expect(await problemsOf(() => changedSince(root, 'main', 'no-such-git'))).toMatchObject([
        { message: expect.stringContaining('was not found') },
      ]);
      rmSync(join(root, '.git'), { recursive: true });
      expect(await problemsOf(() => changedSince(root, 'main'))).toMatchObject([{ code: 'workspace.since' }]);
    });
  });
});
