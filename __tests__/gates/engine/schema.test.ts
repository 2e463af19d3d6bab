import { expect, test } from '@jest/globals';
import { s } from '../../../src/gates/engine/schema.ts';
import { issuesOf } from '../../../src/gates/engine/validate.ts';

test('objects are closed', () => {
  expect(issuesOf(s.object({ a: s.optional(s.number()) }), { b: 1 })).toHaveLength(1);
});

test.each(['plain', 'with\nline break', '', '__proto__'])('a record checks the value of the key %p', (key) => {
  const value: unknown = JSON.parse(JSON.stringify({}).replace('}', `${JSON.stringify(key)}: "text"}`));
  expect(issuesOf(s.record(s.number()), value)).toHaveLength(1);
});

test('oneOf takes the named values only', () => {
  expect(issuesOf(s.oneOf(['a', 'b']), 'a')).toEqual([]);
  expect(issuesOf(s.oneOf(['a', 'b']), 'c')).toHaveLength(1);
});
