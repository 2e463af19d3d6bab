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

describe('the bounds, and where they are passed', () => {
  const stairs = (steps: number) => Array.from({ length: steps }, (_, at) => `${' '.repeat(at)}a:`).join('\n');
  const lines = (count: number) => Array.from({ length: count }, (_, at) => (at % 100 === 0 ? 'key-of-a-list:' : ' - a value'));

  test.each<[string, string, number | undefined]>([
    ['levels by lines', stairs(64), undefined],
    ['one level more', stairs(65), 65],
    ['levels by brackets', `a: ${'['.repeat(64)}`, undefined],
    ['one bracket more', `a: 1\nb: ${'['.repeat(65)}`, 2],
    ['levels by dashes', `${'- '.repeat(63)}a`, undefined],
    ['one dash more', `${'- '.repeat(64)}a`, 1],
    ['levels by keys', `${'? '.repeat(63)}a`, undefined],
    ['levels by values', `${': '.repeat(64)}a`, 1],
    ['levels by tags', `${'!a '.repeat(64)}a`, 1],
    ['levels by anchors', `${'&a '.repeat(64)}a`, 1],
    ['words that begin so', `${'-a '.repeat(80)}a`, undefined],
    ['spaces between', `${'-   '.repeat(64)}a`, 1],
    ['lines', lines(50_000).join('\n'), undefined],
    ['one line more', lines(50_001).join('\n'), 50_001],
    ['brackets and commas', `a: ${'x[ longer, '.repeat(500)}\n`.repeat(50), undefined],
    ['one comma more', `${`a: ${'x[ longer, '.repeat(500)}\n`.repeat(50)}b: c,`, 51],
    ['strays', `a: 1\n${']\n'.repeat(1_000)}`, undefined],
    ['one stray more', `a: 1\n${']\n'.repeat(1_001)}`, 1_002],
    ['commas that stray', `a:\n  [${','.repeat(1_001)}`, 2],
    ['values', `- [${'1, '.repeat(99)}1]\n`.repeat(99), undefined],
    ['short values', `- [${'1, '.repeat(99)}1]\n`.repeat(100), 100],
    ['short values in longer texts', `- [${'1111, '.repeat(99)}1]\n`.repeat(101), undefined],
    ['windows line ends', `a:\r\n\r\n  - b\r\n${'\r\n'.repeat(12_000)}`, undefined],
    ['blank lines', `a: 1\n${'  \n'.repeat(12_000)}`, undefined],
    ['tabs before a bracket', `a:\t${'[\t'.repeat(65)}`, 1],
  ])('%s', (_, text, line) => {
    expect(overloadOf(text)?.line).toBe(line);
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
