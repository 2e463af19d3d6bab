import { epochOf, instantAt } from '../../ground/instant.ts';

/** What somebody sent is not what was described. Says where, never what stood there. */
export class Misshapen extends Error {
  constructor(at: string, wanted: string) {
    super(`${at === '' ? 'the answer' : at} is not ${wanted}`);
    this.name = 'Misshapen';
  }
}

/** Reads a value that anybody may have made, or fails with `Misshapen`. */
export type Reader<T> = (value: unknown, at: string) => T;

export type Read<R> = R extends Reader<infer T> ? T : never;

export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw new Misshapen(at, 'a text');
  return value;
};

export const whole: Reader<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Misshapen(at, 'a whole number');
  return value;
};

/** Ids beyond 32 bits come as text from GraphQL. */
export const bigId: Reader<number> = (value, at) => {
  const id = whole(typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value, at);
  if (id < 0) throw new Misshapen(at, 'a number that something is known by');
  return id;
};

export const flag: Reader<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new Misshapen(at, 'true or false');
  return value;
};

/** 40 or 64 hexadecimal digits. */
export const oid: Reader<string> = (value, at) => {
  if (typeof value !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) throw new Misshapen(at, 'a commit or object');
  return value;
};

export const moment: Reader<string> = (value, at) => {
  const epoch = typeof value === 'string' ? epochOf(value) : Number.NaN;
  if (Number.isNaN(epoch)) throw new Misshapen(at, 'a time');
  return instantAt(epoch);
};

export const anything: Reader<unknown> = (value) => value;

/** Null, and also a field that is not there. */
export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null || value === undefined ? null : read(value, at));
}

export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Misshapen(at, 'a list');
    return value.map((each: unknown, index) => read(each, `${at}[${index}]`));
  };
}

export function oneOf<const V extends readonly string[]>(...values: V): Reader<V[number]> {
  return (value, at) => {
    const found = values.find((each) => each === value);
    if (found === undefined) throw new Misshapen(at, `one of ${values.join(', ')}`);
    return found;
  };
}

type Fields = Readonly<Record<string, Reader<unknown>>>;

/** The fields named, and nothing else of it. */
export function shaped<const F extends Fields>(fields: F): Reader<{ readonly [K in keyof F]: Read<F[K]> }> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misshapen(at, 'an object');
    const given = new Map<string, unknown>(Object.entries(value));
    const entries = Object.entries(fields).map(([name, read]) => [
      name,
      read(given.get(name), at === '' ? name : `${at}.${name}`),
    ]);
    // The mapped type says of each field what its reader gives; a list of pairs cannot.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return Object.fromEntries(entries) as { readonly [K in keyof F]: Read<F[K]> };
  };
}

export function mapped<A, B>(read: Reader<A>, to: (value: A, at: string) => B): Reader<B> {
  return (value, at) => to(read(value, at), at);
}
