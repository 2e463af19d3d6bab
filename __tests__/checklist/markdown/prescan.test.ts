import { expect, test } from '@jest/globals';
import { prescan } from '../../../src/checklist/markdown/prescan.ts';

test.each([
  ['a long line', `a\n${'x'.repeat(10_001)}`, 'markdown.long-line', 2],
  ['a last line without an end', 'x'.repeat(10_001), 'markdown.long-line', 1],
  ['many quotes', `a\n\n${'> '.repeat(50)}b`, 'markdown.too-deep', 3],
  ['much markup', `${'*'.repeat(100)}\n`.repeat(251), 'markdown.too-much-markup', undefined],
  ['many headings', '# a\ntext\n'.repeat(5_001), 'markdown.too-many-headings', undefined],
  ['many lines', '\n'.repeat(20_000), 'markdown.too-many-lines', undefined],
  ['a wide table', `| a |\n${'a|'.repeat(201)}`, 'markdown.wide-table', 2],
  ['one byte too many', `${`${'x'.repeat(1_023)}\n`.repeat(1_024)}x`, 'markdown.too-large', undefined],
  ['one sign of markup too many', `${'*'.repeat(100)}\n`.repeat(250).concat('*'), 'markdown.too-much-markup', undefined],
  ['quotes without a space', '>'.repeat(82), 'markdown.too-deep', 1],
  ['one quote too many', '> '.repeat(41), 'markdown.too-deep', 1],
  ['a large file', `${'é'.repeat(1_000)}\n`.repeat(600), 'markdown.too-large', undefined],
])('%s is refused', (_, text, code, line) => {
  const [problem, ...others] = prescan({ file: 'a.md', text });
  expect(problem).toMatchObject({ code, file: 'a.md' });
  expect(problem?.line).toBe(line);
  expect(others).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['a large checklist', '- [ ] An item with **bold** and `code`\n'.repeat(2_000)],
  ['the longest line', 'x'.repeat(10_000)],
  ['as many lines as may be', '\n'.repeat(19_999)],
  ['as many headings as may be', '# a\ntext\n'.repeat(5_000)],
  ['a word with a sign', 'a # b\n'.repeat(5_001)],
  ['tables as wide as may be', `${'a|'.repeat(200)}\n`.repeat(20)],
  ['as many bytes as may be', `${'x'.repeat(1_023)}\n`.repeat(1_024)],
  ['as many quotes as may be', '> '.repeat(40)],
  ['some quotes', '> > > a'],
  ['markup to the limit', `${'*'.repeat(100)}\n`.repeat(250)],
])('%s is not', (_, text) => {
  expect(prescan({ file: 'a.md', text })).toEqual([]);
});
