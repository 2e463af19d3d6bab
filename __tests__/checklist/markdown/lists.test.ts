import { describe, expect, test } from '@jest/globals';
import { hasBoxes } from '../../../src/checklist/markdown/lists.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';
import type { Entry } from '../../../src/checklist/outline.ts';
import { notesOf, only, outlineOf } from './outlines.ts';

type Shape = string | readonly [string, ...Shape[]];

const shape = (entry: Entry): Shape =>
  entry.kind === 'item' ? entry.said.title : [`${entry.isBox ? 'box ' : ''}${entry.title}`, ...entry.entries.map(shape)];

describe('boxes within boxes', () => {
  test.each<[string, string, Shape[]]>([
    ['a bold parent is a group', '- [ ] **A**\n  - [ ] a\n  - [ ] b', [['box A', 'a', 'b']]],
    [
      'also with an empty line between',
      '- [ ] **A**\n\n  - [ ] a\n\n- [ ] **B**\n\n  - [ ] b',
      [
        ['box A', 'a'],
        ['box B', 'b'],
      ],
    ],
    ['another parent is an item, and a group around its children', '- [ ] A\n  - [ ] a', ['A', ['A', 'a']]],
    ['a bold box without children is an item', '- [ ] **A**\n- [ ] **B**', ['A', 'B']],
    ['a bold box with plain lines is an item', '- [ ] **A**\n  - x', ['A']],
    [
      'a bold parent with plain lines too is an item, so that they are not lost',
      '- [ ] **A**\n  - x\n  - [ ] a',
      ['A', ['A', 'a']],
    ],
    ['a table below a box', '- [ ] A\n\n  | Check | Status |\n  |---|---|\n  | b | ☐ |', ['A', ['A', 'b']]],
    ['a plain parent is a group of its own', '- A\n  - [ ] a', [['A', 'a']]],
    ['a plain line between', '- [ ] A\n  - x\n    - [ ] a', ['A', ['A', ['x', 'a']]]],
    ['deep', '- [ ] **A**\n  - [ ] **B**\n    - [ ] c', [['box A', ['box B', 'c']]]],
    ['a parent without words', '- [ ] <!-- x y -->\n  - [ ] a', ['a']],
    ['a title in a comment', '- [ ] <!-- gonogo: {title: A} -->', ['A']],
  ])('%s', (_, text, expected) => {
    expect(outlineOf(text).entries.map(shape)).toEqual(expected);
  });

  test('a group with a comment to us is an item, since the comment speaks of one', () => {
    expect(outlineOf('- [ ] **A** <!-- gonogo: {id: x} -->\n  - [ ] a').entries.map(shape)).toEqual(['A', ['A', 'a']]);
  });

  test('a condition of the parent holds for its children', () => {
    expect(outlineOf('- [ ] **A** (if needed)\n  - [ ] a').entries).toMatchObject([{ isBox: true, level: 'may' }]);
  });
});

test('plain lines below a box are criteria, at whatever depth; those with boxes are not', () => {
  expect(only('- [ ] A\n  - x\n    - y\n  - [ ] b\n  1. z\n  - w\n    - [ ] c').said.criteria).toEqual(['x', 'y', 'z']);
});

test('paragraphs are the how, shell fences the commands', () => {
  expect(only('- [ ] A\n\n  more\n\n  ```sh\n  npm audit\n  ```')).toMatchObject({
    said: { title: 'A', how: 'more' },
    commands: ['npm audit'],
  });
});

describe('odd lines', () => {
  test('a list entry that is code, a table or nothing', () => {
    expect(outlineOf('-     code\n- [ ] a\n-\n- # heading\n- [ ] b').entries.map(shape)).toEqual(['a', 'b']);
    const text = '- | Check | Status |\n  |---|---|\n  | b | ☐ |';
    expect(outlineOf(text).entries.map(shape)).toEqual(['b']);
  });

  test('a plain line without words around boxes is a list', () => {
    expect(outlineOf('- ![](x.png)\n  - [ ] a').entries).toMatchObject([
      { kind: 'group', title: 'List', at: { line: 1, column: 1 } },
    ]);
  });

  test('a box without words is told of, and what stands below it stays', () => {
    const text = '- [ ] <!-- x y -->\n  - [ ] a';
    expect(outlineOf(text).entries.map(shape)).toEqual(['a']);
    expect(outlineOf(text).notes).toMatchObject([{ code: 'markdown.empty-box', line: 1 }]);
  });

  test('a long title of a group and a long criterion are cut', () => {
    expect(outlineOf(`- ${'x'.repeat(501)}\n  - [ ] a`).entries).toMatchObject([{ title: 'x'.repeat(500) }]);
    expect(only(`- [ ] a\n  - ${'x'.repeat(2_001)}`).said.criteria).toEqual(['x'.repeat(2_000)]);
  });

  test('comments below an item are its own, in whatever they stand', () => {
    expect(only('- [ ] a\n\n  more <!-- gonogo: {level: may} -->').said).toMatchObject({ level: 'may', how: 'more' });
    expect(only('- [ ] a\n\n  <!-- gonogo: {level: may} -->').said).toStrictEqual({ title: 'a', level: 'may' });
  });

  test('lines without words are no criteria, and what is no line of text neither', () => {
    expect(only('- [ ] a\n  - ![](x.png)\n  -\n  - ```\n    code\n    ```\n  - b').said.criteria).toEqual(['b']);
    expect(only('- [ ] a\n\n  > quoted\n\n  ```\n  code\n  ```').said).toStrictEqual({ title: 'a' });
  });

  test('only a section for signing has plain lines to sign on, and a box stays a box', () => {
    expect(outlineOf('- [ ] a\n- QA Lead: ____').entries.map(shape)).toEqual(['a']);
    expect(outlineOf('## Sign-off\n- [ ] a\n- Notes about it').entries.map(shape)).toEqual([['Sign-off', 'a']]);
    expect(only('## Sign-off\n- [ ] QA Lead: ____').form).toBe('box');
    expect(outlineOf('## Sign-off\n- [ ] a\n- QA Lead: [Name]').entries.map(shape)).toEqual([['Sign-off', 'a']]);
  });

  test('where all lines are items, one without words is none', () => {
    expect(outlineOf('<!-- gonogo: {items: bullets} -->\n\n- a\n- ![](x.png)').entries.map(shape)).toEqual(['a']);
  });

  test('every box of a quote is somebody else’s, also beside plain lines', () => {
    expect(notesOf('- [ ] A\n\n> text\n>\n> - [ ] q')).toEqual(['markdown.quoted-box:3']);
    expect(notesOf('- [ ] A\n\n> - q')).toEqual([]);
  });
});

test('a plain line to sign on counts in a section for signing', () => {
  expect(only('## Sign-Off\n- QA Lead: ____')).toMatchObject({ form: 'requirement', said: { signOff: { role: 'qa-lead' } } });
});

test('boxes in quotes are told of once, wherever the quote stands', () => {
  expect(notesOf('- [ ] A\n  > - [ ] q\n')).toEqual(['markdown.quoted-box:2']);
});

test.each([
  ['- a\n  1. [x] b', true],
  ['- a\n  > - [ ] b', false],
  ['a', false],
])('%j has boxes: %s', (text, expected) => {
  expect(parseTree(text).nodes.some((node) => hasBoxes(node))).toBe(expected);
});
