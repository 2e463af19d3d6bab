// What expressions are about, and how GitHub turns one kind into another.
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Context = { readonly [name: string]: Value };

/** What came before: of a step the steps above it, of a job those that it needs. */
export interface Status {
  readonly succeeded: boolean;
  readonly failed: boolean;
  readonly cancelled: boolean;
}

export interface Scope {
  readonly contexts: { readonly [name: string]: Value };
  readonly status: Status;
  /** Where files are looked for. */
  readonly workspace?: string;
}

export function isTrue(value: Value): boolean {
  return value !== null && value !== false && value !== '' && value !== 0 && !Number.isNaN(value);
}

export function textOf(value: Value): string {
  if (value === null) return '';
  if (Array.isArray(value)) return 'Array';
  return typeof value === 'object' ? 'Object' : String(value);
}

export function toNumber(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Number(value.trim() === '' ? 0 : value) : Number.NaN;
}

/** Different kinds are compared as numbers, texts whatever their case, and lists only with themselves. */
export function looselyEqual(a: Value, b: Value): boolean {
  if (typeof a === 'object' && a !== null) return a === b;
  if (typeof b === 'object' && b !== null) return false;
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (typeof a === typeof b) return a === b;
  return toNumber(a) === toNumber(b);
}

/** JSON is a value; what is not there is left out. */
export function asValue(thing: unknown): Value {
  if (thing === null || thing === undefined) return null;
  if (typeof thing === 'string' || typeof thing === 'number' || typeof thing === 'boolean') return thing;
  if (Array.isArray(thing)) return thing.map(asValue);
  if (typeof thing !== 'object') return null;
  return Object.fromEntries(
    Object.entries(thing)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, asValue(each)]),
  );
}
