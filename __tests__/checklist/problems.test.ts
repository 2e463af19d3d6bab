import { expect, test } from '@jest/globals';
import { problemAt, problemsOf } from '../../src/checklist/problems.ts';
import { parseYaml } from '../../src/checklist/yaml.ts';
import { s } from '../../src/gates/engine/schema.ts';

const document = parseYaml({ file: 'f.yml', text: 'a: 1\nlist:\n  - { b: x }\n' }, 1_000);

test('what a schema does not allow stands where it was written', () => {
  const schema = s.object({ a: s.integer(), list: s.array(s.object({ b: s.integer() })) });
  expect(problemsOf(schema, document)).toMatchObject([
    { code: 'checklist.type', file: 'f.yml', path: 'list.0.b', line: 3, column: 7 },
  ]);
  expect(problemsOf(s.object({ a: s.integer(), list: s.json() }), document)).toEqual([]);
});

test('a problem at a place, and one of the whole document', () => {
  const what = { code: 'c', message: 'm', remedy: 'r' };
  expect(problemAt(document, 'list.0', what)).toEqual({ ...what, file: 'f.yml', path: 'list.0', line: 3, column: 5 });
  expect(problemAt(document, '', what)).toEqual({ ...what, file: 'f.yml', line: 1, column: 1 });
});
