import { describe, expect, test } from '@jest/globals';
import { placeItems } from '../../../src/checklist/place.ts';
import { problemsOfCall } from '../problems-of-call.ts';
import { notesOf, outlineOf, titles } from './outlines.ts';

/** Number, what it is about, the text, the titles of its items. */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['1 every marker', '- [ ] a\n\n* [ ] b\n\n+ [ ] c\n\n1. [ ] d\n\n1) [ ] e', ['a', 'b', 'c', 'd', 'e']],
  ['2 a capital X', '- [X] done', ['done']],
  ['3 mixed line ends', 'Text\r\n\r\n- [x] one\r\n- [ ] two\n- [ ] three', ['one', 'two', 'three']],
  ['4 a plain line among boxes', '- plain\n- [x] one\n- [ ] two', ['one', 'two']],
  ['5 boxes below plain lines', '- [x] n\n- A\n   - [x] a1\n   - [ ] a2\n- B\n   - [ ] b1', ['n', 'a1', 'a2', 'b1']],
  [
    '6 a parent counts',
    '- [ ] parent\n    - [ ] child\n- list\n    - [x] under\n1. num\n    - [ ] deep',
    ['parent', 'child', 'under', 'deep'],
  ],
  ['7 a second paragraph', '- [ ] must\n\n  second paragraph', ['must']],
  ['7 a fence below', '- [ ] must\n  ```sh\n  npm audit\n  ```', ['must']],
  ['7 a quote below', '- [ ] must\n  > proof', ['must']],
  ['8 in a fence', '- [ ] a\n\n```\n- [ ] x\n```\n\n~~~\n- [ ] y\n~~~\n\n```\n- [ ] z', ['a']],
  ['9 a fence between boxes', '- [x] a\n  ```\n  - [ ] not\n  ```\n- [ ] b', ['a', 'b']],
  ['10 indented and inline code', '- [ ] a\n\ntext\n\n    - [ ] x\n\n`- [ ] y`', ['a']],
  ['11 in comments', '- [ ] a\n\n<!-- - [ ] one line -->\n\n<!--\n- [ ] x\n-->', ['a']],
  ['12 a comment right below', '- [x] one\n<!-- optional\n- [ ] two\n-->', ['one']],
  ['13 comments in code', '`<!--`\n- [x] v\n\n`-->`\n```\n<!--\n```\n- [ ] also', ['v', 'also']],
  ['14 a comment in a paragraph', '- [ ] a\n\ntext: <!--\n- [ ] h\n-->', ['a']],
  ['15 in quotes', '- [ ] a\n\n> - [ ] q\n\n> > - [ ] r', ['a']],
  ['16 in a cell', '- [ ] a\n\n| b |\n|---|\n| - [ ] c |', ['a']],
  ['17 in details', '<details>\n\n- [ ] x\n\n</details>\n\n<details>\n- [ ] y\n</details>', ['x']],
  ['18 almost boxes', '- [ ] a\n- [] b\n- [  ] c\n- [ ]d\n- [y] e\n- [✔] f\n- [NA] g\n- [v] h\n\n-[ ] i', ['a']],
  ['19 without words', '- [ ] a\n- [ ]\n- [x]', ['a']],
  ['20 a link and an escape', '- [ ] a\n- [x](https://example.org) link\n- \\[ ] b', ['a']],
  ['21 markup in the label', '- [ ] [docs](u)\n- [x] **b** :rocket: `c` <b>x</b>', ['docs', 'b :rocket: c x']],
  ['22 struck out', '- [ ] ~~two~~\n- [ ] ~one~\n\n~~- [ ] three~~', ['two', '~one~']],
  [
    '23 words of other tools',
    '- [ ] N/A skipped\n- [ ] POST-MERGE: x\n- [ ] not a post-merge\n- [ ] PLAN/ACTION\n- [ ] OPTIONALLY',
    ['N/A skipped', 'POST-MERGE: x', 'not a post-merge', 'PLAN/ACTION', 'OPTIONALLY'],
  ],
  ['24 a word that is no state', '- [ ] no undefined behaviour', ['no undefined behaviour']],
  ['25 three alike', '- [ ] skip a\n- [ ] skip b\n- [ ] skip c', ['skip a', 'skip b', 'skip c']],
  ['26 one text within another', '- [ ] Tests pass\n- [x] Tests pass on Windows', ['Tests pass', 'Tests pass on Windows']],
  ['27 one text twice', '## A\n- [ ] same\n## B\n- [ ] same', ['same', 'same']],
  [
    '28 brackets in labels',
    ' - [x] github\r\n - [ ] docker[release]\r\n - [ ] npm[@acme/node]\r',
    ['github', 'docker[release]', 'npm[@acme/node]'],
  ],
  ['29 keys in comments', '- [x] <!-- key1 --> Task 1\n  - [X] <!-- key3 --> Nested', ['Task 1', 'Nested']],
  ['30 states in comments', '- [x] id after <!-- state[x] id -->', ['id after']],
  [
    '34 signs that mean something elsewhere',
    `- [ ] ${'long '.repeat(59)}label\n- [ ] two\n  lines | \`x\` @team <script> \u202e\u200b`,
    [`${'long '.repeat(59)}label`, 'two lines | x @team <script> \u202e\u200b'],
  ],
  [
    '36 tabs, uneven steps, loose lists, underlines, lazy lines',
    '-\t[ ] a\n\n\t- [ ] b\n   - [ ] c\n\n- [ ] d\n---\ntext\n- [ ] e',
    ['a', 'b', 'c', 'd', 'e'],
  ],
];

test.each(cases)('%s', (_, text, expected) => {
  expect(titles(text)).toEqual(expected);
});

describe('what these cases say beside', () => {
  test.each([
    ['14', '- [ ] a\n\ntext: <!--\n- [ ] h\n-->', ['markdown.open-comment:4']],
    ['15', '- [ ] a\n\n> - [ ] q\n\n> > - [ ] r', ['markdown.quoted-box:3', 'markdown.quoted-box:5']],
    ['18 in a list', '- [ ] a\n- [] b\n- [✔] f\n- [NA] g', ['markdown.no-box:2', 'markdown.no-box:3', 'markdown.no-box:4']],
    ['18 in a paragraph', '- [ ] a\n\n-[ ] i', ['markdown.no-box:3']],
    ['19', '- [ ] a\n- [ ]', ['markdown.no-box:2']],
    ['20', '- [ ] a\n- [x](https://example.org) link\n- \\[ ] b', []],
    ['22', '- [ ] ~~two~~', ['markdown.struck:1']],
    ['35', '- [ ] a\n\n<!-- ignore-task-list-start -->\n- [X] b\n<!-- ignore-task-list-end -->', ['markdown.ignore-region:3']],
  ])('%s', (_, text, expected) => {
    expect(notesOf(text)).toEqual(expected);
  });

  test.each([
    ['26', '- [ ] Tests pass\n- [x] Tests pass on Windows', ['tests-pass', 'tests-pass-on-windows']],
    ['27', '## A\n- [ ] same\n- [ ] same\n## B\n- [ ] same', ['a.same', 'a.same-2', 'b.same']],
    ['29', '- [x] <!-- key1 --> Task 1\n  - [X] <!-- key3 --> Nested', ['key1', 'key3']],
    ['29 twice', '- [x] <!-- key --> a\n- [x] <!-- key --> b', ['a', 'b']],
    ['30', '- [x] id after <!-- state[x] id -->', ['id-after']],
  ])('%s: its ids', (_, text, expected) => {
    expect(placeItems([outlineOf(text)]).map(({ id }) => id)).toEqual(expected);
  });

  test('2: a tick in the file is nobody’s statement', () => {
    expect(outlineOf('- [x] a').entries).toEqual(outlineOf('- [ ] a').entries);
  });

  test('34: two hundred items of three hundred characters', () => {
    expect(titles(`- [ ] ${'x'.repeat(300)}\n`.repeat(200))).toHaveLength(200);
  });
});

test.each([
  ['31 nothing', '', 'checklist.empty'],
  ['31 no list', '# Title\n\ntext', 'checklist.empty'],
  ['32 a marker without a list', '# T\n\n<!-- gonogo: {items: bullets} -->\n\ntext', 'markdown.no-bullets'],
  ['33 a choice', '<!--Checkmate select=1-->\n- [ ] a\n- [ ] b', 'markdown.radio'],
])('%s is a problem: %j', (_, text, code) => {
  expect(problemsOfCall(() => outlineOf(text)).map((problem) => problem.code)).toContain(code);
});
