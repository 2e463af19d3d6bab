import { describe, expect, test } from '@jest/globals';
import { type Objects, readFileAt, type TreeEntry } from '../../../src/doors/action/commits.ts';
import { blobId } from '../../../src/github/objects/entry.ts';

const commit = 'c'.repeat(40);
const [root, inner] = ['1'.repeat(40), '2'.repeat(40)];

interface Parts {
  readonly bytes?: Buffer;
  readonly entry?: Partial<TreeEntry>;
  readonly way?: Partial<TreeEntry>;
}

/** A commit with `.github/gonogo.yml`. */
function objects({ bytes = Buffer.from('version: 1\n'), entry, way }: Parts = {}): Objects {
  const file = { type: 'blob', mode: '100644', oid: blobId(bytes, commit), ...entry };
  const trees = new Map([
    [root, new Map([['.github', { type: 'tree', mode: '040000', oid: inner, ...way }]])],
    [inner, new Map([['gonogo.yml', file]])],
  ]);
  return {
    where: 'the checkout',
    root: async (asked) => (asked === commit ? root : undefined),
    tree: async (oid) => trees.get(oid),
    blob: async () => bytes,
  };
}

const read = (parts?: Parts, path = '.github/gonogo.yml') => readFileAt(objects(parts), commit, path);

test('a file, byte for byte', async () => {
  const text = '\ufeffversion: 1\r\n';
  expect(await read({ bytes: Buffer.from(text) })).toEqual({ is: 'text', text, oid: blobId(Buffer.from(text), commit) });
});

test('one that is not there, and one below a folder that is not there', async () => {
  expect(await read({}, '.github/other.yml')).toEqual({ is: 'none' });
  expect(await read({}, 'none/at/all.yml')).toEqual({ is: 'none' });
});

describe('what is no file of text is none', () => {
  test.each([
    ['a link', { entry: { mode: '120000' } }, 'it is a link'],
    ['a submodule', { entry: { mode: '160000', type: 'commit' } }, 'it is a submodule'],
    ['a folder', { entry: { mode: '040000', type: 'tree' } }, 'it is a folder'],
    ['a strange mode', { entry: { mode: '100600' } }, 'it is no ordinary file'],
    ['a link on the way', { way: { mode: '120000', type: 'blob' } }, 'a folder on the way there is a link'],
    ['a submodule on the way', { way: { mode: '160000', type: 'commit' } }, 'a folder on the way there is none'],
    ['more than 1 MiB', { bytes: Buffer.alloc(1024 * 1024 + 1, 'a') }, 'it is larger than 1024 KiB'],
    ['not UTF-8', { bytes: Buffer.from([0x61, 0xff]) }, 'it is not written in UTF-8'],
    ['not text', { bytes: Buffer.from([0x61, 0]) }, 'it is no text'],
    ['other bytes', { entry: { oid: 'd'.repeat(40) } }, `the checkout gives other bytes than those of ${'d'.repeat(40)}`],
  ] as const)('%s', async (_, parts, because) => {
    expect(await read(parts)).toEqual({ is: 'unusable', because });
  });
});

test('undefined where the commit, a folder or the bytes are not to be had here', async () => {
  const all = objects();
  expect(await readFileAt(all, 'd'.repeat(40), 'a')).toBeUndefined();
  expect(await readFileAt({ ...all, tree: async () => undefined }, commit, 'a')).toBeUndefined();
  expect(await readFileAt({ ...all, blob: async () => undefined }, commit, '.github/gonogo.yml')).toBeUndefined();
});
