import { expect, test } from '@jest/globals';
import { diffTrees } from '../../../src/sandbox/git/diff.ts';
import { commitOf, writeTag } from '../../../src/sandbox/git/store.ts';
import { viewCommit, viewFile, viewGitCommit, viewRef, viewSignature, viewSimpleCommit } from '../../../src/sandbox/shown/git.ts';
import { signatureOf } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';

test('a commit names the accounts behind its people', () => {
  const { world, repo, pull, root } = town();
  const { headSha } = pull('next').pull;
  expect(viewCommit(world, repo, headSha)).toMatchObject({
    author: { login: 'wil' },
    parents: [{ sha: root }],
    commit: { message: 'add next' },
  });
  expect(viewGitCommit(world, repo, headSha)).toMatchObject({
    sha: headSha,
    verification: { verified: false, reason: 'unsigned' },
  });
  expect(viewSimpleCommit(repo, headSha)).toMatchObject({ id: headSha, message: 'add next' });
  expect(viewSignature({ name: 'n', email: 'e', at: 1999 })).toEqual({ name: 'n', email: 'e', date: '1970-01-01T00:00:01Z' });
});

test('a file shows its patch and where it is', () => {
  const { world, repo, pull, root } = town();
  const { headSha } = pull('next', { 'a b.txt': '1\n' }).pull;
  const [change] = diffTrees(repo.store, commitOf(repo.store, root).tree, commitOf(repo.store, headSha).tree);
  expect(change && viewFile(world, repo, { change, sha: headSha })).toMatchObject({
    filename: 'a b.txt',
    status: 'added',
    changes: 1,
    patch: '@@ -0,0 +1 @@\n+1',
    contents_url: expect.stringContaining('/contents/a%20b.txt?ref='),
  });
});

test('a reference leads to a commit or to a tag', () => {
  const { world, repo, root, person } = town();
  const tag = writeTag(repo.store, {
    object: root,
    kind: 'commit',
    tag: 'v1',
    tagger: signatureOf(world, person('ada')),
    message: 'm',
  });
  repo.refs.set('refs/tags/v1', tag);
  expect([viewRef(world, repo, 'refs/tags/v1').object.type, viewRef(world, repo, 'refs/heads/main').object.type]).toEqual([
    'tag',
    'commit',
  ]);
});
