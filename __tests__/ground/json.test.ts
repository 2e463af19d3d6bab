import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, digest, digestText } from '../../src/ground/json.ts';
import { anyCharacter } from './character.ts';

/** Written another way round than the code: sorts keys as big-endian bytes and quotes by hand. */
function oracle(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return value === 0 ? '0' : String(value);
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(oracle).join()}]`;
  if (typeof value !== 'object') throw new TypeError('no JSON');
  const fields = new Map<string, unknown>(Object.entries(value).filter(([, field]) => field !== undefined));
  const keys = [...fields.keys()].toSorted((a, b) => Buffer.compare(bigEndian(a), bigEndian(b)));
  return `{${keys.map((key) => `${quote(key)}:${oracle(fields.get(key))}`).join()}}`;
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const short = new Map([
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [12, 'f'],
  [13, 'r'],
  [34, '"'],
  [92, '\\'],
]);

function quote(text: string): string {
  let quoted = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16).padStart(4, '0');
    const isEscaped = code < 0x20 || (code >= 0xd800 && code <= 0xdfff);
    quoted += short.has(code) ? `\\${short.get(code)}` : isEscaped ? `\\u${hex}` : character;
  }
  return `"${quoted}"`;
}

/** Any UTF-16 text, lone surrogates and names of Object's own members included. */
const text = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom('__proto__', 'constructor', 'toString', '10', '9', '', '\ud800', '\udfff'),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    text,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('json')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

describe('canonical', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'null'],
    [
      'numbers as ECMAScript writes them',
      [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, 1e20],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,100000000000000000000]',
    ],
    ['minus zero as zero', -0, '0'],
    ['1e21', 1e21, '1e+21'],
    ['the largest number', Number.MAX_VALUE, '1.7976931348623157e+308'],
    ['the smallest number', 5e-324, '5e-324'],
    ['control characters', '\u0000\b\t\n\f\r\u001f"\\/\u007f', '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\u007f"'],
    ['line separators as they are', '\u2028\u2029', '"\u2028\u2029"'],
    ['a lone surrogate as its escape', 'a\ud800b', '"a\\ud800b"'],
    ['a pair as it is', '😀', '"😀"'],
    [
      'keys by UTF-16 code unit',
      { '\ufb33': 0, '😀': 0, '€': 0, '\r': 0, '1': 0, '\u0080': 0, ö: 0 },
      '{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}',
    ],
    ['keys that look like numbers as text', { '10': 1, '9': 2, a: 3, '-1': 4 }, '{"-1":4,"10":1,"9":2,"a":3}'],
    ['no key for undefined', { a: undefined, b: 1 }, '{"b":1}'],
    ['an object without a prototype', Object.assign(Object.create(null), { b: 1, a: [] }), '{"a":[],"b":1}'],
    ['nested', { b: [{ d: 1, c: null }], a: {} }, '{"a":{},"b":[{"c":null,"d":1}]}'],
  ])('writes %s', (_, value, expected) => {
    expect(canonical(value)).toBe(oracle(value));
    expect(canonical(value)).toBe(expected);
  });

  test('a key __proto__ is a key like any other and changes nobody else', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"a":1}');
    expect(canonical(value)).toBe('{"__proto__":{"polluted":true},"a":1,"constructor":{"prototype":1}}');
    expect(canonical({})).toBe('{}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['undefined in a list', [1, undefined]],
    ['a hole in a list', Array.from({ length: 2 })],
    ['NaN', { a: Number.NaN }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a function', { a: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', new Uint8Array(2)],
    ['an error', new Error('a')],
    ['a boxed text', Object('text')],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(/is not JSON|is not a JSON number/);
  });

  test('refuses what never ends or would end the stack', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => canonical(loop)).toThrow('nested deeper than 500 levels');
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(() => canonical(deep)).toThrow('nested deeper than 500 levels');
    expect(() => canonical(JSON.parse(`${'['.repeat(501)}${']'.repeat(501)}`))).toThrow('nested deeper');
    const bearable = `${'['.repeat(500)}${']'.repeat(500)}`;
    expect(canonical(JSON.parse(bearable))).toBe(bearable);
  });

  test('agrees with the oracle on any JSON', () => {
    fc.assert(fc.property(json, (value) => canonical(value) === oracle(value)));
  });

  test('reads back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, json), { selector: ([key]) => key, maxLength: 6 }), (entries) => {
        const reversed = Object.fromEntries(entries.toReversed());
        expect(canonical(Object.fromEntries(entries))).toBe(canonical(reversed));
      }),
    );
  });
});

describe('digest', () => {
  test('is SHA-256 of the UTF-8 text', () => {
    expect(digestText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digestText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest({ b: 1, a: 2 })).toBe(digestText('{"a":2,"b":1}'));
  });

  test('two texts that are not well-formed stay two', () => {
    const texts = ['\ud800', '\udfff', '\ufffd', 'a\ud800', '\ud800a', '"\\ud800"'];
    expect(new Set(texts.map(digestText)).size).toBe(texts.length);
    expect(new Set(texts.map(digest)).size).toBe(texts.length);
    // These two are the same bytes, one in UTF-16 and the other in UTF-8.
    expect(digestText('\ud800\u0080')).not.toBe(digestText('\u0000\u0600\u0000'));
  });
});
