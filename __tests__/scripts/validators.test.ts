import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { validatorsModule } from '../../scripts/validators.ts';
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

/** The module as the bundle has it: CommonJS pieces of ajv drawn in, no compiler. */
async function load(schemas: readonly TSchema[]): Promise<{ compileSchema: (schema: TSchema) => Validator; inputs: string[] }> {
  const outfile = join(scratch, `${Math.random()}.mjs`);
  const stdin = { contents: validatorsModule(schemas), resolveDir: root };
  const { metafile } = await build({
    stdin,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    absWorkingDir: root,
  });
  const module: { compileSchema: (schema: TSchema) => Validator } = await import(outfile);
  return { compileSchema: module.compileSchema, inputs: Object.keys(metafile.inputs) };
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

  test('are the same text every time', () => {
    expect(validatorsModule([limits, shape])).toBe(validatorsModule([limits, shape]));
  });
});

describe('the build refuses', () => {
  test('a schema without an $id', () => {
    expect(() => validatorsModule([limits, s.text({ maxLength: 3 })])).toThrow(
      'A schema has no $id: {"type":"string","maxLength":3}',
    );
  });

  test('two different schemas with one $id, and takes the same one twice', () => {
    expect(() => validatorsModule([limits, s.text({ $id: 'test/limits' })])).toThrow(
      'Two different schemas have the $id test/limits.',
    );
    expect(validatorsModule([limits, limits])).toBe(validatorsModule([limits]));
  });
});
