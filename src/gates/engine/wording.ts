import { nearest } from '../../ground/problem.ts';
import type { SchemaError } from './compile.ts';

interface Worded {
  readonly path: string;
  readonly message: string;
}

/** What a validator reports, as a person would say it. */
export function wordError(schema: unknown, value: unknown, error: SchemaError): Worded {
  const keys = pointerKeys(error.instancePath);
  const rule = parentAt(schema, pointerKeys(error.schemaPath.replace(/^#/, '')));
  const path = keys.join('.');
  const extra = error.params['additionalProperty'];
  if (typeof extra === 'string') return { path: [...keys, extra].join('.'), message: unknownKey(extra, keysOf(rule)) };
  return { path, message: sentence(error, rule, valueAt(value, keys)) };
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key "${key}"; did you mean "${near}"?`;
  return known.length === 0 ? `unknown key "${key}"` : `unknown key "${key}"; known here: ${known.join(', ')}`;
}

function sentence(error: SchemaError, rule: unknown, value: unknown): string {
  const limit = error.params['limit'];
  switch (error.keyword) {
    case 'required':
      return `the key "${String(error.params['missingProperty'])}" is missing`;
    case 'const':
      return `must be ${show(error.params['allowedValue'])}, not ${show(value)}`;
    case 'enum':
      return notOneOf(value, namesIn(field(rule, 'enum')));
    case 'type':
    case 'anyOf':
      return `must be ${describe(rule)}, not ${show(value)}`;
    case 'minimum':
      return `must be at least ${String(limit)}, not ${show(value)}`;
    case 'maximum':
      return `must be at most ${String(limit)}, not ${show(value)}`;
    case 'exclusiveMinimum':
      return `must be more than ${String(limit)}, not ${show(value)}`;
    case 'exclusiveMaximum':
      return `must be less than ${String(limit)}, not ${show(value)}`;
    case 'minLength':
    case 'minItems':
      return limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} ${unitOf(error)}`;
    case 'maxLength':
    case 'maxItems':
      return `must have at most ${String(limit)} ${unitOf(error)}`;
    case 'minProperties':
      return `needs at least ${String(limit)} of: ${keysOf(rule).join(', ')}`;
    case 'not':
      return `must be another one than ${show(value)}`;
    case 'uniqueItems':
      return 'must not name anything twice';
    case 'pattern':
      return `${show(value)} does not have the form ${String(error.params['pattern'])}`;
    default:
      return error.message ?? 'is not allowed here';
  }
}

function unitOf(error: SchemaError): string {
  return error.keyword.endsWith('Length') ? 'characters' : 'entries';
}

function notOneOf(value: unknown, allowed: readonly string[]): string {
  const near = typeof value === 'string' ? nearest(value, allowed) : undefined;
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return `must be ${oneOf(allowed)}, not ${show(value)}${hint}`;
}

const typeNames: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'a set of keys',
};

/** The forms that a schema allows: `a text or a list`. */
function describe(rule: unknown): string {
  const forms = field(rule, 'anyOf');
  if (Array.isArray(forms)) return [...new Set(forms.map(describe))].join(' or ');
  const names = namesIn(field(rule, 'enum'));
  if (names.length > 0) return oneOf(names);
  return `${typeNames[String(field(rule, 'type'))] ?? 'something else'}${telling(rule)}`;
}

/** The key with only one possible value, by which a set of keys is told from its alternatives. */
function telling(rule: unknown): string {
  for (const key of keysOf(rule)) {
    const names = namesIn(field(field(field(rule, 'properties'), key), 'enum'));
    if (names.length === 1) return ` with ${key} ${oneOf(names)}`;
  }
  return '';
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? `"${names[0]}"` : `one of ${names.join(', ')}`;
}

/** Short enough for a sentence: what was written, not a dump of it. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a set of keys';
  if (typeof value !== 'string') return String(value);
  return value.length > 40 ? `"${value.slice(0, 40)}..."` : `"${value}"`;
}

function pointerKeys(pointer: string): string[] {
  // A schema path is a URI fragment and percent-encoded; an instance path is not, but no decoded one can look like it is.
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The schema that holds the keyword which failed: its last key is the keyword. */
function parentAt(schema: unknown, keys: readonly string[]): unknown {
  return keys.slice(0, -1).reduce<unknown>((node, key) => field(node, key) ?? field(node, decoded(key)), schema);
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => field(node, key), value);
}

function field(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
}

function keysOf(rule: unknown): string[] {
  const fields = field(rule, 'properties');
  return typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
