import { expect, test } from '@jest/globals';
import { resolveDepends } from '../../../src/checklist/markdown/depends.ts';
import type { Leaf, Outline } from '../../../src/checklist/outline.ts';

const leaf = (title: string, line: number, id?: string): Leaf => ({
  kind: 'item',
  said: { title, ...(id !== undefined && { id }) },
  limits: [],
  form: 'box',
  commands: [],
  at: { line, column: 1 },
});
const first = leaf('Tests done', 1);
const named = leaf('Scan', 2, 'scan');
const last = leaf('Ship', 3);
const outline: Outline = { file: 'a.md', title: 'T', entries: [first, named, last] };

test('titles become ids, whatever their letters’ case and signs', () => {
  const { entries, notes } = resolveDepends(outline, new Map([[last, ['tests: DONE', 'scan']]]));
  expect(entries).toEqual([
    { ...first, said: { title: 'Tests done', id: 'tests-done' } },
    named,
    { ...last, said: { title: 'Ship', after: ['tests-done', 'scan'] } },
  ]);
  expect(notes).toEqual([]);
});

test('what cannot be told is said and waits for none', () => {
  const twice = { ...outline, entries: [...outline.entries, leaf('Scan', 4)] };
  const { entries, notes } = resolveDepends(twice, new Map([[last, ['scan', 'nothing', 'ship']]]));
  expect(entries).toEqual(twice.entries);
  expect(notes?.map(({ code, line, message }) => [code, line, message])).toEqual([
    ['markdown.depends', 3, expect.stringContaining('2 items')],
    ['markdown.depends', 3, expect.stringContaining('no other item')],
    ['markdown.depends', 3, expect.stringContaining('no other item')],
  ]);
});

test('nothing to resolve changes nothing', () => {
  expect(resolveDepends(outline, new Map())).toBe(outline);
});

test('what waits already waits for both, and what was noted stays', () => {
  const waiting: Leaf = { ...last, said: { title: 'Ship', after: ['other'] } };
  const note = { code: 'x', message: 'm', remedy: 'r' };
  const before: Outline = { file: 'a.md', title: 'T', entries: [first, waiting], commands: ['c'], notes: [note] };
  const after = resolveDepends(before, new Map([[waiting, ['tests done', 'gone']]]));
  expect(after).toMatchObject({ title: 'T', commands: ['c'], notes: [note, { code: 'markdown.depends' }] });
  expect(after.entries[1]).toMatchObject({ said: { after: ['other', 'tests-done'] } });
  expect(after.entries[1]).not.toHaveProperty('said.id');
});

test('words are told apart', () => {
  const close: Outline = { file: 'a.md', title: 'T', entries: [leaf('Go live', 1), leaf('Golive', 2), last] };
  expect(resolveDepends(close, new Map([[last, ['go-live']]])).entries[2]).toMatchObject({ said: { after: ['go-live'] } });
  const signs: Outline = { file: 'a.md', title: 'T', entries: [leaf('!', 1), last] };
  expect(resolveDepends(signs, new Map([[last, ['?']]])).entries[1]).toMatchObject({ said: { after: [expect.any(String)] } });
});
