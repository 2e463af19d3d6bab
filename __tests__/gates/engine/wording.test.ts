import { expect, test } from '@jest/globals';
import { s, type TSchema } from '../../../src/gates/engine/schema.ts';
import { issuesOf, sayIssues } from '../../../src/gates/engine/validate.ts';

test.each<[TSchema, unknown, string]>([
  [s.object({ a: s.number() }), {}, 'the key "a" is missing'],
  [s.object({}), { a: 1 }, 'a: unknown key "a"'],
  [s.object({ lines: s.optional(s.number()) }), { zebra: 1 }, 'zebra: unknown key "zebra"; known here: lines'],
  [s.object({ a: s.object({ 'b/c~d': s.number() }) }), { a: { 'b/c~d': 'x' } }, 'a.b/c~d: must be a number, not "x"'],
  [s.record(s.integer()), { 'x y%': 1.5 }, 'x y%: must be a whole number, not 1.5'],
  [s.number(), '80', 'must be a number, not "80"'],
  [s.number(), null, 'must be a number, not null'],
  [s.boolean(), [], 'must be true or false, not a list'],
  [s.nothing(), {}, 'must be null, not a set of keys'],
  [s.text(), 4, 'must be a text, not 4'],
  [s.text({ maxLength: 3 }), 'abcd', 'must have at most 3 characters'],
  [s.text({ minLength: 3 }), 'ab', 'must have at least 3 characters'],
  [s.text({ pattern: '^[a-z]+$' }), 'A'.repeat(50), `"${'A'.repeat(40)}..." does not have the form ^[a-z]+$`],
  [s.number({ minimum: 0 }), -1, 'must be at least 0, not -1'],
  [s.number({ exclusiveMinimum: 0 }), 0, 'must be more than 0, not 0'],
  [s.number({ exclusiveMaximum: 1 }), 1, 'must be less than 1, not 1'],
  [s.array(s.text(), { minItems: 1 }), [], 'must not be empty'],
  [s.array(s.text(), { maxItems: 1 }), ['a', 'b'], 'must have at most 1 entries'],
  [s.array(s.text(), { uniqueItems: true }), ['a', 'a'], 'must not name anything twice'],
  [s.object({ a: s.optional(s.text()), b: s.optional(s.text()) }, { minProperties: 1 }), {}, 'needs at least 1 of: a, b'],
  [s.json<1>({ const: 1 }), '1', 'must be 1, not "1"'],
  [s.json<1>({ const: 1 }), 2, 'must be 1, not 2'],
  [s.json<'a/1'>({ const: 'a/1' }), 'a/2', 'must be "a/1", not "a/2"'],
  [s.oneOf(['only']), 'other', 'must be "only", not "other"'],
  [s.oneOf(['lcov', 'istanbul']), 'lcvo', 'must be one of lcov, istanbul, not "lcvo"; did you mean "lcov"?'],
])('%#: %j -> %s', (schema, value, expected) => {
  expect(sayIssues(issuesOf(schema, value))).toBe(expected);
});
