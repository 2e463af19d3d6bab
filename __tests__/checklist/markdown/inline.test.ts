import { describe, expect, test } from '@jest/globals';
import { isNearlyTask, squeeze, taskOf, wordsOf } from '../../../src/checklist/markdown/inline.ts';
import { inlineOf, parseInline, parseTree } from '../../../src/checklist/markdown/tree.ts';

const words = (text: string) => wordsOf(parseInline(text), 1);

/** The inline token of the first paragraph, read as a document. */
function paragraph(text: string) {
  const [node] = parseTree(text).nodes;
  const inline = node && inlineOf(node);
  if (inline === undefined) throw new Error('there is no paragraph');
  return inline;
}

describe('wordsOf', () => {
  test.each([
    ['**a** _b_ `c` ~~d~~', 'a b c d'],
    ['a\n  b  \nc', 'a b c'],
    ['![logo](x.png) a', 'logo a'],
    ['a<br>b <kbd>c</kbd>', 'a b c'],
    ['set <TOKEN>', 'set <TOKEN>'],
    ['a <!-- b --> c', 'a c'],
    ['&amp; &#9744; \\*', '& ☐ *'],
  ])('%j reads %j', (text, expected) => {
    expect(words(text).text).toBe(expected);
  });

  test.each([
    ['**a**', true],
    ['**a:**', true],
    ['🔒 **a**:', true],
    ['**a** (if needed)', true],
    ['**a** b', false],
    ['*a*', false],
    ['a', false],
    ['**!**', false],
  ])('%s is bold as a whole: %s', (text, expected) => {
    expect(words(text).isBold).toBe(expected);
  });

  test('has links, and comments with their lines', () => {
    expect(words('a [b](c)\nd <!-- e\nf --> g\n<!--h-->')).toMatchObject({
      links: ['c'],
      comments: [
        { text: ' e\nf ', line: 2 },
        { text: 'h', line: 4 },
      ],
    });
  });
});

test('a comment is the first thing when only a box stands before it', () => {
  expect(words('[ ] <!--a--> b <!--c-->').comments).toEqual([
    { text: 'a', line: 1, isFirst: true },
    { text: 'c', line: 1 },
  ]);
});

describe('taskOf', () => {
  test.each([
    ['[ ] a', 'a'],
    ['[x] **a**', 'a'],
    ['[X]\na', 'a'],
    ['[x] a\n\n[x]: u', 'a'],
  ])('%j is a task', (text, expected) => {
    expect(taskOf(paragraph(text), 1)?.text).toBe(expected);
  });

  test.each(['[ ]', '[x]a', '[] a', '\\[ ] a', '[x](u) a', 'a [ ] b'])('%j is none', (text) => {
    expect(taskOf(paragraph(text), 1)).toBeUndefined();
  });

  test('the letter in the box is not part of what is bold', () => {
    expect(taskOf(paragraph('[x] **a**'), 1)?.isBold).toBe(true);
  });
});

test.each([
  ['[] a', true],
  ['[ ]', true],
  ['[ ]a', true],
  ['[✔] a', true],
  ['☐ a', true],
  ['[ ] a', false],
  ['[a](u) b', false],
  ['[link] b', false],
  ['a', false],
])('%s is nearly a task: %s', (text, expected) => {
  expect(isNearlyTask(paragraph(text))).toBe(expected);
});

test('squeeze', () => {
  expect(squeeze(' a \n\t b ')).toBe('a b');
});
