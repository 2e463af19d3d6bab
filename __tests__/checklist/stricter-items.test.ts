import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemLoosenings } from '../../src/checklist/compare.ts';
import { type Item, levels } from '../../src/checklist/model.ts';
import { stricterItems } from '../../src/checklist/stricter-items.ts';
import { byGate, coverageUse, item } from '../verdict/cases.ts';

const together = (then: Partial<Item>, now: Partial<Item>) => stricterItems([item('a', then)], [item('a', now)]).items;
const until = (day: string) => `2027-01-${day}T00:00:00Z`;
const standing = (lasts: number, ...voidIfChanged: string[]): Partial<Item> => ({
  asked: { standing: { lasts, voidIfChanged } },
});
const limits = (least: object): Partial<Item> => ({ proof: { ...byGate, use: { ...coverageUse, limits: { ...least } } } });

describe('an item that was asked otherwise when it was opened', () => {
  test('keeps its answer where it is the stricter one, and asks for another where it is not', () => {
    expect(together({ level: 'must' }, { level: 'should' })).toEqual([item('a', { level: 'must' })]);
    expect(together({ level: 'should' }, { level: 'must' })).toEqual([item('a', { level: 'must' })]);
  });

  test('is asked both ways where neither is stricter', () => {
    const then = item('a', limits({ lines: 80, branches: 50 }));
    const now = item('a', limits({ lines: 50, branches: 80 }));
    const { items, kept } = stricterItems([then], [now]);
    expect(items.map(({ id, proof }) => [id, proof.by === 'gate' && proof.use.limits])).toEqual([
      ['a', { lines: 80, branches: 50 }],
      ['a.now', { lines: 50, branches: 80 }],
    ]);
    expect(items[0]).toEqual(then);
    expect(items[1]?.digest).not.toBe(now.digest);
    expect(kept).toEqual(['Item a']);
  });

  test('takes no name that is taken, and none that is too long', () => {
    const long = 'x'.repeat(80);
    const names = (id: string, ...others: string[]) =>
      stricterItems([item(id, { title: 'then' })], [item(id, { title: 'now' }), ...others.map((each) => item(each))]).items.map(
        (each) => each.id,
      );
    expect(names('a', 'a.now', 'a.now-2')).toEqual(['a', 'a.now-3', 'a.now', 'a.now-2']);
    expect(names(long)[1]).toBe(`${'x'.repeat(76)}.now`);
  });

  test.each<[Partial<Item>, Partial<Item>, Partial<Item>]>([
    [{ onPush: 'reset' }, { onPush: 'keep' }, { onPush: 'reset' }],
    [{ onPush: { resetIfChanged: ['a'] } }, { onPush: 'keep' }, { onPush: { resetIfChanged: ['a'] } }],
    [{ onPush: { resetIfChanged: ['a'] } }, { onPush: { resetIfChanged: ['b'] } }, { onPush: { resetIfChanged: ['a', 'b'] } }],
    [{ onPush: { resetIfChanged: ['a'] } }, { onPush: { resetIfChanged: ['**', '!a'] } }, { onPush: 'reset' }],
    [{}, standing(90), {}],
    [standing(30, 'x'), standing(90), standing(30, 'x')],
    [standing(90, '**', '!x'), standing(90, 'x'), { asked: 'each-release' }],
    [{ locked: true }, {}, { locked: true }],
    [{ always: true }, {}, { always: true }],
    [{}, { enforceFrom: until('03') }, {}],
    [{ enforceFrom: until('03') }, { enforceFrom: until('09') }, { enforceFrom: until('03') }],
    [{}, { debt: { owner: 'ann', until: until('03') } }, {}],
    [{}, { notApplicable: { reason: 'r', until: until('03') } }, {}],
    [{ after: ['x'] }, { after: ['y'] }, { after: ['y', 'x'] }],
  ])('what changes no answer: of %j and %j the stricter', (then, now, expected) => {
    expect(together(then, now)).toEqual([item('a', expected)]);
  });
});

test('what is gone is still asked where it stood', () => {
  const { items, kept } = stricterItems([item('a'), item('b'), item('c')], [item('d'), item('b')]);
  expect(items.map(({ id }) => id)).toEqual(['a', 'd', 'b', 'c']);
  expect(kept).toEqual(['Item a', 'Item c']);
});

const anItem = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    title: fc.constantFrom('T', 'U'),
    level: fc.constantFrom(...levels),
    lines: fc.constantFrom(10, 50),
    branches: fc.constantFrom(10, 50),
    onPush: fc.constantFrom('keep' as const, 'reset' as const),
  })
  .map(({ id, title, level, lines, branches, onPush }) => item(id, { title, level, onPush, ...limits({ lines, branches }) }));
const list = fc.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 3 });

test('nothing that either asks is asked less of, no name is used twice, and asking twice adds nothing', () => {
  fc.assert(
    fc.property(list, list, (then, now) => {
      const { items } = stricterItems(then, now);
      for (const each of [...then, ...now])
        expect(items.some((one) => itemLoosenings(each, { ...one, id: each.id }).length === 0)).toBe(true);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      expect(stricterItems(then, then).items).toEqual(then);
    }),
  );
});
