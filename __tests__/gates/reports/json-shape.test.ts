import { expect, test } from '@jest/globals';
import { as, kinds } from '../../../src/gates/reports/json-shape.ts';

test('fields are found by the length of their names', () => {
  const { fields } = as.object({ id: as.text, at: as.number, name: as.name });
  expect(fields?.byLength[2]?.map(({ name, bit }) => [name, bit])).toEqual([
    ['id', 0],
    ['at', 1],
  ]);
  expect(fields?.byName.get('name')?.shape.takes).toBe(kinds.text | kinds.number);
});

test('two shapes together take what either takes', () => {
  const both = as.either(as.list(as.text), as.object({ a: as.text }));
  expect(both.takes).toBe(kinds.list | kinds.object);
  expect(both.items).toBe(as.text);
  expect(both.fields?.byName.has('a')).toBe(true);
});

test('more fields than there are bits are refused', () => {
  const many = Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`f${at}`, as.text]));
  expect(() => as.object(many)).toThrow(RangeError);
});
