import { Ajv, type Options } from 'ajv';
import type { TSchema } from './schema.ts';

/** What ajv and its standalone code both report. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  readonly message?: string;
}

/** Nothing means valid. */
export type Validator = (value: unknown) => readonly SchemaError[];

/** One configuration for here and for the bundle, which has no ajv: there this module is a table of compiled code by `$id`. */
export function newAjv(options: Options = {}): Ajv {
  // Without addUsedSchema two schemas may carry one `$id`: the tests of a gate build it more than once.
  const ajv = new Ajv({ allErrors: true, strict: true, addUsedSchema: false, ...options });
  return ajv.addVocabulary(['tightens']);
}

let shared: Ajv | undefined;

export function compileSchema(schema: TSchema): Validator {
  shared ??= newAjv();
  const check = shared.compile(schema);
  return (value) => (check(value) ? [] : (check.errors ?? []));
}
