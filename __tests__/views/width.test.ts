import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, padTo, wrap } from '../../src/views/width.ts';

describe('columnsOf', () => {
  test.each([
    ['', 0],
    ['plain', 5],
    ['gr\u00fc\u00dfe', 5],
    ['e\u0301', 1],
    ['\u6f22\u5b57', 4],
    ['\u30c6\u30b9\u30c8', 6],
    ['\u{1F680} go', 5],
    ['\u2713 done', 6],
  ])('%j takes %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

test('padTo counts columns and never cuts', () => {
  expect(padTo('\u6f22', 4)).toBe('\u6f22  ');
  expect(padTo('long', 2)).toBe('long');
});

describe('wrap', () => {
  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['', 10, ['']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    // A number stays with what it counts.
    ['done and 12 waived', 11, ['done and', '12 waived']],
    ['\u6f22\u5b57\u6f22\u5b57', 4, ['\u6f22\u5b57', '\u6f22\u5b57']],
  ])('%j at %i', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  test('no line is too long, and no letter is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), fc.integer({ min: 2, max: 30 }), (words, columns) => {
        const text = words.join(' ');
        const lines = wrap(text, columns);
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
