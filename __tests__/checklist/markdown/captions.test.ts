import { describe, expect, test } from '@jest/globals';
import { partsOf } from '../../../src/checklist/markdown/captions.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';
import type { Entry } from '../../../src/checklist/outline.ts';
import { branchesIn, leavesIn, notesOf, outlineOf } from './outlines.ts';

type Shape = string | readonly [string, ...Shape[]];

const shape = (entry: Entry): Shape => (entry.kind === 'item' ? entry.said.title : [entry.title, ...entry.entries.map(shape)]);
const shapes = (text: string) => outlineOf(text).entries.map(shape);
const captions = (text: string) => partsOf(parseTree(text).nodes).flatMap(({ caption }) => caption?.text ?? []);

describe('a bold line right before a list or a table is a heading', () => {
  test.each([
    ['**Database**\n- [ ] a', 'Database'],
    ['__Database__\n\n1. [ ] a', 'Database'],
    ['**Database:**\n\n- a', 'Database'],
    ['**Database**:\n\n- a', 'Database'],
    ['🗄 **Database**\n\n- a', '🗄 Database'],
    ['**Set** **up**\n\n- a', 'Set up'],
    ['**Replicas** (if needed)\n\n- a', 'Replicas (if needed)'],
    ['**Staging** (T-12 hours):\n\n- a', 'Staging (T-12 hours)'],
    ['**Ready?**\n\n- a', 'Ready?'],
    ['**State**\n\n| a | Status |\n|---|---|\n| b | ☐ |', 'State'],
    ['**Ready when done: yes**\n\n- a', 'Ready when done: yes'],
    ['**Wait.. then go**\n\n- a', 'Wait.. then go'],
    ['**Snake __ case**\n\n- a', 'Snake __ case'],
    ['**Go, now. Then wait**\n\n- a', 'Go, now. Then wait'],
    ['**Keys**\n\n  <!-- seen -->\n\n- a', 'Keys'],
    ['**Keys** :\n\n- a', 'Keys'],
    ['**Database** <!-- seen -->\n\n<!-- more -->\n\n- a', 'Database'],
  ])('%j: %s', (text, title) => {
    expect(captions(text)).toEqual([title]);
  });

  test.each([
    ['text after it', '**Owner**: the platform team\n\n- a'],
    ['text before it', 'See **Database**\n\n- a'],
    ['no list after it', '**Database**\n\ntext\n\n- a'],
    ['nothing after it', '- a\n\n**Database**'],
    ['a fence after it', '**Database**\n\n```\na\n```\n\n- a'],
    ['a comment in code after it', '**Database**\n\n```\n<!-- seen -->\n```\n\n- a'],
    ['a rule after it', '**Database**\n\n---\n\n- a'],
    ['tags after it', '**Database**\n\n<details>\n\n- a\n\n</details>'],
    ['a comment to gonogo after it', '**Database**\n\n<!-- gonogo: {phase: verify} -->\n\n- a'],
    ['more lines', '**Database**\n**Cache**\n\n- a'],
    ['more lines, broken', '**Database**  \n**Cache**\n\n- a'],
    ['a sentence', '**Never deploy on a Friday.**\n\n- a'],
    ['a shout', '**Read this first!**\n\n- a'],
    ['a line to sign on', '**QA Lead**: ____\n\n- a'],
    ['longer dots to sign on', '**QA Lead**: ……\n\n- a'],
    ['a tag with a comment in it after it', '**A**\n\n<div><!-- seen --></div>\n\n- a'],
    ['a slanted line', '_A_\n\n- a'],
    ['no words beside parentheses', '**(a)**\n\n- a'],
    ['dots to sign on', '**QA Lead**: ....\n\n- a'],
    ['a comment that stays open', '**Database** <!--\n- [ ] a'],
    ['only parentheses', '(a **b**)\n\n- a'],
    ['signs alone', '**!**\n\n- a'],
    ['not bold', '*Database*\n\n- a'],
    ['in parentheses alone', '(if needed)\n\n- a'],
    ['a bold line in a list', '- **Database**\n\n  - a'],
    ['a quote', '> **Database**\n\n- a'],
  ])('not with %s', (_, text) => {
    expect(captions(text)).toEqual([]);
  });
});

test('it is a section below the heading, and the order stays', () => {
  const text = '# T\n\n- [ ] a\n\n**A**\n- [ ] b\n\n## H\n\n- [ ] c\n\n**B**\n- [ ] d\n\n**C**\n- [ ] e\n\n### I\n\n- [ ] f';
  expect(shapes(text)).toEqual(['a', ['A', 'b'], ['H', 'c', ['B', 'd'], ['C', 'e'], ['I', 'f']]]);
  expect(branchesIn(outlineOf(text).entries).map(({ kind, at }) => [kind, at.line])).toEqual([
    ['section', 5],
    ['section', 8],
    ['section', 12],
    ['section', 15],
    ['section', 18],
  ]);
});

test('it reaches over lists, tables, code and comments, and ends at anything else', () => {
  const over = '**A**\n- [ ] a\n\n1. [ ] b\n\n```\ncode\n```\n\n<!-- seen -->\n\n| c | Status |\n|---|---|\n| d | ☐ |\n\n- [ ] e';
  expect(shapes(over)).toEqual([['A', 'a', 'b', 'd', 'e']]);
  const ends = ['text', '> text', '---', '<div>x</div>', '<!-- gonogo: {level: must} -->', '## H'];
  for (const end of ends) {
    const [first, ...others] = outlineOf(`**A**\n- [ ] a\n\n${end}\n\n- [ ] b`).entries.map(shape);
    expect([end, first, leavesIn(outlineOf(`**A**\n- [ ] a\n\n${end}\n\n- [ ] b`).entries).length]).toEqual([end, ['A', 'a'], 2]);
    expect(others).toEqual([end === '## H' ? ['H', 'b'] : 'b']);
  }
});

test('one without items is no section', () => {
  expect(shapes('- [ ] a\n\n**Benefits**\n- fast')).toEqual(['a']);
});

test('words of phase and level are read as in a heading', () => {
  const text = [
    '## Deployment day',
    '**T-15 minutes**:\n- [ ] a',
    '**T-0 (Deployment)**:\n- [ ] b',
    '**T+5 minutes**:\n- [ ] c',
    '**First Week** (if needed):\n- [ ] d',
    '**Optional**\n- [ ] e',
    'after it\n- [ ] f',
  ].join('\n\n');
  const [day] = outlineOf(text).entries;
  expect(day).toMatchObject({ phase: 'deploy' });
  expect(day?.kind === 'section' && day.entries).toEqual([
    expect.not.objectContaining({ phase: expect.anything() }),
    expect.objectContaining({ phase: 'deploy' }),
    expect.objectContaining({ phase: 'verify' }),
    expect.objectContaining({ phase: 'week', level: 'may' }),
    expect.objectContaining({ level: 'may' }),
    expect.objectContaining({ kind: 'item' }),
  ]);
});

test('a topic between its before and its after is the moment, among bold lines too', () => {
  const text = '**Pre-migration**\n- [ ] a\n\n**Migration**\n- [ ] b\n\n**Post-migration**\n- [ ] c';
  expect(outlineOf(text).entries.map((entry) => entry.kind === 'section' && entry.phase)).toEqual([
    undefined,
    'deploy',
    undefined,
  ]);
});

test('a comment behind it holds for its section', () => {
  const text = '- [ ] a\n\n**B** <!-- gonogo: {items: bullets, phase: verify, level: should} -->\n- b\n\ntext\n\n- c';
  expect(shapes(text)).toEqual(['a', ['B', 'b']]);
  expect(branchesIn(outlineOf(text).entries)).toMatchObject([{ phase: 'verify', level: 'should' }]);
});

test('a comment on a line of its own holds for the heading above, wherever it stands', () => {
  const text = '## H\n\n**B**\n\n<!-- gonogo: {items: bullets} -->\n\n- b\n\ntext\n\n- c';
  expect(shapes(text)).toEqual([['H', 'b', 'c']]);
});

test('commands below it are those of its section', () => {
  const text = '## H\n\n```sh\na\n```\n\n**B**\n- [ ] b\n\n```sh\nc\n```';
  expect(branchesIn(outlineOf(text).entries)).toMatchObject([{ commands: ['a'] }, { commands: ['c'] }]);
});

test('a bold sentence that says it must hold makes items of the numbered list below', () => {
  const list = '1. **Images**: no high findings\n2. **Code**: no hotspots';
  expect(shapes(`- [ ] a\n\n**All scans must pass**\n\n${list}`)).toEqual([
    'a',
    ['All scans must pass', 'Images: no high findings', 'Code: no hotspots'],
  ]);
});

test('what is hidden stays hidden', () => {
  expect(notesOf('- [ ] a\n\n**B** <!--\n- [ ] b\n-->')).toEqual(['markdown.open-comment:4']);
});
