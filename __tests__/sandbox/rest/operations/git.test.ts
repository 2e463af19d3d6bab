import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('a commit is made of blobs and trees, and a branch of the commit', async () => {
  const { rest } = town.as('wil');
  const blob = await rest.git.createBlob({ ...here, content: btoa('deep\n'), encoding: 'base64' });
  expect(blob.data.sha).toBe('4cdb2265d30204be5463b38174b2e8e717982405');
  const entry = { mode: '100644', type: 'blob' } as const;
  const entries = [
    { path: 'src/deep.txt', ...entry, sha: blob.data.sha },
    { path: 'top.txt', ...entry, content: 'top\n' },
    { path: 'README.md', ...entry, sha: null },
  ];
  const tree = await rest.git.createTree({ ...here, base_tree: town.root, tree: entries });
  expect(tree.data.tree.map(({ path }) => path)).toEqual(['src', 'top.txt']);
  const whole = await rest.git.getTree({ ...here, tree_sha: tree.data.sha, recursive: 'true' });
  expect(whole.data.tree).toMatchObject([{ path: 'src', type: 'tree' }, { path: 'src/deep.txt', size: 5 }, { path: 'top.txt' }]);
  const author = { name: 'Ada', email: 'ada@example.com', date: '2026-01-02T03:04:05Z' };
  const commit = await rest.git.createCommit({ ...here, message: 'made', tree: tree.data.sha, parents: [town.root], author });
  expect(commit.data).toMatchObject({ author, committer: author, parents: [{ sha: town.root }] });
  await rest.git.createRef({ ...here, ref: 'refs/heads/made/here', sha: commit.data.sha });
  expect((await rest.git.getRef({ ...here, ref: 'heads/made/here' })).data.object).toMatchObject({
    type: 'commit',
    sha: commit.data.sha,
  });
  expect((await rest.git.getCommit({ ...here, commit_sha: commit.data.sha })).data.message).toBe('made');
  const read = await rest.git.getBlob({ ...here, file_sha: blob.data.sha });
  expect(atob(read.data.content)).toBe('deep\n');
  const again = await rest.git.createTree({
    ...here,
    tree: [{ path: 'moved', mode: '040000', type: 'tree', sha: tree.data.sha }],
  });
  expect((await rest.git.getTree({ ...here, tree_sha: again.data.sha, recursive: '1' })).data.tree).toHaveLength(4);
});

test('an annotated tag is an object of its own', async () => {
  const { rest } = town.as('wil');
  const tag = await rest.git.createTag({ ...here, tag: 'v1', message: 'one', object: town.root, type: 'commit' });
  await rest.git.createRef({ ...here, ref: 'refs/tags/v1', sha: tag.data.sha });
  expect((await rest.git.getRef({ ...here, ref: 'tags/v1' })).data.object.type).toBe('tag');
  expect((await rest.git.getTag({ ...here, tag_sha: tag.data.sha })).data).toMatchObject({
    tag: 'v1',
    object: { sha: town.root, type: 'commit' },
  });
  expect((await rest.git.listMatchingRefs({ ...here, ref: 'tags/v' })).data.map(({ ref }) => ref)).toEqual(['refs/tags/v1']);
});

test('references are moved and taken out, and not over what others pushed', async () => {
  const { rest } = town.as('wil');
  const { headSha } = town.pull('next').pull;
  const ref = 'heads/next';
  expect(await failure(rest.git.updateRef({ ...here, ref, sha: town.root }))).toEqual({
    status: 422,
    message: 'Update is not a fast forward',
  });
  await rest.git.updateRef({ ...here, ref, sha: town.root, force: true });
  expect((await rest.git.updateRef({ ...here, ref, sha: headSha })).data.object.sha).toBe(headSha);
  expect(await failure(rest.git.createRef({ ...here, ref: `refs/${ref}`, sha: headSha }))).toMatchObject({
    message: 'Reference already exists',
  });
  await rest.git.deleteRef({ ...here, ref });
  expect(await failure(rest.git.deleteRef({ ...here, ref }))).toMatchObject({ status: 422, message: 'Reference does not exist' });
  expect(await failure(rest.git.updateRef({ ...here, ref, sha: headSha }))).toMatchObject({
    message: 'Reference does not exist',
  });
  expect(await failure(rest.git.getRef({ ...here, ref }))).toMatchObject({ status: 404 });
});

test.each([
  ['a tree of what is not there', () => ({ tree: [{ path: 'a', mode: '100644', type: 'blob', sha: 'f'.repeat(40) }] }), 'trees'],
  ['a folder of words', () => ({ tree: [{ path: 'a', mode: '040000', type: 'tree', content: 'words' }] }), 'trees'],
  ['a tree on what is no tree', () => ({ base_tree: 'f'.repeat(40), tree: [] }), 'trees'],
  ['a commit of no tree', () => ({ message: 'm', tree: 'f'.repeat(40) }), 'commits'],
  [
    'a commit with no parent',
    () => ({ message: 'm', tree: '4b825dc642cb6eb9a060e54bf8d69288fbee4904', parents: ['f'.repeat(40)] }),
    'commits',
  ],
  ['a tag of nothing', () => ({ tag: 't', message: 'm', object: 'f'.repeat(40), type: 'commit' }), 'tags'],
  ['a reference to nothing', () => ({ ref: 'refs/heads/x', sha: 'f'.repeat(40) }), 'refs'],
  ['a reference without its folder', () => ({ ref: 'main', sha: 'f'.repeat(40) }), 'refs'],
])('%s is refused', async (_, body, what) => {
  const request = town.as('wil').request(`POST /repos/{owner}/{repo}/git/${what}`, { ...here, ...body() });
  expect(await failure(request)).toMatchObject({ status: 422 });
});
