import standalone from 'ajv/dist/standalone/index.js';
import { newAjv } from '../src/gates/engine/compile.ts';
import type { TSchema } from '../src/gates/engine/schema.ts';

/** Stands in for src/gates/engine/compile.ts in the bundle: the same `compileSchema`, with everything compiled already. */
export function validatorsModule(schemas: readonly TSchema[]): string {
  const byId = new Map(schemas.map((schema) => [idOf(schema), schema]));
  for (const schema of schemas) {
    const first = byId.get(idOf(schema));
    if (JSON.stringify(first) !== JSON.stringify(schema)) throw new Error(`Two different schemas have the $id ${idOf(schema)}.`);
  }
  const ajv = newAjv({ code: { source: true, esm: true, lines: true } });
  const names = new Map([...byId.keys()].map((id, at) => [`check${at}`, id]));
  for (const schema of byId.values()) ajv.addSchema(schema);
  return `${standalone.default(ajv, Object.fromEntries(names))}
const byId = new Map([${[...names].map(([name, id]) => `[${JSON.stringify(id)}, ${name}]`).join(', ')}]);
export function compileSchema(schema) {
  const check = byId.get(schema.$id);
  if (check === undefined) throw new Error('No validator was built for ' + (schema.$id ?? 'a schema without an $id') + '; name it in scripts/schemas.ts.');
  return (value) => (check(value) ? [] : (check.errors ?? []));
}
`;
}

/** Without an `$id` the bundle could not find the validator again. */
function idOf(schema: TSchema): string {
  const id: unknown = Reflect.get(schema, '$id');
  if (typeof id === 'string' && id !== '') return id;
  throw new Error(`A schema has no $id: ${JSON.stringify(schema).slice(0, 200)}`);
}
