import { createHash } from 'node:crypto';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** 64 lower-case hexadecimal digits: SHA-256. */
export type Digest = string;

/** Deeper than any honest document, shallower than the stack. */
const deepest = 500;

/**
 * One text for one value, after RFC 8785: keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript writes them.
 * What JSON cannot carry is an error, never silently another value; a key whose value is undefined is absent.
 * A lone surrogate is written as its escape where RFC 8785 stops: foreign text may hold one, and two texts must not become one.
 */
export function canonical(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (depth === deepest) throw new TypeError(`JSON nested deeper than ${deepest} levels`);
  if (Array.isArray(value)) return `[${Array.from(value, (entry) => write(entry, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const sorted = fields.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${write(field, depth + 1)}`).join(',')}}`;
  }
  throw new TypeError(`${kindOf(value)} is not JSON`);
}

export function digest(value: unknown): Digest {
  return digestText(canonical(value));
}

export function digestText(text: string): Digest {
  const hash = createHash('sha256');
  if (text.isWellFormed()) return hash.update(text, 'utf8').digest('hex');
  // UTF-8 turns every lone surrogate into the same character; the byte FF keeps these texts apart from all others.
  return hash.update(Uint8Array.of(0xff)).update(text, 'utf16le').digest('hex');
}

function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : typeof value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A jest or worker realm has an Object.prototype of its own, so look one step further up instead of comparing.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
