import { expect, test } from '@jest/globals';
import { type Section, sectionsOf } from '../../../src/checklist/markdown/sections.ts';
import { parseTree } from '../../../src/checklist/markdown/tree.ts';

type Shape = readonly [title: string, content: number, ...below: Shape[]];

function shape({ words, content, sections }: Section): Shape {
  return [words.text, content.length, ...sections.map(shape)];
}

test.each<[string, string, Shape]>([
  ['nothing', '', ['', 0]],
  ['one title', '# T\n\na\n\n## A\n\nb\n\n### B\n## C', ['T', 1, ['A', 1, ['B', 0]], ['C', 0]]],
  ['text before the title', 'a\n\n# T\n\nb', ['T', 2]],
  ['several of first rank', '# A\n# B', ['', 0, ['A', 0], ['B', 0]]],
  ['a title that is not the first', '## A\n# B', ['', 0, ['A', 0], ['B', 0]]],
  ['no first rank', '## A\n### B\n## C', ['', 0, ['A', 0, ['B', 0]], ['C', 0]]],
  ['a rank left out', '# T\n#### A\n## B', ['T', 0, ['A', 0], ['B', 0]]],
  ['underlined', 'T\n===\n\nA\n---', ['T', 0, ['A', 0]]],
])('%s', (_, text, expected) => {
  expect(shape(sectionsOf(parseTree(text).nodes))).toEqual(expected);
});
