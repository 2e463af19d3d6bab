/** What a peer sent cannot be what it is meant to be. */
export class MalformedError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'MalformedError';
  }
}

/** Reads numbers and vectors as TLS writes them; whatever reaches beyond the end is an error and never a guess. */
export interface Cursor {
  left(): number;
  u8(): number;
  u16(): number;
  u24(): number;
  take(length: number): Uint8Array;
  /** A vector behind its length, which itself takes so many bytes. */
  vector(lengthBytes: 1 | 2 | 3): Uint8Array;
}

export function cursorOf(bytes: Uint8Array): Cursor {
  let at = 0;
  const take = (length: number) => {
    if (length > bytes.length - at) throw new MalformedError('it ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (length: number) => take(length).reduce((sum, byte) => sum * 256 + byte, 0);
  return {
    left: () => bytes.length - at,
    u8: () => number(1),
    u16: () => number(2),
    u24: () => number(3),
    take,
    vector: (lengthBytes) => take(number(lengthBytes)),
  };
}

/** All numbers of two bytes in a vector, or an error when one is cut. */
export function u16List(bytes: Uint8Array): number[] {
  const cursor = cursorOf(bytes);
  const list: number[] = [];
  while (cursor.left() > 0) list.push(cursor.u16());
  return list;
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/** The bytes behind their length. */
export function vector(lengthBytes: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = join(...parts);
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(body.length, 0, lengthBytes);
  return join(length, body);
}

export function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
