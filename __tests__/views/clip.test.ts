import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clip } from '../../src/views/clip.ts';
import { hostile } from '../ground/hostile.ts';

test.each([
  ['short', 10, 'short'],
  ['  spaces \n inside ', 20, 'spaces inside'],
  ['exactly ten', 11, 'exactly ten'],
  ['one two three', 8, 'one two…'],
  ['👩‍👧👩‍👧👩‍👧', 11, '👩‍👧👩‍👧…'],
  ['\u202egnp', 40, '⟦U+202E⟧gnp'],
])('%j in %d units', (text, units, expected) => {
  expect(clip(text, units)).toBe(expected);
});

test('never longer than it may be, in one line, and whole where it fits', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, units) => {
      const clipped = clip(text, units);
      expect(clipped.length).toBeLessThanOrEqual(units);
      expect(clipped).not.toMatch(/[\n\r]/);
    }),
  );
});

test('a megabyte is not looked at in full', () => {
  expect(clip('x'.repeat(1_000_000), 5)).toBe('xxxx…');
});
