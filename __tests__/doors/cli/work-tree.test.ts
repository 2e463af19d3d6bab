import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findRoot, isFolder, readPolicy } from '../../../src/doors/cli/work-tree.ts';
import { checklist, config, covered, folder, notes, removeFolders, repository, write } from '../child.ts';

afterAll(removeFolders);

describe('findRoot', () => {
  const root = repository({
    '.github/gonogo.yml': config,
    'api/src/a.ts': '',
    'app/.github/gonogo.yml': config,
    'app/src/a.ts': '',
  });

  test.each([
    ['the folder itself', root, root],
    ['from below', join(root, 'api/src'), root],
    ['the nearest configuration', join(root, 'app/src'), join(root, 'app')],
  ])('%s', async (_, from, found) => {
    expect(await findRoot(from)).toBe(found);
  });

  test('never beyond the repository', async () => {
    const outer = folder();
    write(outer, { '.github/gonogo.yml': config, 'inner/.git/HEAD': '', 'inner/a/b': '' });
    expect(await findRoot(join(outer, 'inner/a'))).toBe(join(outer, 'inner'));
  });

  test('without either, where it was asked', async () => {
    const alone = folder();
    write(alone, { 'a/b': '' });
    expect(await findRoot(join(alone, 'a'))).toBe(join(alone, 'a'));
  });
});

test('isFolder', async () => {
  const root = folder();
  write(root, { 'a/b': '' });
  expect(await isFolder(join(root, 'a'))).toBe(true);
  expect(await isFolder(join(root, 'a/b'))).toBe(false);
  expect(await isFolder(join(root, 'c'))).toBe(false);
});

/** The policy of a folder with these files, or its problems as a person reads them. */
async function policyOf(files: { readonly [path: string]: string }, named?: string): Promise<unknown> {
  const root = folder();
  write(root, files);
  const policy = await readPolicy({ root, cwd: root, config: named });
  if ('format' in policy) return policy.checklist.items.map(({ id }) => id);
  for (const problem of policy) expect(problem.remedy).not.toBe('');
  return policy.map(({ file, line, message }) => `${file}:${line ?? '-'} ${message.replace(root, 'ROOT')}`);
}

describe('readPolicy', () => {
  test('items of every checklist', async () => {
    const files = {
      '.github/gonogo.yml': 'version: 1\nchecklist: [.github/release.yml, more/extra.yml]\n',
      '.github/release.yml': checklist(covered),
      'more/extra.yml': checklist(notes),
    };
    expect(await policyOf(files)).toEqual(['coverage', 'notes']);
  });

  test('another configuration', async () => {
    const files = { 'other.yml': config, '.github/release.yml': checklist(notes) };
    expect(await policyOf(files, 'other.yml')).toEqual(['notes']);
    expect(await policyOf(files, 'missing.yml')).toEqual(['missing.yml:- the configuration is not there']);
  });

  test.each<[string, { readonly [path: string]: string }, readonly string[]]>([
    ['no configuration', {}, ['.github/gonogo.yml:- there is no configuration in ROOT']],
    [
      'every missing checklist',
      { '.github/gonogo.yml': 'version: 1\nchecklist: [./a.yml, ./b.yml]\n' },
      ['./a.yml:- the checklist is not there', './b.yml:- the checklist is not there'],
    ],
    [
      'a checklist outside of the repository',
      { '.github/gonogo.yml': 'version: 1\nchecklist: ../a.yml\n' },
      ['.github/gonogo.yml:2 the checklist ../a.yml is outside of the repository'],
    ],
    [
      'an absolute path',
      { '.github/gonogo.yml': 'version: 1\nchecklist: /etc/passwd\n' },
      ['.github/gonogo.yml:2 the checklist /etc/passwd is outside of the repository'],
    ],
    [
      'a checklist that is a folder',
      { '.github/gonogo.yml': 'version: 1\nchecklist: a/b\n', 'a/b/c': '' },
      ['a/b:- the checklist is a folder'],
    ],
  ])('%s', async (_, files, problems) => {
    expect(await policyOf(files)).toEqual(problems);
  });

  test('a link that leads out of the repository is not followed', async () => {
    const [root, outside] = [folder(), folder()];
    write(outside, { 'release.yml': checklist(notes) });
    write(root, { '.github/gonogo.yml': config });
    symlinkSync(join(outside, 'release.yml'), join(root, '.github/release.yml'));
    expect(await readPolicy({ root, cwd: root, config: undefined })).toMatchObject([{ code: 'config.checklist-outside' }]);
  });
});

test('a configuration that is a link out of the repository is not read, unless somebody names it', async () => {
  const [root, outside] = [folder(), folder()];
  write(outside, { 'gonogo.yml': config, 'inside.yml': config });
  write(root, { '.github/release.yml': checklist(notes) });
  symlinkSync(join(outside, 'gonogo.yml'), join(root, '.github/gonogo.yml'));
  expect(await readPolicy({ root, cwd: root, config: undefined })).toMatchObject([
    { code: 'config.outside', file: '.github/gonogo.yml' },
  ]);
  expect(await readPolicy({ root, cwd: root, config: join(outside, 'gonogo.yml') })).toMatchObject({ format: 'gonogo/policy/1' });
});

describe('a baseline', () => {
  const locked = '{ id: notes, title: Release notes are written, locked: true }';
  const mine = `version: 1\n_extends: acme/baseline\nchecklist: mine.yml\n`;
  const tree = (own: string) => {
    const root = folder();
    write(root, {
      '.github/gonogo.yml': own,
      'mine.yml': checklist(covered),
      'org/.github/gonogo.yml': 'version: 1\nchecklist: all.yml\n',
    });
    write(root, { 'org/all.yml': checklist(locked) });
    return root;
  };
  const read = (root: string, baseline?: string) => readPolicy({ root, cwd: root, config: undefined, baseline });

  test('is read from its checkout and comes first', async () => {
    const policy = await read(tree(mine), 'org');
    expect(policy).toMatchObject({ checklist: { items: [{ id: 'notes', locked: true }, { id: 'coverage' }] } });
  });

  test('that is not brought is an error, and says how', async () => {
    expect(await read(tree(mine))).toMatchObject([{ code: 'config.no-baseline', remedy: expect.stringContaining('--baseline') }]);
  });

  test('cannot be loosened', async () => {
    const problems = await read(tree(`${mine}items: { notes: { level: may } }\n`), 'org');
    expect(problems).toMatchObject([{ file: '.github/gonogo.yml', message: expect.stringContaining('notes') }]);
  });

  test('has its own problems, under the name of its folder', async () => {
    const root = tree(mine);
    write(root, { 'org/all.yml': 'nothing' });
    expect(await read(root, 'org')).toMatchObject([{ file: join('org', 'all.yml') }]);
  });
});
