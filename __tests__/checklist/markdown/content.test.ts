import { describe, expect, test } from '@jest/globals';
import { leavesIn, notesOf, outlineOf } from './outlines.ts';

const found = (text: string) =>
  leavesIn(outlineOf(`- [ ] box\n\n${text}`).entries)
    .slice(1)
    .map(({ form, said, at }) => [form, said.title, at.line]);

describe('numbered requirements', () => {
  const list = '1. **Images**: no high findings\n2. **Code**: no hotspots';

  test.each([
    ['a heading says so', `## Scan Requirements\n${list}`, 4],
    ['the sentence before says so', `All scans must pass first:\n\n${list}`, 5],
  ])('are items where %s', (_, text, first) => {
    expect(found(text)).toEqual([
      ['requirement', 'Images: no high findings', first],
      ['requirement', 'Code: no hotspots', first + 1],
    ]);
  });

  test.each([
    ['nothing says so', `## Steps\n${list}`],
    ['one has no name', `## Requirements\n${list}\n3. more`],
    ['they are no numbers', `## Requirements\n- **Images**: none`],
  ])('are none where %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

test('criteria of fences and rows of tables', () => {
  expect(found('```yml\nreadiness_criteria:\n- a\n```\n\n| Check | Status |\n|---|---|\n| b | ☐ |')).toEqual([
    ['criterion', 'a', 5],
    ['row', 'b', 10],
  ]);
});

test('a row says what its other cells say', () => {
  const [, row] = leavesIn(
    outlineOf('- [ ] box\n\n| Check | Status | How | Owner |\n|---|---|---|---|\n| b | ☐ | run it | |').entries,
  );
  expect(row?.said).toEqual({ title: 'b', how: 'How: run it' });
});

test('lines to sign on in a paragraph, where the section is for signing', () => {
  const lines = '**QA Lead**: ______\n**Ops Lead**: ______\nDate: ______';
  expect(found(`## Sign-Off\n\n${lines}`)).toEqual([
    ['requirement', 'QA Lead', 5],
    ['requirement', 'Ops Lead', 6],
  ]);
  expect(found(`## Form\n\n${lines}`)).toEqual([]);
});

test('what only looks like a box is told of', () => {
  expect(notesOf('- [ ] box\n\n[ ]\n\n-[x] a\n\n☐ b')).toEqual(['markdown.no-box:3', 'markdown.no-box:5', 'markdown.no-box:7']);
});

test('boxes that GitHub hides or shows as text are told of', () => {
  expect(notesOf('- [ ] box\n\n<details>\n- [ ] a\n</details>\n\n<!-- - [ ] b -->\n\n<!--\n- [ ] c')).toEqual([
    'markdown.no-box:3',
    'markdown.open-comment:9',
  ]);
});
