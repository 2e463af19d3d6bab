import { describe, expect, test } from '@jest/globals';
import { markupOfBlock, openPage, tagsOfParagraph } from '../../../src/ledger/commands/html.ts';

const named = (tags: readonly { readonly name: string; readonly closes: boolean }[]) =>
  tags.map(({ name, closes }) => (closes ? `/${name}` : name)).join(' ');

describe('an HTML block', () => {
  test.each<[string, string, boolean]>([
    ['<details><summary>x</summary>', 'details summary /summary', false],
    ['<DETAILS\n  open>', 'details', false],
    ['<details/>', 'details', false],
    ['<div align="center">x</div>', '', false],
    ['<p hidden>', 'p', false],
    ['<unknown>', '', false],
    ['<!-- <details> -->', '', false],
    ['<!--> <details> -->', 'details', false],
    ['<!-- x --!> <details> -->', '', true],
    ['<!-- x', '', true],
    ['a < b', '', false],
    ['<details', '', true],
    ['<a title="x>y"><s>', 'a s', false],
    ['<a title="x', '', true],
    ['<div a=b"c> <s>', '', true],
    ['<!x>', '', true],
    ['</ x>', '', true],
  ])('%j', (text, tags, isBroken) => {
    const markup = markupOfBlock(text);
    expect([named(markup.tags), markup.isBroken]).toEqual([tags, isBroken]);
  });
});

test.each<[string, string]>([
  ['see <kbd>x</kbd>', 'kbd /kbd'],
  ['`<kbd>` and ``<s>`', 's'],
  ['`` `<kbd>` `` <s>', 's'],
  ['\\`<kbd>`', 'kbd'],
  ['\\<kbd>', ''],
  ['a <kbd b', ''],
  ['<!-- <s> </s> -->', 's'],
  ['<a title="`"> <s> `', 'a s'],
  ['`a` <s> `b` <q> `', 's q'],
])('the paragraph %j', (text, tags) => {
  expect(named(tagsOfParagraph(text))).toBe(tags);
});

describe('the page', () => {
  const isPlainAfter = (...pieces: readonly (readonly [string, number])[]) => {
    const page = openPage();
    for (const [text, depth] of pieces) page.add(markupOfBlock(text), depth);
    return page.isPlain();
  };

  test.each<[boolean, [string, number][]]>([
    [true, []],
    [
      true,
      [
        ['<details>', 0],
        ['</details>', 0],
      ],
    ],
    [
      true,
      [
        ['<details><summary></summary>', 1],
        ['</details>', 1],
      ],
    ],
    [true, [['</details>', 0]]],
    [false, [['<details>', 0]]],
    [
      false,
      [
        ['<details>', 0],
        ['</details>', 1],
      ],
    ],
    [false, [['<details><table></details></table>', 0]]],
    [false, [['<script></script>', 0]]],
    [false, [['</style>', 0]]],
    [
      false,
      [
        ['<!--', 0],
        ['-->', 0],
      ],
    ],
  ])('%s after %j', (expected, pieces) => {
    expect(isPlainAfter(...pieces)).toBe(expected);
  });

  test('is ruined for good', () => {
    const page = openPage();
    page.ruin();
    page.add({ tags: [], isBroken: false }, 0);
    expect(page.isPlain()).toBe(false);
  });
});
