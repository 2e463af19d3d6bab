import { expect, test } from '@jest/globals';
import { unzipped } from '../../../src/sandbox/state/unzip.ts';
import { zipped } from '../../../src/sandbox/state/zip.ts';

test.each(['store', 'deflate'] as const)('what was packed comes out again: %s', (method) => {
  const files = { 'a.txt': 'a'.repeat(500), 'deep/ü.txt': '', 'b.bin': Buffer.from([0, 1, 2]) };
  const out = unzipped(zipped(files, method));
  expect([...out].map(([name, bytes]) => [name, bytes.length])).toEqual([
    ['a.txt', 500],
    ['deep/ü.txt', 0],
    ['b.bin', 3],
  ]);
});

test('what is no zip, or is broken, is an error', () => {
  expect(() => unzipped(Buffer.from('none'))).toThrow('no zip');
  const zip = zipped({ 'a.txt': 'abc' }, 'store');
  zip[35] = (zip[35] ?? 0) ^ 0xff;
  expect(() => unzipped(zip)).toThrow('broken');
});
