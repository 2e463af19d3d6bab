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
