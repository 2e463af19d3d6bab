import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../../src/gates/engine/json-text.ts';
import { problemsOf } from '../problems.ts';

async function placeIn(text: string): Promise<string> {
  const [problem] = await problemsOf(() => parseJson(text, 'a.json'));
  expect(problem?.file).toBe('a.json');
  return `${problem?.line}:${problem?.column} ${problem?.message}`;
}

const ends = 'The JSON ends too early.';
const cannot = (char: string) => `${JSON.stringify(char)} cannot stand here in JSON.`;

describe('it says where a text stops being JSON', () => {
  test.each([
    ['', `1:1 ${ends}`],
    ['  \n ', `2:2 ${ends}`],
    ['{"a": 1', `1:8 ${ends}`],
    ['{"a":', `1:6 ${ends}`],
    ['["a', `1:4 ${ends}`],
    ['{"a": b}', `1:7 ${cannot('b')}`],
    ['{"a": 1,}', `1:9 ${cannot('}')}`],
    ['{"a": 1,\n "b" 2}', `2:6 ${cannot('2')}`],
    ['{a: 1}', `1:2 ${cannot('a')}`],
    ['[1, 2,]', `1:7 ${cannot(']')}`],
    ['[1 2]', `1:4 ${cannot('2')}`],
    ['[01]', `1:3 ${cannot('1')}`],
    ['{"a": 1} x', `1:10 ${cannot('x')}`],
    ['[1}', `1:3 ${cannot('}')}`],
    ['"a\nb"', `1:3 ${cannot('\n')}`],
    ['"a\\x"', `1:3 ${cannot('\\')}`],
    ['NaN', `1:1 ${cannot('N')}`],
    ['log line\n{}', `1:1 ${cannot('l')}`],
    ['{"a":tru}', `1:6 ${cannot('t')}`],
    ['{"a",1}', `1:5 ${cannot(',')}`],
  ])('%j: %s', async (text, expected) => {
    expect(await placeIn(text)).toBe(expected);
  });
});

test('what JSON.parse takes is taken, unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJson(text, 'a.json')).toEqual(JSON.parse(text));
    }),
  );
});

test('a text that is cut, or has something behind it, is broken at that place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-z :,]*$/), fc.array(fc.constantFrom(true, false, null, 'a', -20, []))),
      fc.nat(),
      async (value, at) => {
        const text = JSON.stringify(value);
        const cut = text.slice(0, at % text.length);
        // The start of a word that was cut looks like a word that there is not.
        const start = cut.replace(/[\w.+-]*$/, '');
        expect([`1:${cut.length + 1} ${ends}`, `1:${start.length + 1} ${cannot(cut[start.length] ?? '')}`]).toContain(
          await placeIn(cut),
        );
        expect(await placeIn(`${text} }`)).toBe(`1:${text.length + 2} ${cannot('}')}`);
      },
    ),
  );
});

test('a long and deep text ends in a problem too', async () => {
  expect(await placeIn('['.repeat(200_000))).toBe(`1:200001 ${ends}`);
  expect(await placeIn(`"${'\\\\'.repeat(200_000)}`)).toBe(`1:400002 ${ends}`);
});
