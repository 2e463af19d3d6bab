import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeBlob } from '../../../../src/sandbox/git/store.ts';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
const at = { ...here, ref: 'odd' };
beforeAll(async () => {
  town = await openTown();
  const link = (target: string) => ({ mode: '120000', sha: writeBlob(town.repo.store, target) }) as const;
  commitFiles(town.world, town.repo, {
    author: town.person('wil'),
    message: 'm',
    branch: 'odd',
    files: {
      'docs/real.md': 'real\n',
      'docs/link.md': link('real.md'),
      'docs/up.md': link('../README.md'),
      'docs/away': link('/etc/passwd'),
      'docs/lost': link('nowhere'),
      '.gitmodules': '[submodule "v"]\n\tpath = vendored\n\turl = https://example.com/v.git\n',
      vendored: { mode: '160000', sha: 'a'.repeat(40) },
      large: 'x'.repeat(1_000_001),
    },
  });
});
afterAll(() => town.close());

test('a link to a file is followed, and any other shown', async () => {
  const { rest } = town.as('rea');
  const get = async (path: string) => (await rest.repos.getContent({ ...at, path })).data;
  expect(await get('docs/link.md')).toMatchObject({ type: 'file', path: 'docs/link.md', content: `${btoa('real\n')}\n` });
  expect(await get('docs/up.md')).toMatchObject({ type: 'file', content: `${btoa('# Shop\n')}\n` });
  expect(await get('docs/away')).toMatchObject({ type: 'symlink', target: '/etc/passwd' });
  expect(await get('docs/lost')).toMatchObject({ type: 'symlink', target: 'nowhere' });
});

test('a submodule is no file, but for a folder', async () => {
  const { rest } = town.as('rea');
  expect((await rest.repos.getContent({ ...at, path: 'vendored' })).data).toMatchObject({
    type: 'submodule',
    submodule_git_url: 'https://example.com/v.git',
    sha: 'a'.repeat(40),
  });
  const { data } = await rest.repos.getContent({ ...at, path: '' });
  expect(data).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'vendored', type: 'file', size: 0 })]));
});

test('a large file is told without what it holds, and given raw', async () => {
  const { rest } = town.as('rea');
  expect((await rest.repos.getContent({ ...at, path: 'large' })).data).toMatchObject({
    encoding: 'none',
    content: '',
    size: 1_000_001,
  });
  const raw = await rest.repos.getContent({ ...at, path: 'docs/link.md', mediaType: { format: 'raw' } });
  expect([raw.data, raw.headers['content-type']]).toEqual(['real\n', 'application/vnd.github.raw; charset=utf-8']);
  const again = rest.repos.getContent({
    ...at,
    path: 'docs/link.md',
    mediaType: { format: 'raw' },
    headers: { 'if-none-match': raw.headers.etag },
  });
  expect(await failure(again)).toMatchObject({ status: 304 });
  const blob = await rest.git.getBlob({ ...here, file_sha: writeBlob(town.repo.store, 'b\n'), mediaType: { format: 'raw' } });
  expect(blob.data).toBe('b\n');
});

test('a tree with all below it holds its folders too, and is found by a tag', async () => {
  town.repo.refs.set('refs/tags/odd-1', town.repo.refs.get('refs/heads/odd') ?? '');
  const { data } = await town.as('rea').rest.git.getTree({ ...here, tree_sha: 'odd-1', recursive: '1' });
  const docs = data.tree.filter(({ path }) => path.startsWith('docs'));
  expect(docs.map(({ path, type, mode }) => [path, type, mode])).toEqual([
    ['docs', 'tree', '040000'],
    ['docs/away', 'blob', '120000'],
    ['docs/link.md', 'blob', '120000'],
    ['docs/lost', 'blob', '120000'],
    ['docs/real.md', 'blob', '100644'],
    ['docs/up.md', 'blob', '120000'],
  ]);
  expect([data.truncated, data.tree.find(({ path }) => path === 'vendored')?.type]).toEqual([false, 'commit']);
});
