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

describe('what says that a numbered list must hold', () => {
  const list = '1. **A**: a\n2. __B:__ b';
  const count = (before: string, of = list) => found(`${before}\n\n${of}`).length;

  test.each([
    '## Requirement',
    '## Scan REQUIREMENTS',
    '## What must be',
    'They must pass:',
    'All MUST hold:',
    'These must always be:',
    'Must be',
  ])('%s', (before) => {
    expect(count(before)).toBe(2);
  });

  test.each([
    '## Requirementless',
    '## Unrequirements',
    'They mustard pass',
    'They must. Then pass:',
    'They must passport',
    'That must',
  ])('not %s', (before) => {
    expect(count(before)).toBe(0);
  });

  test.each(['1. **A**: a', '1. __A__: a', '1. **A:** a', '1. __A:__ a', '1. **A** : a'])('%s', (line) => {
    expect(count('They must pass:', line)).toBe(1);
  });

  test.each(['1. A: a', '1. see **A**: a', '1. **A** a', '1. **A**:', '1. `a`', '1. # a'])('not %s', (line) => {
    expect(count('They must pass:', line)).toBe(0);
  });
});

test('lines to sign on count by their line, however they are broken', () => {
  expect(found('## Sign-Off\n\nplease:\n**QA Lead**: ______  \nOps Lead: ______\nQA: [Name]')).toEqual([
    ['requirement', 'QA Lead', 6],
    ['requirement', 'Ops Lead', 7],
  ]);
});

test.each([
  ['a comment that closes before the list', 'a <!-- b --> c\n- [ ] d', []],
  ['a second comment that stays open', 'a <!-- b --> <!-- c\n- [ ] d', ['markdown.open-comment:4']],
  ['one at the very start', '`x` <!-- a\n- [ ] d', ['markdown.open-comment:4']],
  ['a list that is far away', 'a <!-- b\n\nmore\n\n- [ ] d', []],
  ['numbered boxes right below a tag', '<div>\n1. [ ] a\n2) [x] b\n</div>', ['markdown.no-box:3']],
  ['boxes in words right below a tag', '<div>\na - [ ] b\n</div>', []],
  ['boxes in a comment below a tag', '<div>\n<!--\n- [ ] a\n-->\n</div>', []],
  ['an indented comment that never closes', ' <!--\n- [ ] a', ['markdown.open-comment:3']],
  ['a comment that closes', '<!--\n- [ ] a\n-->', []],
  ['a box without a space', 'text\n+[x] a', ['markdown.no-box:3']],
  ['a box in a sentence', 'a -[ ] b', []],
])('%s is told of, or not', (_, text, expected) => {
  expect(notesOf(`- [ ] box\n\n${text}`)).toEqual(expected);
});

test('what is told says what it is', () => {
  const said = (text: string) =>
    (outlineOf(`- [ ] box\n\n${text}`).notes ?? []).map(({ message, remedy }) => `${message}. ${remedy}`);
  expect(said('<!--\n- [ ] a')).toEqual([expect.stringMatching(/never closes.*Close it/)]);
  expect(said('<div>\n- [ ] a\n</div>')).toEqual([expect.stringMatching(/below this tag.*empty line/)]);
});

test('a table in which one person signs', () => {
  const table = '| Role | Signature |\n|---|---|\n| QA Lead | |';
  expect(found(`## Sign-Off\n\n${table}`)).toEqual([['row', 'QA Lead', 7]]);
  expect(found(`## Team\n\n${table}`)).toEqual([]);
});
