import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item, Place } from '../../../src/checklist/model.ts';
import { hasBox, itemsOf, layoutOf, partsOf, type Shelf } from '../../../src/views/board/layout.ts';
import * as cases from '../../verdict/cases.ts';
import { anyItems } from './boards.ts';

const { phases: roles } = cases.verdictOf({ items: [cases.item('a')] });
const within = (id: string, titles: readonly string[], more: Partial<Item> = {}) =>
  cases.item(id, {
    ...more,
    path: titles.map((title, depth): Place => ({ kind: 'section', id: titles.slice(0, depth + 1).join('.'), title })),
  });
const plain = ({ title, entries, optional, phase }: Shelf) => [
  phase === undefined ? title : `${phase}: ${title}`,
  ...entries.map((entry) => ('item' in entry ? entry.item.id : `# ${entry.heading}`)),
  ...optional.map(({ id }) => `(${id})`),
];

test('sections with their headings, what is optional last, and what comes later without boxes', () => {
  const items = [
    within('a', ['Code']),
    within('may', ['Code'], { level: 'may' }),
    within('b', ['Code', 'Style']),
    within('live', ['Code'], { phase: 'verify' }),
    within('c', ['Data']),
    within('back', ['Data'], { phase: 'rollback' }),
  ];
  expect(layoutOf(items, roles).map(plain)).toEqual([
    ['Code', 'a', '# Style', 'b', '(may)'],
    ['Data', 'c'],
    ['verify: Right after the release', 'live'],
    ['rollback: If it is rolled back', 'back'],
  ]);
});

test('a section that is more than one wants to see at once folds part by part', () => {
  const many = (from: number, titles: readonly string[]) =>
    Array.from({ length: 15 }, (_, at) => within(`i${from + at}`, titles));
  const items = [...many(0, ['Before', 'Code']), ...many(15, ['Before', 'Data']), within('own', ['Before'])];
  expect(layoutOf(items, roles).map(({ title }) => title)).toEqual(['Before', 'Before › Code', 'Before › Data']);
});

test('a release that is rolled back gets boxes for it', () => {
  const items = [within('a', ['Code'], { phase: 'verify' }), within('back', ['Code'], { phase: 'rollback' })];
  const subject = { kind: 'release', repoId: 7, tag: 'v1', sha: cases.head.sha } as const;
  const phases = (rollbackOpenedAt: string | null) =>
    cases.verdictOf({ items, subject, facts: { ...cases.facts, rollbackOpenedAt } }).phases;
  expect(layoutOf(items, phases(null)).map(plain)).toEqual([
    ['Code', 'a'],
    ['rollback: If it is rolled back', 'back'],
  ]);
  expect(layoutOf(items, phases(cases.now)).map(plain)).toEqual([['Code', 'a', 'back']]);
});

test('every item stands in it once', () => {
  fc.assert(
    fc.property(anyItems(40), (items) => {
      const found = layoutOf(items, roles)
        .flatMap(itemsOf)
        .map(({ id }) => id);
      expect(found.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
    }),
    { numRuns: 100 },
  );
});

test.each<[Item['proof'], boolean]>([
  [cases.byPerson, true],
  [cases.byGate, false],
  [cases.bySignOff, false],
  [{ ...cases.bySignOff, via: 'command' }, false],
  [{ ...cases.bySignOff, via: 'box' }, true],
  [{ by: 'items', of: 'all-above' }, false],
])('%j has a box: %s', (proof, box) => {
  expect(hasBox(cases.item('a', { proof }))).toBe(box);
});

describe('parts', () => {
  const shelf = (title: string, many: number): Shelf => ({
    title,
    entries: Array.from({ length: many }, (_, at) => ({ item: cases.item(`${title}${at}`) })),
    optional: [],
    isContinued: false,
  });
  const sizeOf = (piece: object) => ('entries' in piece ? 2 : 1);
  const parts = (shelves: Shelf[], first: number, others: number) =>
    partsOf(shelves, { first, others, sizeOf }).map((part) =>
      part.map((each) => `${each.title}${itemsOf(each).length}${each.isContinued ? '+' : ''}`),
    );

  test.each<[string, Shelf[], number, number, string[][]]>([
    ['all in one', [shelf('a', 3), shelf('b', 3)], 10, 20, [['a3', 'b3']]],
    ['between sections', [shelf('a', 3), shelf('b', 4)], 10, 20, [['a3'], ['b4']]],
    ['a section too long for the rest of the first', [shelf('a', 3), shelf('b', 12)], 8, 14, [['a3'], ['b12']]],
    ['inside a section that is too long for any', [shelf('a', 20)], 8, 10, [['a6'], ['a8+'], ['a6+']]],
    ['after a broken one', [shelf('a', 9), shelf('b', 2)], 8, 10, [['a6'], ['a3+', 'b2']]],
    ['nothing', [], 8, 10, [[]]],
  ])('%s', (_, shelves, first, others, wanted) => {
    expect(parts(shelves, first, others)).toEqual(wanted);
  });

  test('no part is larger than its room, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 12 }), fc.integer({ min: 4, max: 20 }), (sizes, first) => {
        const shelves = sizes.filter((size) => size > 0).map((size, at) => shelf(`s${at}-`, size));
        const found = partsOf(shelves, { first, others: first + 5, sizeOf });
        for (const [at, part] of found.entries()) {
          const size = part.reduce((sum, each) => sum + 2 + itemsOf(each).length, 0);
          expect(size).toBeLessThanOrEqual(at === 0 ? first : first + 5);
        }
        expect(found.flat().flatMap(itemsOf)).toEqual(shelves.flatMap(itemsOf));
      }),
    );
  });
});
