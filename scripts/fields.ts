import type { TSchema } from '../src/gates/engine/schema.ts';

/** One field of a schema, however deep, in words. */
export interface Field {
  /** Dotted; `[]` for each element of a list, `*` for any name. */
  readonly name: string;
  readonly required: boolean;
  readonly kind: string;
  readonly about: string;
  readonly initial?: string;
  readonly tightens?: string;
  /** Nothing below it is a field of its own. */
  readonly leaf: boolean;
}

interface Place {
  readonly name: string;
  readonly required: boolean;
}

/** All fields in the order in which they are written, each before what it contains. */
export function fieldsOf(schema: TSchema): Field[] {
  return below(schema, { name: '', required: true });
}

function below(schema: object, place: Place): Field[] {
  const required = new Set(list(schema, 'required'));
  const inner = (key: string) => (place.name === '' ? key : `${place.name}.${key}`);
  const named = Object.entries(object(schema, 'properties')).flatMap(([key, value]) =>
    isObject(value) ? fieldAndBelow(value, { name: inner(key), required: required.has(key) }) : [],
  );
  const any = Reflect.get(schema, 'additionalProperties');
  const items = Reflect.get(schema, 'items');
  return [
    ...named,
    ...(isObject(any) ? fieldAndBelow(any, { name: inner('*'), required: false }) : []),
    ...(isObject(items) ? below(items, { name: `${place.name}[]`, required: true }) : []),
    ...forms(schema).flatMap((form) => below(form, place)),
  ];
}

function fieldAndBelow(schema: object, place: Place): Field[] {
  const inside = below(schema, place);
  const [initial, tightens, about] = ['default', 'tightens', 'description'].map((key): unknown => Reflect.get(schema, key));
  const field: Field = {
    ...place,
    kind: kindOf(schema),
    about: typeof about === 'string' ? about : '',
    ...(initial === undefined ? {} : { initial: JSON.stringify(initial) }),
    ...(typeof tightens === 'string' ? { tightens } : {}),
    leaf: inside.length === 0,
  };
  return [field, ...inside];
}

/** What may be written there. */
function kindOf(schema: object): string {
  const options = forms(schema);
  if (options.length > 0) return options.map(kindOf).join(' or ');
  const allowed = Array.isArray(Reflect.get(schema, 'enum')) ? list(schema, 'enum') : [];
  if (allowed.length > 0) return allowed.map((value) => `\`${value}\``).join(', ');
  const items = Reflect.get(schema, 'items');
  if (isObject(items)) return `list of: ${kindOf(items)}`;
  return [typeName(schema), range(schema)].filter((part) => part !== '').join(', ');
}

function typeName(schema: object): string {
  const type = Reflect.get(schema, 'type');
  const names: Record<string, string> = { string: 'text', integer: 'whole number', object: 'map', null: 'nothing' };
  return typeof type === 'string' ? (names[type] ?? type) : 'any value';
}

function range(schema: object): string {
  const bounds: readonly (readonly [key: string, words: string])[] = [
    ['minimum', 'at least'],
    ['exclusiveMinimum', 'more than'],
    ['maximum', 'at most'],
    ['exclusiveMaximum', 'less than'],
    ['minItems', 'items at least'],
    ['maxItems', 'items at most'],
    ['pattern', 'like'],
  ];
  return bounds
    .map(([key, words]): [string, unknown] => [words, Reflect.get(schema, key)])
    .filter(([, value]) => value !== undefined)
    .map(([words, value]) => `${words} ${typeof value === 'string' ? `\`${value}\`` : String(value)}`)
    .join(', ');
}

function forms(schema: object): object[] {
  return [...list<unknown>(schema, 'anyOf'), ...list<unknown>(schema, 'oneOf')].filter(isObject);
}

function list<T = string>(schema: object, key: string): T[] {
  const value: unknown = Reflect.get(schema, key);
  return Array.isArray(value) ? value : [];
}

function object(schema: object, key: string): object {
  const value: unknown = Reflect.get(schema, key);
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
