import { expect, test } from '@jest/globals';
import { fieldOf, firstOf, hasField, sketchOf } from '../../../src/gates/reports/sketch.ts';

test('what is cut is there as far as it goes', () => {
  expect(sketchOf('{"a": {"b": [1, {"c": "x').json).toEqual({ a: { b: [1, {}] } });
  expect(sketchOf('[{"a": 1}, ').json).toEqual([{ a: 1 }]);
});

test('of JSON lines there are all that are complete', () => {
  const { json, documents } = sketchOf('{"a": 1}\n{"a": 2}\n{"a"');
  expect(json).toEqual({ a: 1 });
  expect(documents).toEqual([{ a: 1 }, { a: 2 }]);
});

test.each(['', 'TN:\nSF:a', '[0000] WARN x\n{"a": 1}', '{a: 1}', '<x/>'])('%j is no JSON', (text) => {
  expect(sketchOf(text)).toEqual({ text, json: undefined, documents: [] });
});

test('the word null is a document', () => {
  expect(sketchOf('null\n').json).toBeNull();
});

test('fields and items are looked up in anything', () => {
  expect([fieldOf({ a: 1 }, 'a'), fieldOf(null, 'a'), fieldOf('x', 'length'), fieldOf({}, 'toString')]).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ]);
  expect([hasField({ a: undefined }, 'a'), hasField([], 'length')]).toEqual([true, false]);
  expect([firstOf([2]), firstOf({ 0: 1 })]).toEqual([2, undefined]);
});
