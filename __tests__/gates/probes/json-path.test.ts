import { expect, test } from '@jest/globals';
import { jsonOf, valueAt } from '../../../src/gates/probes/json-path.ts';

const document = { data: { items: [{ id: 7 }], none: null }, 'a-b': false };

test.each([
  ['data.items[0].id', 7],
  ['$.data.items.0.id', 7],
  ['data.none', null],
  ['a-b', false],
  ['$', document],
  ['', document],
  ['data.items[1]', undefined],
  ['data.items.length', undefined],
  ['data.toString', undefined],
  ['__proto__', undefined],
  ['a-b.c', undefined],
])('%s', (path, value) => {
  expect(valueAt(document, path)).toEqual(value);
});

test('a body is JSON or not', () => {
  expect(jsonOf(Buffer.from('[1]'))).toEqual({ document: [1] });
  expect(jsonOf(Buffer.from('{"a":'))).toEqual({ flaw: expect.stringMatching(/\w/) });
  expect(jsonOf(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ flaw: expect.stringMatching(/\w/) });
});
