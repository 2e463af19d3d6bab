import { expect, test } from '@jest/globals';
import { fieldsOf } from '../../scripts/fields.ts';
import { s } from '../../src/gates/engine/schema.ts';

const schema = s.object({
  lines: s.optional(s.number({ minimum: 0, maximum: 100, default: 80, tightens: 'higher', description: 'Share of lines.' })),
  files: s.array(s.text({ minLength: 1 }), { tightens: 'superset' }),
  per: s.record(s.object({ grade: s.oneOf(['a', 'b'], { tightens: 'equal' }) })),
  rules: s.array(s.object({ name: s.text({ pattern: '^a' }), on: s.boolean() })),
  either: s.union([s.object({ kind: s.oneOf(['x']), left: s.integer() }), s.nothing()]),
  anything: s.json(),
});

test('every field is told in words, each before what it contains', () => {
  const rows = fieldsOf(schema).map(
    ({ name, required, kind, leaf }) => `${name}${required ? '' : '?'} ${leaf ? '' : '{} '}${kind}`,
  );
  expect(rows).toEqual([
    'lines? number, at least 0, at most 100',
    'files list of: text',
    'per {} map',
    'per.*? {} map',
    'per.*.grade `a`, `b`',
    'rules {} list of: map',
    'rules[].name text, like `^a`',
    'rules[].on boolean',
    'either {} map or nothing',
    'either.kind `x`',
    'either.left whole number',
    'anything any value',
  ]);
});

test('default, meaning and how it tightens come along', () => {
  expect(fieldsOf(schema)[0]).toEqual({
    name: 'lines',
    required: false,
    kind: 'number, at least 0, at most 100',
    about: 'Share of lines.',
    initial: '80',
    tightens: 'higher',
    leaf: true,
  });
});

test('a schema without fields has none', () => {
  expect([fieldsOf(s.object({})), fieldsOf(s.text()), fieldsOf(s.json())]).toEqual([[], [], []]);
});
