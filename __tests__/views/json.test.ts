import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonText } from '../../src/views/json.ts';
import { anyCharacter } from '../ground/character.ts';

test('keys stay in the order in which they were set, and a newline ends it', () => {
  expect(jsonText({ format: 'x/1', b: 1, a: [2] })).toBe('{\n  "format": "x/1",\n  "b": 1,\n  "a": [\n    2\n  ]\n}\n');
});

describe('what could act on whoever reads the text is escaped', () => {
  test.each([
    ['terminal escape', '\u001b[31m', '\\u001b[31m'],
    ['C1 control', '\u009b31m', '\\u009b31m'],
    ['right to left', '\u202egpj.exe', '\\u202egpj.exe'],
    ['zero width', 'a\u200bb', 'a\\u200bb'],
    ['tag character', 'a\u{e0041}', 'a\\udb40\\udc41'],
    ['line separator', 'a\u2028b', 'a\\u2028b'],
    ['runner command', '##[set-env name=A]b', '#\\u0023[set-env name=A]b'],
  ])('%s', (_, raw, escaped) => {
    expect(jsonText(raw)).toBe(`"${escaped}"\n`);
    expect(JSON.parse(jsonText(raw))).toBe(raw);
  });
});

test('any value comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: anyCharacter }), (value, text) => {
      expect(JSON.parse(jsonText([value, text]))).toEqual(JSON.parse(JSON.stringify([value, text])));
    }),
  );
});
