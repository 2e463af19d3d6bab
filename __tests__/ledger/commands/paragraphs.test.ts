import { describe, expect, test } from '@jest/globals';
import { paragraphsOf } from '../../../src/ledger/commands/paragraphs.ts';

const shown = (text: string) =>
  paragraphsOf(text, { isWhole: true }).map(({ lines, inside, is, isPlain }) => {
    const words = lines.map((each) => `${each.isLazy ? '~' : ''}${each.line}${each.text}`).join(' ');
    return `${inside === 'page' ? '' : `${inside} `}${is === 'paragraph' ? '' : `${is} `}${isPlain ? '' : 'hidden '}${words}`;
  });

describe('paragraphs and what they stand in', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['a', ['1a']],
    ['a\nb\n\nc', ['1a 2b', '4c']],
    ['  a\n      b', ['1a 2b']],
    ['> a\nb\n\nc', ['quote 1a ~2b', '4c']],
    ['> a\n# b\nc', ['quote 1a', 'heading 2# b', '3c']],
    ['- a\n  b\n\n  c\n\nd', ['list 1a 2b', 'list 4c', '6d']],
    ['-\n\n  a', ['3a']],
    ['-\n  a', ['list 2a']],
    ['-\n  a\n\n  b', ['list 2a', 'list 4b']],
    ['- - a\nb', ['list 1a ~2b']],
    ['-     a\nb', ['2b']],
    ['> - a', ['quote 1a']],
    ['a\n2. b', ['1a 22. b']],
    ['a\n1. b', ['1a', 'list 2b']],
    ['- ```\n  a\nb', ['3b']],
    ['```\na\n```\nb', ['4b']],
    ['    a\nb', ['2b']],
    ['a\n===\nb', ['heading 1a', '3b']],
    ['a\n---\nb', ['heading 1a', '3b']],
    ['a|b\n---\nc', ['table 1a|b 2--- 3c']],
    ['a\n:-\nb\n\nc', ['table 1a 2:- 3b', '5c']],
    ['\ta\n b', ['2b']],
    ['<div>\na\n\nb', ['4b']],
    ['<details>\n\na\n\n</details>\n\nb', ['hidden 3a', '7b']],
    ['[^1]: a\nb', ['hidden 2b']],
    ['a\n[^1]: b', ['hidden 1a']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe('where readers of Markdown part, nothing that follows is plain', () => {
  test.each([
    '[a]: b\n2. c\n\nx',
    '| a |\n| - |\n    b\n\nx',
    '> a\n<b>\n\nx',
    '> a\n    > b\n\nx',
    '[a]: b\n===\n\nx',
    '> | a |\n> | - |\nb\n\nx',
  ])('%j', (text) => {
    expect(paragraphsOf(text, { isWhole: true }).at(-1)?.isPlain).toBe(false);
  });
});

test('of an unfinished text the last block is not known', () => {
  expect(paragraphsOf('a\n\nb', { isWhole: false })).toHaveLength(1);
});
