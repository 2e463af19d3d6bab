import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { trackedByGit } from '../../../src/gates/engine/git.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const git = (root: string, ...args: readonly string[]) => execFileSync('git', ['-C', root, ...args], { stdio: 'pipe' });

function repository(files: readonly string[], use: (root: string) => Promise<void>): Promise<void> {
  return withFolder(Object.fromEntries(files.map((path) => [path, 'x'])), async (root) => {
    git(root, 'init', '-q');
    await use(root);
  });
}

test('without a repository nothing is committed', async () => {
  await withFolder({ a: '' }, async (root) => expect(await trackedByGit(root, ['a'])).toEqual([]));
});

describe('in a repository', () => {
  const odd = ['a b.info', 'ä.info', '*.info', ':(top)x', '-n', 'sub/c.info'];

  test('it names what is tracked, however odd the name, also from a folder inside', async () => {
    await repository([...odd, 'new.info'], async (root) => {
      git(root, '--literal-pathspecs', 'add', '--', ...odd);
      expect(await trackedByGit(root, ['new.info', ...odd])).toEqual(odd);
      expect(await trackedByGit(join(root, 'sub'), ['c.info', 'd.info'])).toEqual(['c.info']);
      expect(await trackedByGit(root, ['n*.info', 'sub'])).toEqual([]);
      expect(await trackedByGit(root, [])).toEqual([]);
    });
  });

  test('more names than one command line takes', async () => {
    await repository(['a.info'], async (root) => {
      git(root, 'add', 'a.info');
      const many = Array.from({ length: 3000 }, (_, at) => `some/long/folder/name/that/takes/room/${at}.info`);
      expect(await trackedByGit(root, [...many, 'a.info'])).toEqual(['a.info']);
    });
  });

  test('asking runs no program of the repository', async () => {
    await repository(['a.info'], async (root) => {
      git(root, 'add', 'a.info');
      const trap = join(root, 'trap');
      writeFileSync(trap, '#!/bin/sh\ntouch "$(dirname "$0")/sprung"\n', { mode: 0o755 });
      git(root, 'config', 'core.fsmonitor', trap);
      expect(await trackedByGit(root, ['a.info', 'sprung'])).toEqual(['a.info']);
      expect(() => execFileSync('ls', [join(root, 'sprung')], { stdio: 'pipe' })).toThrow('sprung');
    });
  });

  test('a git that is missing or fails is a problem, not a no', async () => {
    await repository([], async (root) => {
      const [missing] = await problemsOf(() => trackedByGit(root, ['a'], 'no-such-git'));
      expect(missing?.message).toContain('no-such-git was not found');
      writeFileSync(join(root, '.git/HEAD'), 'nonsense');
      const [problem] = await problemsOf(() => trackedByGit(root, ['a']));
      expect(problem?.message).toContain('not a git repository');
      expect(problem?.remedy).toContain('safe.directory');
    });
  });
});
