import { expect, test } from '@jest/globals';
import {
  bigId,
  flag,
  listOf,
  Misshapen,
  mapped,
  moment,
  oid,
  oneOf,
  orNull,
  shaped,
  text,
  whole,
} from '../../../src/github/client/shape.ts';

test('the fields that are named, and nothing else', () => {
  const read = shaped({ id: whole, names: listOf(text), state: oneOf('open', 'closed'), gone: orNull(flag) });
  expect(read({ id: 1, names: ['a'], state: 'open', more: {} }, '')).toEqual({ id: 1, names: ['a'], state: 'open', gone: null });
});

test.each([
  [shaped({ a: shaped({ b: text }) }), { a: { b: 1 } }, 'a.b is not a text'],
  [shaped({ a: listOf(whole) }), { a: [1, 1.5] }, 'a[1] is not a whole number'],
  [shaped({ a: flag }), { a: 'true' }, 'a is not true or false'],
  [shaped({ a: oneOf('x', 'y') }), { a: 'z' }, 'a is not one of x, y'],
  [shaped({ a: oid }), { a: 'abc' }, 'a is not a commit or object'],
  [shaped({ a: moment }), { a: 'yesterday' }, 'a is not a time'],
  [shaped({ a: bigId }), { a: '12345678901234567890' }, 'a is not a whole number'],
  [listOf(text), {}, 'the answer is not a list'],
  [shaped({}), [], 'the answer is not an object'],
  [shaped({}), null, 'the answer is not an object'],
])('%#: what has another shape', (read, value, message) => {
  expect(() => read(value, '')).toThrow(Misshapen);
  expect(() => read(value, '')).toThrow(message);
});

test('ids in both spellings, moments in one, and what is made of them', () => {
  expect([bigId('3004005006', ''), bigId(7, '')]).toEqual([3_004_005_006, 7]);
  expect(moment('2026-11-26T10:00:00.123+01:00', '')).toBe('2026-11-26T09:00:00Z');
  expect(oid('a'.repeat(64), '')).toBe('a'.repeat(64));
  expect(mapped(whole, (value) => value + 1)(1, '')).toBe(2);
  expect(shaped({ a: orNull(text) })(JSON.parse('{"__proto__": {"a": "x"}}'), '')).toEqual({ a: null });
});
