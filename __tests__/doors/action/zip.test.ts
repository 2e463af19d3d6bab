import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { zipOf } from '../../../src/doors/action/zip.ts';
import { unzip } from './unzip.ts';

test('what was put in comes out', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((name) => name !== '__proto__');
  const files = fc.dictionary(names, fc.string({ unit: 'grapheme', size: 'large' }), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(files, (each) => {
      expect(unzip(zipOf(each))).toEqual(each);
    }),
    { numRuns: 50 },
  );
});

test('the same files make the same bytes, whenever that is', () => {
  const files = { 'evidence.json': '{}\n', 'evidence.jwt': 'a.b.c' };
  expect(zipOf(files).equals(zipOf({ ...files }))).toBe(true);
});

test('ten megabytes are packed', () => {
  const text = 'a line of evidence\n'.repeat(520_000);
  const bytes = zipOf({ 'evidence.json': text });
  expect(bytes.length).toBeLessThan(text.length / 100);
  expect(unzip(bytes)).toEqual({ 'evidence.json': text });
});
