import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overloadOf } from '../../src/checklist/overload.ts';

describe('refused before any parser sees it', () => {
  test.each([
    ['brackets', '['.repeat(20_000), 'yaml.too-deep'],
    ['braces', '{a: '.repeat(20_000), 'yaml.too-deep'],
    ['both, over lines', '[\n{a:\n'.repeat(20_000), 'yaml.too-deep'],
    ['lists in lists', `${'- '.repeat(20_000)}x`, 'yaml.too-deep'],
    ['keys in keys', '? '.repeat(20_000), 'yaml.too-deep'],
    ['tags', '!a '.repeat(20_000), 'yaml.too-deep'],
    ['stairs', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'yaml.too-deep'],
    ['lines', '- 1\n'.repeat(60_000), 'yaml.too-large'],
    ['brackets that close nothing', ']'.repeat(20_000), 'yaml.too-large'],
    ['commas without anything', `[${','.repeat(20_000)}`, 'yaml.too-large'],
    ['small lists', `[${'[],'.repeat(60_000)}`, 'yaml.too-large'],
  ])('%s', (_, text, code) => {
    expect(overloadOf(text)).toMatchObject({ code, line: expect.any(Number), remedy: expect.any(String) });
  });
});

describe('not refused', () => {
  test.each([
    ['brackets within words', `a: ${'x['.repeat(500)}`],
    ['a rule of dashes', `a: |\n  ${'-'.repeat(500)}\n`],
    ['many siblings', '- { a: [1, 2], b: { c: 3 } }\n'.repeat(2_000)],
    ['sixty levels', Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['code in a text', `a: |\n${'  f(x) {\n  }\n'.repeat(400)}`],
    ['nothing', ''],
    ['blank lines', '\r\n   \n\t\n'],
  ])('%s', (_, text) => {
    expect(overloadOf(text)).toBeUndefined();
  });

  test('what has fewer than sixty opening marks', () => {
    const text = fc
      .array(fc.constantFrom('[', '{', 'a: ', '\n', 'x', ']', '}'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(fc.property(text, (each) => overloadOf(each) === undefined));
  });
});
