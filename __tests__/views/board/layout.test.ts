import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item, Place } from '../../../src/checklist/model.ts';
import { hasBox, itemsOf, layoutOf, type Shelf } from '../../../src/views/board/layout.ts';
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
