import { describe, expect, test } from '@jest/globals';
import type { Branch, Entry, Leaf, Outline } from '../../src/checklist/outline.ts';
import { placeItems } from '../../src/checklist/place.ts';

const at = { line: 1, column: 1 };
const leaf = (title: string, id?: string): Leaf => ({
  kind: 'item',
  said: { title, ...(id !== undefined && { id }) },
  limits: [],
  form: 'box',
  commands: [],
  at,
});
const branch = (title: string, entries: Entry[], more: Partial<Branch> = {}): Branch => ({
  kind: 'section',
  title,
  entries,
  at,
  ...more,
});
const outline = (...entries: Entry[]): Outline => ({ file: 'c.md', title: 'T', entries });
const ids = (...outlines: Outline[]) => placeItems(outlines).map(({ id, isTaken }) => (isTaken ? `${id}!` : id));

describe('an id', () => {
  test('is made of all titles above, and told apart by number within the same place', () => {
    const twice = branch('Data', [leaf('Backups'), leaf('Backups'), branch('Data', [leaf('Backups')])]);
    expect(ids(outline(twice, branch('Ops', [leaf('Backups')])))).toEqual([
      'data.backups',
      'data.backups-2',
      'data.data.backups',
      'ops.backups',
    ]);
  });

  test('stays when lines around it move or change', () => {
    const before = ids(outline(branch('A', [leaf('one'), leaf('two')]), branch('B', [leaf('three')])));
    const after = ids(outline(branch('B', [leaf('new'), leaf('three')]), branch('A', [leaf('two'), leaf('one')])));
    expect(before.every((id) => after.includes(id))).toBe(true);
  });

  test('of its own is kept, and one that is taken is said so, also between files', () => {
    expect(ids(outline(leaf('A', 'x'), leaf('B', 'x')), outline(leaf('C', 'x')))).toEqual(['x', 'x!', 'x!']);
    expect(ids(outline(leaf('A'), leaf('A'), leaf('B', 'a-2')))).toEqual(['a', 'a-2', 'a-2!']);
  });
});

test('places are sections and groups from the outside in, with ids of their own', () => {
  const [placed] = placeItems([outline(branch('Security', [branch('TLS', [leaf('A')], { kind: 'group' })]))]);
  expect(placed?.path).toEqual([
    { kind: 'section', id: 'security', title: 'Security' },
    { kind: 'group', id: 'security.tls', title: 'TLS' },
  ]);
});

test('what is said around an item is inherited, the nearest word wins', () => {
  const inner = branch('In', [leaf('A')], { phase: 'day', when: { paths: ['b'] } });
  const [placed] = placeItems([
    outline(branch('Out', [inner], { phase: 'verify', level: 'may', when: { paths: ['a'], labels: ['x'] } })),
  ]);
  expect(placed?.inherited).toEqual({ phase: 'day', level: 'may', when: { paths: ['b'], labels: ['x'] } });
});

test('an item with a control has its id, numbered when it is there again', () => {
  const by = (control: string, title: string): Leaf => ({ ...leaf(title), said: { title, control } });
  expect(ids(outline(branch('S', [by('tls', 'A'), by('tls', 'B')]), by('tls', 'tls')))).toEqual(['tls', 'tls-2', 'tls-3']);
});
