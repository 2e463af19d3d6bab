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
  const middle = branch('Mid', [inner], { level: 'must' });
  const [placed, beside] = placeItems([
    outline(
      branch('Out', [middle, leaf('B')], { phase: 'verify', level: 'may', when: { paths: ['a'], labels: ['x'] } }),
      leaf('C'),
    ),
  ]);
  expect(placed?.inherited).toEqual({ phase: 'day', level: 'must', when: { paths: ['b'], labels: ['x'] } });
  expect(beside?.inherited).toEqual({ phase: 'verify', level: 'may', when: { paths: ['a'], labels: ['x'] } });
  expect(placeItems([outline(leaf('C'))])[0]?.inherited).toStrictEqual({});
});

test('an item with a control has its id, numbered when it is there again', () => {
  const by = (control: string, title: string): Leaf => ({ ...leaf(title), said: { title, control } });
  expect(ids(outline(branch('S', [by('tls', 'A'), by('tls', 'B')]), by('tls', 'tls')))).toEqual(['tls', 'tls-2', 'tls-3']);
});

describe('in a component', () => {
  test('items stand in its section, after those of all, and may be called as others are', () => {
    const shared = outline(branch('A', [leaf('one'), leaf('one'), leaf('two', 'x')]));
    const placed = placeItems([shared], { api: [shared, outline(leaf('three'))], Web: [shared] });
    expect(placed.map(({ id, component, isTaken }) => [id, component, isTaken])).toEqual([
      ['a.one', undefined, false],
      ['a.one-2', undefined, false],
      ['x', undefined, false],
      ['api.a.one', 'api', false],
      ['api.a.one-2', 'api', false],
      ['api.x', 'api', false],
      ['api.three', 'api', false],
      ['web.a.one', 'Web', false],
      ['web.a.one-2', 'Web', false],
      ['web.x', 'Web', false],
    ]);
    expect(placed[6]?.path).toEqual([{ kind: 'section', id: 'api', title: 'api' }]);
    expect(placed[3]?.inherited).toEqual({ when: { component: ['api'] } });
  });

  test('an id that all have is taken', () => {
    const [, second] = placeItems([outline(leaf('A', 'api.x'))], { api: [outline(leaf('B', 'x'))] });
    expect(second).toMatchObject({ id: 'api.x', isTaken: true });
  });

  test('what the outline says is left as it is', () => {
    const about: Leaf = { ...leaf('B'), said: { title: 'B', after: ['x'], rollUp: ['x', 'all'] } };
    const own = outline(leaf('A', 'x'), about);
    const [, , placed] = placeItems([outline(leaf('All', 'all'))], { api: [own] });
    expect(placed?.leaf.said).toMatchObject({ after: ['api.x'], rollUp: ['api.x', 'all'] });
    expect(about.said.after).toEqual(['x']);
  });
});
