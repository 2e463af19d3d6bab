import { describe, expect, test } from '@jest/globals';
import {
  asBuffer,
  decodedText,
  endOfBare,
  isEscape,
  isExact,
  isHexDigit,
  plainUpTo,
  scalarOf,
} from '../../../src/gates/reports/json-token.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const decoded = (text: Uint8Array, isPlain: boolean, isEscaped: boolean) =>
  decodedText(asBuffer(text), [0, text.length], { isPlain, isEscaped });

test('the plain part of a text ends at a quote, a backslash, what is not ASCII, and a control character', () => {
  for (const end of ['"', '\\', 'é', '\n', '\0', '\u0080']) expect(plainUpTo(bytes(`ab ~!#[]${end}x`), 0)).toBe(8);
  expect(plainUpTo(bytes('abc'), 1)).toBe(3);
});

test('a token without quotes ends where nothing of its kind stands', () => {
  expect(endOfBare(bytes('-1.5e+3,'), 0)).toBe(7);
  expect(endOfBare(bytes('true}'), 0)).toBe(4);
});

test.each([
  ['0', 0],
  ['-0.5e-3', -0.0005],
  ['true', true],
  ['null', null],
])('%s is a value', (token, value) => {
  expect(scalarOf(token)).toEqual({ value });
});

test.each(['', '-', '01', '1.', '.5', '+1', '1e', 'nul', 'NaN', 'Infinity', '0x1', 'True'])('%j is none', (token) => {
  expect(scalarOf(token)).toBeUndefined();
});

test('a number is exact when no other one is read as the same', () => {
  expect([2 ** 53 - 1, 0.1, -1].map(isExact)).toEqual([true, true, true]);
  expect([2 ** 53, 1e300, Number.POSITIVE_INFINITY].map(isExact)).toEqual([false, false, false]);
});

describe('a text', () => {
  test('is decoded, with its escapes', () => {
    expect(decoded(bytes('abc'), true, false)).toBe('abc');
    expect(decoded(bytes('ä😀'), false, false)).toBe('ä😀');
    expect(decoded(bytes('\\u00e4\\n'), true, true)).toBe('ä\n');
  });

  test('with half a pair of surrogates is made whole', () => {
    expect(decoded(bytes('\\ud83d!'), true, true)).toBe('\uFFFD!');
  });

  test('that is no UTF-8 is nothing', () => {
    expect(decoded(new Uint8Array([0x61, 0xc3]), false, false)).toBeUndefined();
  });
});

test('only JSON’s escapes are escapes', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte).filter(isEscape);
  expect(String.fromCharCode(...all)).toBe('"/\\bfnrt');
  const digits = Array.from({ length: 256 }, (_, byte) => byte).filter(isHexDigit);
  expect(String.fromCharCode(...digits)).toBe('0123456789ABCDEFabcdef');
});
