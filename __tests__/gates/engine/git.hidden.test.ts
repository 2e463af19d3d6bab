import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { trackedByGit } from '../../../src/gates/engine/git.ts';
import { withFolder } from '../folder.ts';

const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'init.defaultBranch=main'];
const git = (root: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', root, ...identity, ...args], { stdio: 'pipe', env: { PATH: process.env['PATH'] ?? '' } });

function committed(use: (root: string) => Promise<void>): Promise<void> {
  return withFolder({ 'coverage/lcov.info': 'x' }, async (root) => {
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'a report');
    await use(root);
  });
}

const report = ['coverage/lcov.info'];

describe('a committed report stays one', () => {
  /** In a process of its own: jest gives a test a copy of the environment, and git gets the real one. */
  const asked = (root: string, env: { readonly [name: string]: string }): unknown => {
    const module = JSON.stringify(join(import.meta.dirname, '../../../src/gates/engine/git.ts'));
    const program = `const { trackedByGit } = await import(${module}); console.log(JSON.stringify(await trackedByGit(process.argv[1], ['coverage/lcov.info'])));`;
    const args = ['--input-type=module', '--eval', program, root];
    return JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } }),
    );
  };

  test('where a hook names another index', () =>
    committed(async (root) => expect(asked(root, { GIT_INDEX_FILE: join(root, 'none') })).toEqual(report)));

  test('where a hook names another repository', () =>
    committed(async (root) => {
      mkdirSync(join(root, 'other'));
      git(join(root, 'other'), 'init', '-q');
      expect(asked(root, { GIT_DIR: join(root, 'other/.git') })).toEqual(report);
    }));

  test('when only the index forgot it', () =>
    committed(async (root) => {
      git(root, 'rm', '-q', '--cached', ...report);
      expect(await trackedByGit(root, report)).toEqual(report);
    }));

  test('inside a submodule', () =>
    committed(async (inner) => {
      await withFolder({}, async (root) => {
        git(root, 'init', '-q');
        git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
        git(root, 'commit', '-q', '-m', 'with a submodule');
        expect(await trackedByGit(root, ['sub/coverage/lcov.info'])).toEqual(['sub/coverage/lcov.info']);
      });
    }));

  /** `git clone` brings folders that look like a repository; asked from inside, git would believe that one. */
  test('inside a folder that looks like a repository of its own', () =>
    withFolder({ 'app/coverage/lcov.info': 'x' }, async (root) => {
      const app = join(root, 'app');
      git(app, 'init', '-q');
      for (const name of readdirSync(join(app, '.git'))) renameSync(join(app, '.git', name), join(app, name));
      rmSync(join(app, '.git'), { recursive: true });
      writeFileSync(join(app, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n');
      git(root, 'init', '-q');
      git(root, 'add', '-f', 'app');
      git(root, 'commit', '-q', '-m', 'a report');
      const answer = await trackedByGit(app, report).catch(() => 'a problem');
      expect([report, 'a problem']).toContainEqual(answer);
    }));
});
