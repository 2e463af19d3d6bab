import { expect, test } from '@jest/globals';
import type { Link } from '../../../src/github/link.ts';
import { readTree } from '../../../src/github/objects/tree.ts';
import { writeBlob } from '../../../src/sandbox/git/store.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { askOf, openPlatform } from '../open.ts';

test('every file below, with its mode', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const link = { mode: '120000', sha: writeBlob(here.repo.store, 'x') } as const;
  const files = { 'a/b/c.txt': '1', 'a/d.txt': '2', 'z.txt': '3', link };
  commitFiles(here.world, here.repo, { author: here.person('ada'), message: 'm', branch: 'main', files });
  const pull = await here.platform.pull(askOf(here, here.pull('topic')));
  const found = await here.platform.tree({ place: here.place, oid: pull?.base.tip?.tree ?? '' });
  expect(found?.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
    '100644 README.md',
    '100644 a/b/c.txt',
    '100644 a/d.txt',
    '120000 link',
    '100644 z.txt',
  ]);
  await expect(here.platform.tree({ place: here.place, oid: 'f'.repeat(40) })).rejects.toMatchObject({ fault: { kind: 'gone' } });
  await here.close();
});

const id = (name: string) => name.repeat(40);
interface Shown {
  readonly truncated: boolean;
  readonly tree: readonly { readonly path: string; readonly type: string; readonly mode: string; readonly sha: string }[];
}

/** A platform that cuts what is asked for whole. */
function cutting(trees: Readonly<Record<string, Shown>>) {
  const asked: string[] = [];
  const client = {
    ask: async ({
      parameters,
      read,
    }: {
      parameters: { tree_sha: string; recursive?: string };
      read: (value: unknown, at: string) => unknown;
    }) => {
      const key = `${parameters.tree_sha[0]}${parameters.recursive === undefined ? '' : ' whole'}`;
      asked.push(key);
      return read(trees[key], '');
    },
  };
  return { asked, link: { client } as unknown as Link };
}

const place = { installation: 1, repoId: 7, owner: 'a', name: 'b' };
const folder = (path: string, name: string) => ({ path, type: 'tree', mode: '040000', sha: id(name) });
const file = (path: string) => ({ path, type: 'blob', mode: '100644', sha: id('0') });
const module = (path: string) => ({ path, type: 'commit', mode: '160000', sha: id('1') });

test('what is too large for one answer is walked folder by folder', async () => {
  const { link, asked } = cutting({
    'a whole': { truncated: true, tree: [file('x')] },
    a: { truncated: false, tree: [folder('src', 'b'), folder('lib', 'c'), file('x')] },
    'b whole': { truncated: false, tree: [folder('deep', 'd'), file('deep/y'), module('m')] },
    'c whole': { truncated: true, tree: [] },
    c: { truncated: false, tree: [file('z')] },
  });
  const found = await readTree(link, place, id('a'));
  expect(found?.map(({ path }) => path)).toEqual(['x', 'src/deep/y', 'src/m', 'lib/z']);
  expect(asked).toEqual(['a whole', 'a', 'b whole', 'c whole', 'c']);
});

test('a folder that is cut even by itself, and one that leads into itself, are not known', async () => {
  const cut = cutting({ 'a whole': { truncated: true, tree: [] }, a: { truncated: true, tree: [file('x')] } });
  expect(await readTree(cut.link, place, id('a'))).toBeNull();
  const circle = cutting({ 'a whole': { truncated: true, tree: [] }, a: { truncated: false, tree: [folder('a', 'a')] } });
  expect(await readTree(circle.link, place, id('a'))).toBeNull();
});

test('the tree in which nothing is', async () => {
  const { link, asked } = cutting({});
  expect(await readTree(link, place, '4b825dc642cb6eb9a060e54bf8d69288fbee4904')).toEqual([]);
  expect(asked).toEqual([]);
});
