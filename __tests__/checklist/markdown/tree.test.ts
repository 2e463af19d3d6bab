import { expect, test } from '@jest/globals';
import { deepest, inlineOf, isList, parseInline, parseTree, within } from '../../../src/checklist/markdown/tree.ts';

test('a document is a tree with lines', () => {
  const { nodes } = parseTree('# A\n\n- x\n\n  y\n\n| t |\n|---|\n| u |\n');
  expect(nodes.map(({ type, line }) => [type, line])).toEqual([
    ['heading', 1],
    ['bullet_list', 3],
    ['table', 7],
  ]);
  const list = nodes.filter(isList).flatMap((node) => [...within(node)]);
  expect(list.map(({ type, line }) => `${type} ${line}`)).toEqual([
    'bullet_list 3',
    'list_item 3',
    'paragraph 3',
    'inline 3',
    'paragraph 5',
    'inline 5',
  ]);
  expect(nodes.map((node) => inlineOf(node)?.content)).toEqual(['A', undefined, undefined]);
});

test('bare words are no links, HTML is seen', () => {
  expect(parseInline('www.example.com <b>').map(({ type }) => type)).toEqual(['text', 'html_inline']);
});

test('how deep it is can be told from what would be left out', () => {
  expect(parseTree('> - a').depth).toBeLessThan(10);
  expect(parseTree('> '.repeat(200)).depth).toBeGreaterThanOrEqual(deepest);
});
