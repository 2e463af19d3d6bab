import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemsOf, type Shelf } from '../../../src/views/board/layout.ts';
import { partsOf } from '../../../src/views/board/parts.ts';
import * as cases from '../../verdict/cases.ts';

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
