import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { changedLines, changedSince, lastLine } from '../../../src/gates/engine/git-diff.ts';
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

  test('attributes that a change brings along hide nothing: where lines are not told, all of them changed', async () => {
    await withRepository(async (root, git) => {
      git('checkout', '-qb', 'work');
      writeFileSync(join(root, '.gitattributes'), '*.ts binary\n');
      writeFileSync(join(root, 'a.ts'), '1\n2\nnew\n');
      writeFileSync(join(root, 'x and b'), 'text\n');
      git('mv', 'b ä.ts', 'x and c.ts');
      writeFileSync(join(root, 'x and c.ts'), 'x\0y\n');
      git('add', '.');
      const { files } = await changedSince(root, 'main');
      expect(Object.fromEntries(files)).toEqual({
        '.gitattributes': [{ from: 1, to: 1 }],
        'x and b': [{ from: 1, to: 1 }],
        'a.ts': [{ from: 1, to: lastLine }],
        'x and c.ts': [{ from: 1, to: lastLine }],
      });
    });
  });

  test('a file that was a link before is new', async () => {
    await withRepository(async (root, git) => {
      symlinkSync('a.ts', join(root, 'l.ts'));
      git('add', '.');
      git('commit', '-qm', 'two');
      rmSync(join(root, 'l.ts'));
      writeFileSync(join(root, 'l.ts'), 'x\ny\n');
      expect(Object.fromEntries((await changedSince(root, 'main')).files)).toEqual({ 'l.ts': [{ from: 1, to: 2 }] });
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
