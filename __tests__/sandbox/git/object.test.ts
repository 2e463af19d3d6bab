import { afterAll, expect, test } from '@jest/globals';
import { encodeCommit, encodeTag, encodeTree, idOf, inTreeOrder, type TreeEntry } from '../../../src/sandbox/git/object.ts';
import { commitWith, realGit, somebody } from './real-git.ts';

const { git, remove } = realGit();
afterAll(remove);

test.each(['', 'hello\n', 'ünï\0code', 'x'.repeat(70_000)])('a blob has the id that git gives', (text) => {
  const bytes = Buffer.from(text);
  expect(idOf('blob', bytes)).toBe(git(['hash-object', '-w', '--stdin'], bytes).trim());
});

test('a tree has the id that git gives, whatever the order of its entries', () => {
  const blob = git(['hash-object', '-w', '--stdin'], 'x').trim();
  const folder = git(['mktree'], `100644 blob ${blob}\tinside\n`).trim();
  const entries: TreeEntry[] = [
    { mode: '100755', name: 'a', sha: blob },
    { mode: '040000', name: 'a-b', sha: folder },
    { mode: '100644', name: 'a-b.txt', sha: blob },
    { mode: '120000', name: 'a-b0', sha: blob },
    { mode: '100644', name: 'ä', sha: blob },
  ];
  const listed = entries.map(({ mode, name, sha }) => `${mode} ${mode === '040000' ? 'tree' : 'blob'} ${sha}\t${name}\n`);
  expect(idOf('tree', encodeTree(entries.toReversed()))).toBe(git(['mktree'], listed.join('')).trim());
  expect(inTreeOrder(entries).map(({ name }) => name)).toEqual(['a', 'a-b.txt', 'a-b', 'a-b0', 'ä']);
});

test('commits and tags have the ids that git gives', () => {
  const tree = git(['mktree'], '').trim();
  const root = { tree, parents: [], author: somebody, committer: somebody, message: 'first\n\nwith a body\n' };
  const rootId = idOf('commit', encodeCommit(root));
  expect(rootId).toBe(commitWith(git, root));
  const merge = { ...root, parents: [rootId, rootId], message: 'é\n' };
  expect(idOf('commit', encodeCommit({ ...merge, parents: [rootId] }))).toBe(commitWith(git, { ...merge, parents: [rootId] }));
  const tag = encodeTag({ object: rootId, kind: 'commit', tag: 'v1', tagger: somebody, message: 'one\n' });
  expect(idOf('tag', tag)).toBe(git(['mktag'], tag).trim());
});
