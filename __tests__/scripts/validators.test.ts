import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { buildValidators, compileModule } from '../../scripts/validators.ts';
import { compileSchema, type Validator } from '../../src/gates/engine/compile.ts';
import { s, type TSchema } from '../../src/gates/engine/schema.ts';
import { root } from '../house/sources.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gonogo-validators-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const limits = s.object(
  {
    lines: s.optional(s.number({ minimum: 0, maximum: 100, tightens: 'higher' })),
    files: s.array(s.text({ minLength: 1 }), { uniqueItems: true }),
  },
  { $id: 'test/limits' },
);
const shape = s.union([s.object({ kind: s.oneOf(['a']), n: s.integer() }), s.object({ kind: s.oneOf(['b']), t: s.text() })], {
  $id: 'test/shape',
});

/** The module as the bundle has it, beside the validators. */
async function load(schemas: readonly TSchema[]): Promise<{ compileSchema: (schema: TSchema) => Validator; inputs: string[] }> {
  const to = mkdtempSync(join(scratch, 'built-'));
  const { inputs } = await buildValidators(schemas, { from: root, to });
  writeFileSync(join(to, 'compile.mjs'), compileModule(schemas));
  const module: { compileSchema: (schema: TSchema) => Validator } = await import(join(to, 'compile.mjs'));
  return { compileSchema: module.compileSchema, inputs: Object.keys(inputs) };
}

describe('compiled validators', () => {
  const values: unknown[] = [
    { files: ['a'] },
    { files: ['a'], lines: 80 },
    { files: [] },
    { files: ['a', 'a'] },
    { files: [''] },
    { files: ['a'], lines: 101 },
    { files: ['a'], lines: '80' },
    { files: ['a'], line: 80 },
    { files: [1, 2, ''], lines: -1, more: true },
    { kind: 'a', n: 1 },
    { kind: 'a', n: 1.5 },
    { kind: 'b', t: 'x' },
    { kind: 'b', n: 1 },
    { kind: 'c' },
    {},
    [],
    null,
    'text',
    3,
  ];

  test('say what ajv says, to the word', async () => {
    const compiled = await load([limits, shape]);
    for (const schema of [limits, shape]) {
      const [ours, theirs] = [compiled.compileSchema(schema), compileSchema(schema)];
      for (const value of values) expect({ value, errors: ours(value) }).toEqual({ value, errors: theirs(value) });
    }
    expect(compiled.inputs.filter((path) => path.includes('ajv/dist/compile/'))).toEqual([]);
  });

  test('a schema that was not listed is an error that says where to list it', async () => {
    const compiled = await load([limits]);
    expect(() => compiled.compileSchema(shape)).toThrow('No validator was built for test/shape; name it in scripts/schemas.ts.');
    expect(() => compiled.compileSchema(s.text())).toThrow('a schema without an $id');
    expect(() => compiled.compileSchema(s.text({ $id: 'constructor' }))).toThrow('No validator was built for constructor');
  });

  test('are read only when they are asked for', async () => {
    const to = mkdtempSync(join(scratch, 'none-'));
    writeFileSync(join(to, 'compile.mjs'), compileModule([limits]));
    const module: { compileSchema: (schema: TSchema) => Validator } = await import(join(to, 'compile.mjs'));
    expect(() => module.compileSchema(limits)).toThrow('validators/test-limits.cjs');
  });
});

describe('the build refuses', () => {
  test('a schema without an $id', () => {
    expect(() => compileModule([limits, s.text({ maxLength: 3 })])).toThrow(
      'A schema has no $id: {"type":"string","maxLength":3}',
    );
  });

  test('two different schemas with one $id, and takes the same one twice', () => {
    expect(() => compileModule([limits, s.text({ $id: 'test/limits' })])).toThrow(
      'Two different schemas have the $id test/limits.',
    );
    expect(compileModule([limits, limits])).toBe(compileModule([limits]));
  });
});
