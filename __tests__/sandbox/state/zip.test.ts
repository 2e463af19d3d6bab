import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { zipped } from '../../../src/sandbox/state/zip.ts';

/** Reads back by the directory at the end, as readers of archives do. */
function unzipped(zip: Buffer): Record<string, string> {
  const end = zip.length - 22;
  const files: [string, string][] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, size, named] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const name = zip.subarray(at + 46, at + 46 + named).toString();
    const local = zip.readUInt32LE(at + 42);
    expect(zip.subarray(local + 30, local + 30 + named).toString()).toBe(name);
    const data = zip.subarray(local + 30 + named, local + 30 + named + packed);
    const content = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    expect(content).toHaveLength(size);
    files.push([name, content.toString()]);
    at += 46 + named;
  }
  return Object.fromEntries(files);
}

test('what goes in comes out', () => {
  const files = fc.dictionary(fc.stringMatching(/^[a-zé/.]{1,12}$/), fc.string({ unit: 'grapheme', maxLength: 200 }));
  fc.assert(
    fc.property(files, fc.constantFrom('store' as const, 'deflate' as const), (given, method) => {
      expect(unzipped(zipped(given, method))).toEqual({ ...given });
    }),
  );
});

test('its bytes are those that other tools know', () => {
  const zip = zipped({ 'a.txt': 'hello\n' }, 'store');
  expect(zip.subarray(14, 18).toString('hex')).toBe('20303a36');
  expect(zip.subarray(0, 8).toString('hex')).toBe('504b030414000008');
  expect(zip).toHaveLength(30 + 5 + 6 + 46 + 5 + 22);
});
