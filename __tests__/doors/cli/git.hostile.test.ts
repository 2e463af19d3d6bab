import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitIn, readChangedPaths, readHead } from '../../../src/doors/cli/git.ts';
import { folder, git, quiet, removeFolders, repository, write } from '../child.ts';

afterAll(removeFolders);

async function changedIn(root: string): Promise<string[] | null> {
  const ask = gitIn({ root, env: quiet, signal: new AbortController().signal });
  return readChangedPaths(ask, await readHead(ask));
}

function branched(files: { readonly [path: string]: string }): string {
  const root = repository(files);
  git(root, 'switch', '--quiet', '--create', 'feature');
  write(root, { 'new.txt': 'new\n' });
  git(root, 'add', 'new.txt');
  git(root, 'commit', '--quiet', '--message', 'more');
  return root;
}

/** A touched file of the same size: git has to look into it to know. */
function touch(file: string): void {
  writeFileSync(file, 'b\n');
  utimesSync(file, new Date(0), new Date(0));
}

describe('a configuration that names programs runs none of them', () => {
  test('a clean filter', async () => {
    const proof = join(folder(), 'ran');
    const root = branched({ 'a.txt': 'a\n', '.gitattributes': 'a.txt filter=x\n' });
    git(root, 'config', 'filter.x.clean', `touch ${proof}; cat`);
    touch(join(root, 'a.txt'));
    expect(await changedIn(root)).toContain('a.txt');
    expect(existsSync(proof)).toBe(false);
  });

  test('the transport of a remote that promises what is missing', async () => {
    const proof = join(folder(), 'ran');
    const root = branched({ 'd/a.txt': 'a\n' });
    write(root, { 'd/b.txt': 'b\n' });
    git(root, 'add', 'd');
    git(root, 'commit', '--quiet', '--message', 'more of d');
    const tree = git(root, 'rev-parse', 'main:d');
    for (const [name, value] of Object.entries({
      'core.repositoryformatversion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.url': `ext::touch ${proof}`,
      'remote.origin.promisor': 'true',
      'protocol.ext.allow': 'always',
    }))
      git(root, 'config', name, value);
    rmSync(join(root, '.git/objects', tree.slice(0, 2), tree.slice(2)), { force: true });
    expect(await changedIn(root)).toBeNull();
    expect(existsSync(proof)).toBe(false);
  });

  /** Git takes any folder that looks like one for a repository, and a clone may bring such a folder with its own configuration. */
  test('a folder inside that looks like a repository', async () => {
    const proof = join(folder(), 'ran');
    const inner = branched({ 'a.txt': 'a\n', '.gitattributes': 'a.txt filter=x\n' });
    git(inner, 'config', 'core.worktree', inner);
    git(inner, 'config', 'filter.x.clean', `touch ${proof}; cat`);
    for (const name of readdirSync(join(inner, '.git'))) renameSync(join(inner, '.git', name), join(inner, name));
    rmSync(join(inner, '.git'), { recursive: true });
    mkdirSync(join(inner, 'objects'), { recursive: true });
    touch(join(inner, 'a.txt'));
    expect(await changedIn(inner)).toBeNull();
    expect(existsSync(proof)).toBe(false);
  });
});

/** A release branch that was just cut from the default branch changes nothing against it, which says nothing about the release. */
test('a branch without a commit of its own has no changes to go by', async () => {
  const root = repository({ 'api/a.txt': 'a\n' });
  git(root, 'switch', '--quiet', '--create', 'release/1.0');
  expect(await changedIn(root)).toBeNull();
});

test('a branch that is behind the default branch has none either', async () => {
  const root = branched({ 'api/a.txt': 'a\n' });
  git(root, 'switch', '--quiet', 'main');
  git(root, 'merge', '--quiet', '--ff-only', 'feature');
  git(root, 'switch', '--quiet', '--create', 'old', 'HEAD~1');
  expect(await changedIn(root)).toBeNull();
});
