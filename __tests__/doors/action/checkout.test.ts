import { chmodSync, cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openCheckout } from '../../../src/doors/action/checkout.ts';
import { readFileAt } from '../../../src/doors/action/commits.ts';
import { folder, git, quiet, removeFolders, repository, write } from '../child.ts';
import { commit } from './shop.ts';

afterAll(removeFolders);
const { signal } = new AbortController();
const open = (root: string, env: { readonly [name: string]: string } = {}) => openCheckout(root, { ...quiet, ...env }, signal);
const read = (root: string, at: string, path: string) => readFileAt(open(root).objects, at, path);

describe('a file at a commit', () => {
  const files = { 'a.yml': 'a\n', '.github/gonogo.yml': 'old\n', 'b c/\u00e9: x.md': '\u00e9\n' };
  const root = repository(files);
  const before = git(root, 'rev-parse', 'HEAD');
  commit(root, { '.github/gonogo.yml': 'new\n' });
  write(root, { '.github/gonogo.yml': 'not committed\n' });

  test.each(Object.entries(files))('%s', async (path, text) => {
    expect(await read(root, before, path)).toEqual({ is: 'text', text, oid: git(root, 'rev-parse', `${before}:${path}`) });
  });

  test('also from a folder below, by its path from the root of the repository', async () => {
    expect(await read(join(root, '.github'), before, '.github/gonogo.yml')).toMatchObject({ is: 'text', text: 'old\n' });
  });

  test('one that is not there, and a commit that is not there', async () => {
    expect(await read(root, before, '.github/other.yml')).toEqual({ is: 'none' });
    expect(await read(root, 'd'.repeat(40), 'a.yml')).toBeUndefined();
  });

  test('a tree or a file is no commit', async () => {
    expect(await read(root, git(root, 'rev-parse', 'HEAD^{tree}'), 'a.yml')).toBeUndefined();
    expect(await read(root, git(root, 'rev-parse', 'HEAD:a.yml'), 'a.yml')).toBeUndefined();
  });

  test('a shallow checkout has its own commit only', async () => {
    const shallow = folder();
    git(shallow, 'clone', '--quiet', '--depth=1', `file://${root}`, 'x');
    expect(await read(join(shallow, 'x'), before, '.github/gonogo.yml')).toBeUndefined();
    expect(await read(join(shallow, 'x'), git(root, 'rev-parse', 'HEAD'), '.github/gonogo.yml')).toMatchObject({ text: 'new\n' });
  });

  test('a repository of the newer kind', async () => {
    const newer = folder();
    git(newer, 'init', '--quiet', '--object-format=sha256', '--initial-branch=main');
    const at = commit(newer, { 'x/a.yml': 'a\n' });
    expect(at).toHaveLength(64);
    expect(await read(newer, at, 'x/a.yml')).toMatchObject({ is: 'text', text: 'a\n' });
  });
});

test('links and submodules are no files', async () => {
  const root = repository({ 'real/a.yml': 'a\n' });
  symlinkSync('real', join(root, 'linked'));
  symlinkSync('real/a.yml', join(root, 'a.yml'));
  git(root, 'add', '--all');
  git(root, 'update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},module`);
  git(root, 'commit', '--quiet', '--message=more');
  const at = git(root, 'rev-parse', 'HEAD');
  expect(await read(root, at, 'a.yml')).toEqual({ is: 'unusable', because: 'it is a link' });
  expect(await read(root, at, 'linked/a.yml')).toMatchObject({ is: 'unusable' });
  expect(await read(root, at, 'module/a.yml')).toMatchObject({ is: 'unusable' });
});

describe('a repository that somebody made up', () => {
  const root = repository({ '.github/gonogo.yml': 'true\n' });
  const at = git(root, 'rev-parse', 'HEAD');

  /** Puts other bytes in the place of an object: git does not look when it lists a tree. */
  function forge(where: string, name: string, type: string, bytes: Buffer): void {
    const oid = git(where, 'rev-parse', name);
    const path = join(where, '.git/objects', oid.slice(0, 2), oid.slice(2));
    chmodSync(path, 0o600);
    writeFileSync(path, deflateSync(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])));
  }

  function copied(): string {
    const copy = folder();
    cpSync(root, copy, { recursive: true });
    return copy;
  }

  test('with another folder under the id of the true one', async () => {
    const copy = copied();
    write(copy, { 'x.yml': 'false\n' });
    const blob = Buffer.from(git(copy, 'hash-object', '-w', 'x.yml'), 'hex');
    forge(copy, 'HEAD:.github', 'tree', Buffer.concat([Buffer.from('100644 gonogo.yml\0'), blob]));
    expect(git(copy, 'show', 'HEAD:.github/gonogo.yml')).toBe('false');
    expect(await read(copy, at, '.github/gonogo.yml')).toBeUndefined();
  });

  test('with another file under the id of the true one', async () => {
    const copy = copied();
    forge(copy, 'HEAD:.github/gonogo.yml', 'blob', Buffer.from('false\n'));
    expect(await read(copy, at, '.github/gonogo.yml')).toBeUndefined();
  });

  test('with a replacement of the commit', async () => {
    const copy = copied();
    const other = commit(copy, { '.github/gonogo.yml': 'false\n' });
    git(copy, 'replace', at, other);
    expect(git(copy, 'show', `${at}:.github/gonogo.yml`)).toBe('false');
    expect(await read(copy, at, '.github/gonogo.yml')).toMatchObject({ is: 'text', text: 'true\n' });
  });

  test('whose configuration names programs', async () => {
    const copy = copied();
    const mark = join(folder(), 'ran');
    for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'core.hooksPath'])
      git(copy, 'config', key, `touch ${mark};`);
    const checkout = open(copy);
    await checkout.git('rev-parse', 'HEAD');
    await checkout.trouble();
    expect(await read(copy, at, '.github/gonogo.yml')).toMatchObject({ text: 'true\n' });
    expect(existsSync(mark)).toBe(false);
  });
});

describe('what git has to say', () => {
  test('nothing where it answers, and where there is no repository', async () => {
    expect(await open(repository({ a: 'a' })).trouble()).toBeUndefined();
    expect(await open(folder()).trouble()).toBeUndefined();
  });

  test('that it is not there', async () => {
    expect(await open(repository({ a: 'a' }), { PATH: folder() }).trouble()).toBe('git is not installed');
  });

  test('that the checkout is of somebody else, as in a container', async () => {
    const root = repository({ a: 'a' });
    const bin = folder();
    writeFileSync(join(bin, 'git'), '#!/bin/sh\necho "fatal: detected dubious ownership in repository at x" >&2\nexit 128\n', {
      mode: 0o755,
    });
    expect(await open(root, { PATH: bin }).trouble()).toBe('git says: detected dubious ownership in repository at x');
  });
});

test('once the run is cancelled nothing is read any more', async () => {
  const root = repository({ a: 'a' });
  const at = git(root, 'rev-parse', 'HEAD');
  const cancelled = openCheckout(root, quiet, AbortSignal.abort(new Error('cancelled')));
  await expect(readFileAt(cancelled.objects, at, 'a')).rejects.toThrow('cancelled');
});
