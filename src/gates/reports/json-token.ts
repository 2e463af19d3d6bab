/** 1 for bytes that may stand in a text as they are: printable ASCII but quote and backslash. */
const plain = new Uint8Array(256).fill(1, 0x20, 0x80).fill(0, 0x22, 0x23).fill(0, 0x5c, 0x5d);
/** 1 for the bytes of numbers and of `true`, `false`, `null`. */
const bare = new Uint8Array(256).fill(1, 0x30, 0x3a).fill(1, 0x61, 0x7b);
for (const byte of [0x2b, 0x2d, 0x2e, 0x45]) bare[byte] = 1;

const escapes = new Uint8Array(256);
for (const byte of new TextEncoder().encode('"\\/bfnrt')) escapes[byte] = 1;

/** Where the plain bytes of a text end. */
export function plainUpTo(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && plain[bytes[at] ?? 0] === 1) at++;
  return at;
}

export function endOfBare(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bare[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Whether a byte may stand behind a backslash; `u` and its digits apart. */
export function isEscape(byte: number): boolean {
  return escapes[byte] === 1;
}

export function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What a token without quotes is; nothing when it is none. */
export function scalarOf(token: string): { readonly value: number | boolean | null } | undefined {
  const word = words.get(token);
  if (word !== undefined) return { value: word };
  return number.test(token) ? { value: Number(token) } : undefined;
}

/** Whether a number is the one that stands there, and not only near it. */
export function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How the bytes of a text are written. */
export interface Spelling {
  /** Nothing but ASCII. */
  readonly isPlain: boolean;
  readonly isEscaped: boolean;
}

/** The bytes of a text as a text; nothing when they are no UTF-8. */
export function decodedText(bytes: Buffer, [from, to]: readonly [number, number], spelling: Spelling): string | undefined {
  const text = spelling.isPlain ? bytes.toString('latin1', from, to) : decodedUtf8(bytes.subarray(from, to));
  if (!spelling.isEscaped || text === undefined) return text;
  const unescaped: string = JSON.parse(`"${text}"`);
  // Half of a pair of surrogates could be written nowhere.
  return unescaped.toWellFormed();
}

function decodedUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
