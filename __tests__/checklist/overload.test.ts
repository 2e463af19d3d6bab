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
    ['a long list', '- a longer text\n'.repeat(3_001), 'yaml.too-large'],
    ['a long list below', `a:\n  b: 1\n${'  - a longer text\n'.repeat(3_001)}`, 'yaml.too-large'],
    ['a long map', Array.from({ length: 3_001 }, (_, at) => `a-longer-key-${at}: 1\n`).join(''), 'yaml.too-large'],
    ['a long list in brackets', `a: [${'a longer text, '.repeat(3_001)}]`, 'yaml.too-large'],
    ['a long map with more in it', `{ ${'key: [1, { a: 1 }], '.repeat(3_001)} }`, 'yaml.too-large'],
    ['short values', `a:\n${' - b: 1\n'.repeat(500)}`.repeat(11), 'yaml.too-large'],
    ['short values in brackets', `- [${'1, '.repeat(400)}]\n`.repeat(25), 'yaml.too-large'],
    ['short maps', `- [${'{}, '.repeat(250)}]\n`.repeat(21), 'yaml.too-large'],
    ['short comments', '#\n'.repeat(10_001), 'yaml.too-large'],
  ])('%s', (_, text, code) => {
    expect(overloadOf(text)).toMatchObject({ code, line: expect.any(Number), remedy: expect.any(String) });
  });
});

describe('not refused', () => {
  test.each([
    ['brackets within words', `a: ${'x['.repeat(500)}`],
    ['a rule of dashes', `a: |\n  ${'-'.repeat(500)}\n`],
    ['many siblings', '- { title: [one, two], limits: { minimum: three } }\n'.repeat(2_000)],
    ['as many siblings as may be', '- a longer text\n'.repeat(3_000)],
    ['siblings of one another', `- list:\n${'  - a longer text\n'.repeat(2_000)}`.repeat(3)],
    ['siblings in brackets of one another', `- [${'a longer text, '.repeat(2_000)}]\n`.repeat(3)],
    ['siblings after deeper ones', '- a:\n    - a longer text\n    - b\n'.repeat(2_900)],
    ['comments beside siblings', '# why this is asked\n- a longer text\n'.repeat(2_900)],
    ['commas outside of brackets', `a: [1]\nb: ${'x, '.repeat(4_000)}`],
    ['few short values', '- a: 1\n'.repeat(2_900)],
    ['as many short values as may be', `a:\n${' - 1\n'.repeat(99)}`.repeat(100)],
    [
      'an item on four lines, two thousand times',
      '  - id: a1\n    title: Tests pass\n    level: must\n    phase: merge\n'.repeat(2_000),
    ],
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
