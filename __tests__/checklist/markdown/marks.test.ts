import { describe, expect, test } from '@jest/globals';
import { wordsOf } from '../../../src/checklist/markdown/inline.ts';
import { isCrossed, markedOf, withoutSign } from '../../../src/checklist/markdown/marks.ts';
import { parseInline } from '../../../src/checklist/markdown/tree.ts';
import { leavesIn, notesOf, only, outlineOf, titles } from './outlines.ts';

const marked = (text: string) => markedOf(wordsOf(parseInline(text), 1))?.text;

describe('markedOf', () => {
  test.each('☐ ☑ ☒ ⬜ 🔲 🟥 🟨 🟩 ✅ ❌ ✔ ✔️ ✓ ✗ ✘ ⚠ ⚠️ :white_check_mark: :x: :warning:'.split(' ').map((sign) => [sign]))(
    '%s is a sign',
    (sign) => {
      expect(marked(`${sign} Backups work`)).toBe('Backups work');
      expect(marked(`**${sign} Backups** work`)).toBe('Backups work');
      expect(marked(sign)).toBeUndefined();
      expect(marked(`Backups work ${sign}`)).toBeUndefined();
    },
  );

  test.each([
    ['✅Backups work', 'Backups work'],
    ['✅ - Backups work', 'Backups work'],
    ['✅ – Backups work', 'Backups work'],
    ['✅ Done with the backups', 'Done with the backups'],
    ['✅ Required headers are sent', 'Required headers are sent'],
    ['❌ No secrets in logs', 'No secrets in logs'],
    ['✅ Meaningful names', 'Meaningful names'],
  ])('%s asks for %s', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  test.each([
    '✅ = done',
    '✅: done with it',
    '⚠️ → look at it',
    ':white_check_mark: indicates that it is required',
    '☐ means open',
    '❌ stands for a failure',
    '☐ denotes what is open',
    '⬜ is for later',
    '✅ Passed',
    '✅ Complete',
    '✅ completed.',
    '⚠️ In progress',
    '⚠️ Partially done',
    '❌ Not started',
    '❌ not applicable',
    '❌ Failed!',
    '☐ To do',
    '☐ N/A',
    '☐ Pending',
    '✅ !',
  ])('%s says what a sign means', (text) => {
    expect(marked(text)).toBeUndefined();
  });

  test.each(['🔒 Backups work', '- Backups work', 'PASS Backups work', '[✔] Backups work', '🚀 go'])('%s has none', (text) => {
    expect(marked(text)).toBeUndefined();
  });
});

test.each([
  ['✅ a', 'a'],
  ['a ✅', 'a ✅'],
  ['✅', '✅'],
])('%s without its sign is %s', (text, expected) => {
  expect(withoutSign(text)).toBe(expected);
});

test.each([
  ['❌ a', true],
  ['✗ a', true],
  ['✘ a', true],
  [':x: a', true],
  ['☒ a', false],
  ['a ❌', false],
])('%s is crossed: %s', (text, expected) => {
  expect(isCrossed(text)).toBe(expected);
});

describe('lines of lists with signs', () => {
  const shape = (text: string) =>
    leavesIn(outlineOf(text).entries).map(({ form, said }) => [form, said.title, ...(said.criteria ?? [])]);

  test.each<[string, string, (readonly string[])[]]>([
    ['are items', '- ☐ a\n- ☑ b\n* ✅ c\n\n1. ⚠️ d', ['a', 'b', 'c', 'd'].map((title) => ['mark', title])],
    ['among plain lines', '- a\n- ☐ b', [['mark', 'b']]],
    ['below a plain line', '- a\n  - ☐ b', [['mark', 'b']]],
    ['have criteria', '- ☐ a\n  - x\n    - y', [['mark', 'a', 'x', 'y']]],
    [
      'have items below them',
      '- ☐ a\n  - ✅ b\n  - x\n  - y\n    - ☐ c',
      [
        ['mark', 'a', 'x'],
        ['mark', 'b'],
        ['mark', 'c'],
      ],
    ],
    [
      'and boxes',
      '- ☐ a\n  - [ ] b\n    - ☐ x',
      [
        ['mark', 'a'],
        ['box', 'b', 'x'],
      ],
    ],
    ['are criteria below a box', '- [ ] a\n  - ☐ x\n  - y', [['box', 'a', 'x', 'y']]],
    [
      'are criteria below a plain line that is an item',
      '<!-- gonogo: {items: bullets} -->\n\n- a\n  - ☐ x',
      [['line', 'a', 'x']],
    ],
    [
      'are items of their kind where all lines are',
      '<!-- gonogo: {items: bullets} -->\n\n- ☐ a\n- b',
      [
        ['line', 'a'],
        ['line', 'b'],
      ],
    ],
    ['are none where only boxes are', '<!-- gonogo: {items: boxes} -->\n\n- ☐ a\n- [ ] b', [['box', 'b']]],
    ['are none in a quote', '- [ ] a\n\n> - ☐ b', [['box', 'a']]],
    ['take a comment', '- ☐ a <!-- gonogo: {id: x, level: may} -->', [['mark', 'a']]],
  ])('%s', (_, text, expected) => {
    expect(shape(text)).toEqual(expected);
  });

  test('a bold one with others below is a group, and no box', () => {
    const text = '- ☐ **A** (if needed)\n  - ☐ a\n  - ✅ b';
    expect(outlineOf(text).entries).toMatchObject([{ kind: 'group', title: 'A (if needed)', level: 'may', entries: [{}, {}] }]);
    expect(outlineOf(text).entries[0]).not.toHaveProperty('isBox');
  });

  test('whatever the sign, the item is the same', () => {
    const [first, ...others] = ['☐', '☑', '✅', '✔', '❌', '⚠️', '✓'].map((sign) => outlineOf(`- ${sign} a`).entries);
    expect(first).toMatchObject([{ said: { title: 'a' } }]);
    for (const other of others) expect(other).toEqual(first);
  });

  test('are signed in a section for signing', () => {
    expect(only('## Sign-off\n- ☐ QA Lead: ____').said).toEqual({ title: 'QA Lead', signOff: { role: 'qa-lead' } });
  });

  test('a file with nothing else is no empty checklist', () => {
    expect(titles('# T\n\n- ☐ a')).toEqual(['a']);
  });

  test('a cross is told of, and what is no item', () => {
    expect(notesOf('- ✅ a\n- ❌ b\n- ✅ = done')).toEqual(['markdown.crossed:2', 'markdown.no-box:3']);
  });
});
