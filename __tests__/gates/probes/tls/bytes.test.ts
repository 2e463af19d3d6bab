import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, hex, join, MalformedError, u16, u16List, vector } from '../../../../src/gates/probes/tls/bytes.ts';

test('numbers and vectors come back as they were written', () => {
  const bytes = join(u16(0x0303), vector(1, Uint8Array.of(7)), vector(3, u16(1), u16(2)));
  const cursor = cursorOf(bytes);
  expect([cursor.u16(), hex(cursor.vector(1)), u16List(cursor.vector(3)), cursor.left()]).toEqual([0x0303, '07', [1, 2], 0]);
  expect(hex(bytes)).toBe('0303010700000400010002');
});

describe('what reaches beyond the end is an error', () => {
  test.each([
    ['a byte', () => cursorOf(new Uint8Array()).u8()],
    ['a number', () => cursorOf(Uint8Array.of(1, 2)).u24()],
    ['a vector', () => cursorOf(Uint8Array.of(2, 0)).vector(1)],
    ['half a number in a list', () => u16List(Uint8Array.of(1, 2, 3))],
  ])('%s', (_, read) => {
    expect(read).toThrow(MalformedError);
  });
});

test('whatever arrives, a cursor reads it or says that it is malformed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const cursor = cursorOf(bytes);
      try {
        while (cursor.left() > 0) cursor.vector(2);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError);
      }
      expect(cursor.left()).toBeGreaterThanOrEqual(0);
    }),
  );
});
