import { join } from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { build, type Metafile } from 'esbuild';
import { newAjv } from '../src/gates/engine/compile.ts';
import type { TSchema } from '../src/gates/engine/schema.ts';

const folder = 'validators';

/**
 * Stands in for src/gates/engine/compile.ts in the bundle: the same `compileSchema`, with everything compiled already. Each
 * validator is a file of its own that is read when it is first asked for, because together they are larger than all else.
 * They are CommonJS, because only that can be read in the middle of a function that does not wait.
 */
export function compileModule(schemas: readonly TSchema[]): string {
  const files = [...byFile(schemas)].map(([file, schema]) => [idOf(schema), `./${folder}/${file}.cjs`]);
  return `import { createRequire } from 'node:module';
const load = createRequire(import.meta.url);
const files = new Map(${JSON.stringify(files)});
export function compileSchema(schema) {
  const file = files.get(schema.$id);
  if (file === undefined) throw new Error('No validator was built for ' + (schema.$id ?? 'a schema without an $id') + '; name it in scripts/schemas.ts.');
  const check = load(file);
  return (value) => (check(value) ? [] : (check.errors ?? []));
}
`;
}

/** Writes the validators below the folder in which the module above lands. */
export async function buildValidators(
  schemas: readonly TSchema[],
  { from, to }: { from: string; to: string },
): Promise<Metafile> {
  const sources = new Map([...byFile(schemas)].map(([file, schema]) => [file, validator(schema)]));
  const { metafile } = await build({
    absWorkingDir: from,
    entryPoints: Object.fromEntries([...sources.keys()].map((file) => [file, `validator:${file}`])),
    outdir: join(to, folder),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
    preserveSymlinks: true,
    plugins: [
      {
        name: 'validators',
        setup(esbuild) {
          esbuild.onResolve({ filter: /^validator:/ }, ({ path }) => ({
            path: path.slice('validator:'.length),
            namespace: 'validator',
          }));
          esbuild.onLoad({ filter: /./, namespace: 'validator' }, ({ path }) => ({
            contents: sources.get(path) ?? '',
            resolveDir: from,
          }));
        },
      },
    ],
  });
  return metafile;
}

function validator(schema: TSchema): string {
  const ajv = newAjv({ code: { source: true } });
  return standalone.default(ajv, ajv.compile(schema));
}

/** The file of each schema, once. */
function byFile(schemas: readonly TSchema[]): Map<string, TSchema> {
  const files = new Map<string, TSchema>();
  for (const schema of schemas) {
    const file = idOf(schema).replace(/[^\w.-]+/g, '-');
    const first = files.get(file) ?? schema;
    if (JSON.stringify(first) !== JSON.stringify(schema)) throw new Error(`Two different schemas have the $id ${idOf(schema)}.`);
    files.set(file, schema);
  }
  return files;
}

/** Without an `$id` the bundle could not find the validator again. */
function idOf(schema: TSchema): string {
  const id: unknown = Reflect.get(schema, '$id');
  if (typeof id === 'string' && id !== '') return id;
  throw new Error(`A schema has no $id: ${JSON.stringify(schema).slice(0, 200)}`);
}
