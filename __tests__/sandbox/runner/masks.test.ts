import { expect, test } from '@jest/globals';
import { createMasks } from '../../../src/sandbox/runner/masks.ts';

test('as it is, line by line, quoted, in addresses and in base64; the longest first', () => {
  const masks = createMasks(['p"w', 'a b', 'abc', 'abcdef', 'one\ntwo', '', ' ', '.*']);
  expect(masks.hide('abcdef abc')).toBe('*** ***');
  expect(masks.hide('{"x":"p\\"w"} a%20b two')).toBe('{"x":"***"} *** ***');
  expect(masks.hide(Buffer.from('abcdef').toString('base64'))).toBe('***');
  expect(masks.hide('any thing')).toBe('any thing');
  expect([masks.isSecret('has abc'), masks.isSecret('has nil')]).toEqual([true, false]);
  expect(createMasks().hide('x')).toBe('x');
});
