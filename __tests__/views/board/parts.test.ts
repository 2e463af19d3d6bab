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

test('a line that is larger than any comment stands alone, and what follows it begins anew', () => {
  const sizes = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }), { maxLength: 6 });
  fc.assert(
    fc.property(sizes, (all) => {
      const sized = new Map<string, number>();
      const shelves = all.map((lines, at): Shelf => {
        const entries = lines.map((size, line) => {
          sized.set(`s${at}-${line}`, size);
          return { item: cases.item(`s${at}-${line}`) };
        });
        return { title: `s${at}`, entries, optional: [], isContinued: false };
      });
      const sizeOfPiece = (piece: object) => ('item' in piece ? (sized.get((piece.item as { id: string }).id) ?? 0) : 2);
      const found = partsOf(shelves, { first: 12, others: 20, sizeOf: sizeOfPiece });
      for (const [at, part] of found.entries()) {
        const items = part.flatMap(itemsOf);
        const size = part.length * 2 + items.reduce((sum, { id }) => sum + (sized.get(id) ?? 0), 0);
        expect(items.length === 1 || size <= (at === 0 ? 12 : 20)).toBe(true);
      }
      expect(found.flat().flatMap(itemsOf)).toEqual(shelves.flatMap(itemsOf));
    }),
  );
});
