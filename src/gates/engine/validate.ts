import { compileSchema, type SchemaError, type Validator } from './compile.ts';
import type { Static, TSchema } from './schema.ts';
import { wordError } from './wording.ts';

/** One thing that a schema does not allow, in words. */
export interface Issue {
  /** Dotted: `files.0`. Empty for the whole value. */
  readonly path: string;
  readonly message: string;
  readonly keyword: string;
}

const validators = new WeakMap<TSchema, Validator>();

/** More is no help to anybody, and telling forms apart takes longer than it grows. */
const mostErrors = 500;

/** Every issue at once; none means that the value has the schema's shape. */
export function issuesOf(schema: TSchema, value: unknown): Issue[] {
  const errors = validatorOf(schema)(value).slice(0, mostErrors);
  return withoutOtherForms(errors).map((error) => ({ ...wordError(schema, value, error), keyword: error.keyword }));
}

/** The value has the schema's shape, and so its type. */
export function fits<T extends TSchema>(schema: T, value: unknown): value is Static<T> {
  return issuesOf(schema, value).length === 0;
}

/** All issues in one line, for a summary. */
export function sayIssues(issues: readonly Issue[]): string {
  return issues.map((issue) => (issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`)).join('; ');
}

function validatorOf(schema: TSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = compileSchema(schema);
  validators.set(schema, made);
  return made;
}

/**
 * A value that fits none of several forms is reported once per form. Kept is what is wrong with the one form that was meant,
 * or, when none was clearly meant, the single sentence that names the forms.
 */
function withoutOtherForms(errors: readonly SchemaError[]): SchemaError[] {
  let kept = [...errors];
  for (const union of errors.filter((error) => error.keyword === 'anyOf')) {
    if (!kept.includes(union)) continue;
    const forms = Map.groupBy(
      kept.filter((error) => isBelow(error.schemaPath, union.schemaPath) && isAt(error.instancePath, union.instancePath)),
      (error) => error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0],
    );
    const meant = [...forms.values()].filter((form) => !form.some((error) => isOtherForm(error, union)));
    const [only] = meant;
    const clear = meant.length === 1 ? only : undefined;
    const noise = new Set([...forms.values()].flat().filter((error) => clear?.includes(error) !== true));
    if (clear !== undefined) noise.add(union);
    kept = kept.filter((error) => !noise.has(error));
  }
  return kept;
}

/** Elements of one list share their schema, so that only both paths together say whose error it is. */
function isAt(path: string, above: string): boolean {
  return path === above || isBelow(path, above);
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}/`);
}

/** The value is of another type, or the field that tells the forms apart says another one. */
function isOtherForm(error: SchemaError, union: SchemaError): boolean {
  if (error.keyword === 'type') return error.instancePath === union.instancePath;
  return error.keyword === 'enum' && Array.isArray(error.params['allowedValues']) && error.params['allowedValues'].length === 1;
}
