import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blobOf, commitOf, writeBlob } from '../../../src/sandbox/git/store.ts';
import { entryAt } from '../../../src/sandbox/git/tree.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { writeFiles } from '../../../src/sandbox/state/repositories.ts';
import { type Here, openPlatform, requests } from '../open.ts';

let here: Here;
let commit: string;
beforeAll(async () => {
  here = await openPlatform();
  const link = { mode: '120000', sha: writeBlob(here.repo.store, 'docs') } as const;
  const files = {
    'docs/a/b.md': 'deep\n',
    'docs/bytes': Buffer.from([0, 1]),
    link,
    'docs/large.txt': 'x'.repeat(1_048_577),
    'docs/long.txt': 'y'.repeat(600_000),
  };
  commit = commitFiles(here.world, here.repo, { author: here.person('ada'), message: 'm', branch: 'main', files });
});
afterAll(() => here.close());

const file = (path: string) => here.platform.file({ place: here.place, commit, path });

test.each([
  ['docs/a/b.md', { is: 'text', text: 'deep\n' }],
  ['docs/a/none.md', { is: 'none' }],
  ['none/at/all', { is: 'none' }],
  ['link', { is: 'unusable', because: 'it is a link' }],
  ['link/a/b.md', { is: 'unusable', because: 'a folder on the way there is a link' }],
  ['docs/a/b.md/x', { is: 'unusable', because: 'a folder on the way there is none' }],
  ['docs', { is: 'unusable', because: 'it is a folder' }],
  ['docs/bytes', { is: 'unusable', because: 'it is no text' }],
  ['docs/large.txt', { is: 'unusable', because: 'it is larger than 1024 KiB' }],
  ['docs/long.txt', { is: 'text', text: 'y'.repeat(600_000) }],
  ['weird"\\${x}', { is: 'none' }],
])('%s', async (path, answer) => {
  expect(await file(path)).toMatchObject(answer);
});

test('what was seen once is not asked for again', async () => {
  await file('docs/a/b.md');
  const from = here.sandbox.journal.length;
  await file('docs/a/b.md');
  expect(requests(here, from)).toEqual([]);
});

test('a commit that is not there, and one of another repository', async () => {
  const gone = { fault: { kind: 'gone' } };
  await expect(here.platform.file({ place: here.place, commit: 'f'.repeat(40), path: 'a' })).rejects.toMatchObject(gone);
  const place = { ...here.place, repoId: 4711 };
  await expect(here.platform.file({ place, commit, path: 'README.md' })).rejects.toMatchObject(gone);
});

test('a blob by its id', async () => {
  const { store } = here.repo;
  const { tree } = commitOf(store, commit);
  const id = (path: string) => entryAt(store, tree, path)?.sha ?? '';
  const blob = (oid: string) => here.platform.blob({ place: here.place, oid });
  expect(await blob(id('docs/a/b.md'))).toEqual({ is: 'text', text: 'deep\n', oid: id('docs/a/b.md') });
  expect(await blob(id('docs/large.txt'))).toMatchObject({ is: 'unusable' });
  expect(await blob(id('docs/bytes'))).toMatchObject({ is: 'unusable', because: 'it is no text' });
  expect(blobOf(store, id('docs/bytes'))).toHaveLength(2);
  await expect(blob('f'.repeat(40))).rejects.toMatchObject({ fault: { kind: 'gone' } });
});

test('where a head has gone its own way', async () => {
  const { platform, place, world, repo, person } = here;
  const pull = here.pull('topic');
  const { tree } = commitOf(repo.store, here.root);
  const base = (head: string) => platform.mergeBase({ place, base: commit, head });
  expect(await base(pull.pull.headSha)).toEqual({ sha: here.root, tree });
  const from = here.sandbox.journal.length;
  await base(pull.pull.headSha);
  expect(requests(here, from)).toEqual([]);
  const alone = writeFiles(world, repo, { author: person('ada'), message: 'alone', parents: [], files: { a: 'b' } });
  expect(await base(alone)).toBeNull();
  expect(await base('f'.repeat(40))).toBeNull();
});
