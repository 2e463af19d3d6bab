import { createHash } from 'node:crypto';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** 64 lower-case hexadecimal digits: SHA-256. */
export type Digest = string;

/**
 * One text for one value, after RFC 8785: keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript writes them.
 * What JSON cannot carry is an error, never silently another value; a key whose value is undefined is absent.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const sorted = fields.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
  }
  throw new TypeError(`a ${typeof value} is not JSON`);
}

export function digest(value: unknown): Digest {
  return digestText(canonical(value));
}

export function digestText(text: string): Digest {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A jest or worker realm has an Object.prototype of its own, so look one step further up instead of comparing.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
