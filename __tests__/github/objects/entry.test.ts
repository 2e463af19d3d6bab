import { expect, test } from '@jest/globals';
import { blobId, type Entry, fileOf, textOf, unusable } from '../../../src/github/objects/entry.ts';

const id = 'ce013625030ba8dba906f756967f9e9ca394464a';
const file = (of: Partial<NonNullable<Entry>['object'] & object> = {}, mode = 0o100644): Entry => ({
  type: 'blob',
  mode,
  oid: id,
  object: { byteSize: 6, isBinary: false, isTruncated: false, text: 'hello\n', ...of },
});

test('the id that git gives', () => {
  expect(blobId(Buffer.from('hello\n'), id)).toBe(id);
  expect(blobId(Buffer.from('hello\n'), 'a'.repeat(64))).toHaveLength(64);
});

test.each<readonly [string, Entry, object]>([
  ['a text', file(), { is: 'text', text: 'hello\n', oid: id }],
  ['one that may be run', file({}, 0o100755), { is: 'text' }],
  ['nothing', null, { is: 'none' }],
  ['a link', file({}, 0o120000), { is: 'unusable', because: 'it is a link' }],
  ['a submodule', { type: 'commit', mode: 0o160000, oid: id, object: null }, { is: 'unusable', because: 'it is a submodule' }],
  ['a folder', { type: 'tree', mode: 0o40000, oid: id, object: null }, { is: 'unusable', because: 'it is a folder' }],
  ['another mode', file({}, 0o100666), { is: 'unusable', because: 'it is no ordinary file' }],
  ['too much', file({ byteSize: 2000 }), { is: 'unusable', because: 'it is larger than 1 KiB' }],
  ['bytes', file({ isBinary: true, text: null }), { is: 'unusable', because: 'it is no text' }],
  ['a text that was cut', file({ isTruncated: true }), { is: 'raw', oid: id }],
  ['a text that is another', file({ text: 'hello' }), { is: 'raw', oid: id }],
  ['no text', file({ text: null }), { is: 'raw', oid: id }],
  ['a file of which nothing is told', { type: 'blob', mode: 0o100644, oid: id, object: null }, { is: 'raw', oid: id }],
])('%s', (_what, entry, seen) => {
  expect(fileOf(entry, [], 1024)).toMatchObject(seen);
});

test('a folder on the way there that is none', () => {
  const folder: Entry = { type: 'tree', mode: 0o40000, oid: id, object: null };
  expect(fileOf(file(), [folder, null], 1024)).toMatchObject({ is: 'text' });
  expect(fileOf(null, [file({}, 0o120000)], 1024)).toEqual(unusable('a folder on the way there is a link'));
  expect(fileOf(null, [folder, file()], 1024)).toEqual(unusable('a folder on the way there is none'));
});

test('bytes are taken only if they are those of the id, and a text', () => {
  expect(textOf(Buffer.from('hello\n'), id)).toEqual({ is: 'text', text: 'hello\n', oid: id });
  expect(textOf(Buffer.from('hello'), id)).toBeUndefined();
  const of = (...bytes: number[]) => textOf(Buffer.from(bytes), blobId(Buffer.from(bytes), id));
  expect([of(0), of(0xff)].map((each) => each?.is)).toEqual(['unusable', 'unusable']);
  expect(of(0xef, 0xbb, 0xbf, 0x61)).toMatchObject({ text: '\uFEFFa' });
});
