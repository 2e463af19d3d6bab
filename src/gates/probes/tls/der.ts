import { MalformedError } from './bytes.ts';

/** One element of DER: its tag, what is in it, and all of it. */
export interface Der {
  readonly tag: number;
  readonly body: Uint8Array;
  readonly whole: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The element at the start of these bytes; whatever follows is left alone. */
export function readDer(bytes: Uint8Array): Der {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new MalformedError('DER ends too early');
  if ((tag & 0x1f) === 0x1f) throw new MalformedError('DER has a tag of more than one byte');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 3) throw new MalformedError('DER has a length that is none');
  const length = lengthBytes === 0 ? first : bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) throw new MalformedError('DER ends too early');
  return { tag, body: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** The elements inside one. */
export function partsOf({ body }: { readonly body: Uint8Array }): Der[] {
  const parts: Der[] = [];
  let rest = body;
  while (rest.length > 0) {
    const part = readDer(rest);
    parts.push(part);
    rest = rest.subarray(part.whole.length);
  }
  return parts;
}

/** The part with this tag, if there is one. */
export function partWith(tag: number, parts: readonly Der[]): Der | undefined {
  return parts.find((part) => part.tag === tag);
}

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new MalformedError(`there is no ${what}`);
  return value;
}

/** `1.2.840.113549` */
export function oidText({ body }: { readonly body: Uint8Array }): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of body) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('an object identifier is too large');
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** `20271231235959Z` as milliseconds since 1970; UTCTime has two digits for the year. */
export function timeOf({ tag, body }: Der): number {
  const text = Buffer.from(body).toString('latin1');
  const full = tag === tags.generalizedTime ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(full);
  if (parts === null) throw new MalformedError('a time is not written as one');
  const [, year, month, day, hours, minutes, seconds] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(time)) throw new MalformedError('a time does not exist');
  return time;
}
