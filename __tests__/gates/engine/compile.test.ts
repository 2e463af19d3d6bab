import { expect, test } from '@jest/globals';
import { compileSchema, newAjv } from '../../../src/gates/engine/compile.ts';
import { s } from '../../../src/gates/engine/schema.ts';

test('a validator reports everything that is wrong, and nothing for what is right', () => {
  const check = compileSchema(s.object({ a: s.number(), b: s.text() }));
  expect(check({ a: 1, b: 'x' })).toEqual([]);
  expect(check({ a: 'x', b: 1 })).toHaveLength(2);
  expect(check({ a: 1, b: 'y' })).toEqual([]);
});

test('two schemas may carry one $id', () => {
  const first = compileSchema(s.object({ a: s.number() }, { $id: 'same' }));
  const second = compileSchema(s.object({ b: s.number() }, { $id: 'same' }));
  expect([first({ a: 1 }), second({ b: 1 })]).toEqual([[], []]);
});

test('it knows our own keywords, and refuses those that nobody knows', () => {
  expect(compileSchema(s.object({ a: s.number({ tightens: 'higher' }) }))({ a: 1 })).toEqual([]);
  expect(() => newAjv().compile({ type: 'object', tightns: 'higher' })).toThrow('tightns');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%p is no number', (value) => {
  expect(compileSchema(s.number())(value)).toHaveLength(1);
});
