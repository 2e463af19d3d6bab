import { expect, test } from '@jest/globals';
import { countsOf } from '../../src/checklist/counts.ts';
import type { Branch, Entry, Leaf } from '../../src/checklist/outline.ts';

const at = { line: 1, column: 1 };
const leaf = (form: Leaf['form'], rest: Partial<Leaf> = {}): Leaf => ({
  kind: 'item',
  said: { title: 'A' },
  limits: [],
  form,
  commands: [],
  at,
  ...rest,
});
const branch = (entries: readonly Entry[], rest: Partial<Branch> = {}): Branch => ({
  kind: 'group',
  title: 'G',
  entries,
  at,
  ...rest,
});

test.each<[string, Entry[], object]>([
  ['nothing', [], { items: 0, groups: 0, other: 0 }],
  ['a box', [leaf('box')], { items: 1, groups: 0, other: 0 }],
  ['a line that was asked for', [leaf('line')], { items: 1, groups: 0, other: 0 }],
  ['other forms', [leaf('criterion'), leaf('row'), leaf('requirement'), leaf('mark')], { items: 0, groups: 0, other: 4 }],
  [
    'criteria and commands',
    [leaf('box', { said: { title: 'A', criteria: ['x', 'y'] }, commands: ['z'] })],
    { items: 1, groups: 0, other: 3 },
  ],
  ['a group that is a box', [branch([leaf('box'), branch([leaf('box')])], { isBox: true })], { items: 2, groups: 1, other: 0 }],
  ['commands of a section', [branch([], { commands: ['a', 'b'] })], { items: 0, groups: 0, other: 2 }],
])('%s', (_, entries, counts) => {
  expect(countsOf({ file: 'a.md', title: 'T', entries })).toEqual(counts);
});

test('commands above the first section count too', () => {
  expect(countsOf({ file: 'a.md', title: 'T', entries: [leaf('box')], commands: ['a'] })).toEqual({
    items: 1,
    groups: 0,
    other: 1,
  });
});
