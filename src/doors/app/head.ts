import type { Reason } from './refusals.ts';

/** GitHub delivers nothing larger. */
export const largestBody = 25 * 1024 * 1024;

/** What the header of a delivery says, every field of it there once and in the one shape that GitHub gives it. */
export interface Head {
  readonly guid: string;
  readonly event: string;
  /** 32 bytes. */
  readonly signature: Buffer;
  /** As it says itself; a proxy may send a body in chunks and leave it out. */
  readonly length: number | undefined;
}

type Headers = Readonly<Record<string, readonly string[] | undefined>>;

const signatureShape = /^sha256=(?<hex>[0-9a-f]{64})$/;
const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const eventShape = /^[a-z][a-z_]{1,63}$/;
const jsonShape = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
const lengthShape = /^\d{1,12}$/;

/** Looked at before a byte of the body is read. `headers` are those of `headersDistinct`: each with every value that was sent. */
export function readHead(headers: Headers): Head | Reason {
  const given = headers['x-hub-signature-256'];
  if (given === undefined) return 'no-signature';
  const hex = one(given, signatureShape)?.groups?.['hex'];
  if (hex === undefined) return 'malformed-signature';
  if (!one(headers['content-type'], jsonShape) || headers['content-encoding']) return 'content-type';
  const guid = one(headers['x-github-delivery'], guidShape)?.[0];
  if (guid === undefined) return 'delivery-id';
  const event = one(headers['x-github-event'], eventShape)?.[0];
  if (event === undefined) return 'event-name';
  const length = lengthOf(headers);
  if (typeof length === 'string') return length;
  return { guid, event, signature: Buffer.from(hex, 'hex'), length };
}

function lengthOf(headers: Headers): number | undefined | Reason {
  const { 'content-length': said, 'transfer-encoding': chunked } = headers;
  if (chunked !== undefined) return said === undefined ? undefined : 'length';
  const length = one(said, lengthShape)?.[0];
  if (length === undefined) return 'length';
  return Number(length) > largestBody ? 'too-large' : Number(length);
}

function one(values: readonly string[] | undefined, shape: RegExp): RegExpExecArray | null {
  return values?.length === 1 ? shape.exec(values[0] ?? '') : null;
}
