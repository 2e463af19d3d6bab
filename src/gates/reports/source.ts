import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import { messageOf, textOf } from '../engine/thrown.ts';

export interface SourceOptions {
  /** As a person knows the file, for messages; the path when absent. */
  readonly name?: string;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** A report that is read once, from front to back, however large it is. */
export interface Source {
  readonly name: string;
  /** The first 64 kB as text: enough to see what it is. */
  readonly head: string;
  /** The mark that it begins with, where it has one: of UTF-8, or of what was decoded. */
  readonly mark?: 'utf8-bom' | 'utf-16le' | 'utf-16be';
  /** UTF-8 without a byte order mark. Each piece is valid only until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Readers stream, so that this guards only against a file that never ends, or that unpacks to one. */
const defaultMaxBytes = 4 * 1024 ** 3;
const headBytes = 64 * 1024;
const chunkBytes = 256 * 1024;

/** Opens a report, hands it to a reader, and closes it whatever happens. What is packed with gzip is read as what is inside. */
export async function withSource<T>(path: string, options: SourceOptions, read: (source: Source) => Promise<T>): Promise<T> {
  const { name = path, maxBytes = defaultMaxBytes, signal } = options;
  const file = await openFile(path, name);
  try {
    const { size, mtimeMs: writtenAt } = await statOf(file, name, maxBytes);
    const start = await readStart(file, size);
    const reading = { file, size, writtenAt, name, signal };
    const unpacked = () => (isGzip(start) ? unpack(reading, maxBytes) : piecesOf(reading));
    const head = isGzip(start) ? await startOf(unpacked()) : start;
    const encoding = encodingOf(head, name);
    const mark = encoding === 'utf-8' ? (isMarked(head) ? 'utf8-bom' : undefined) : encoding;
    const text = await joined(decoded([head], encoding));
    return await read({ name, head: text, ...(mark !== undefined && { mark }), chunks: () => decoded(unpacked(), encoding) });
  } finally {
    await file.close();
  }
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  try {
    // A named pipe without a writer would otherwise be waited for, for ever.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const missing = textOf(error, 'code') === 'ENOENT';
    if (missing)
      throw wrong(name, {
        code: 'report.missing',
        message: 'There is no such file.',
        remedy: 'Check the path, and that the step that makes the report ran.',
      });
    throw wrong(name, {
      code: 'report.unreadable',
      message: `The file cannot be opened: ${messageOf(error)}.`,
      remedy: 'Make it readable for this user.',
    });
  }
}

async function statOf(file: FileHandle, name: string, maxBytes: number) {
  const stat = await file.stat();
  if (!stat.isFile())
    throw wrong(name, { code: 'report.no-file', message: 'This is no file.', remedy: 'Name the report itself, not its folder.' });
  if (stat.size === 0)
    throw wrong(name, {
      code: 'report.empty',
      message: 'The file is empty.',
      remedy: 'An empty report proves nothing: see why the tool wrote none.',
    });
  if (stat.size > maxBytes) throw tooLarge(name, stat.size, maxBytes);
  return stat;
}

async function readStart(file: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, headBytes));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

/** The first 64 kB of what is unpacked. */
async function startOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const start = new Uint8Array(headBytes);
  let length = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(0, headBytes - length);
    start.set(part, length);
    length += part.length;
    if (length === headBytes) break;
  }
  return start.subarray(0, length);
}

function isGzip([a, b]: Uint8Array): boolean {
  return a === 0x1f && b === 0x8b;
}

async function* unpack(reading: Reading, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib');
  const packed = Readable.from(copiesOf(piecesOf(reading)));
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let size = 0;
  try {
    for await (const piece of packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge(reading.name, size, maxBytes);
      yield piece;
    }
    // Behind zeros it stops without a word, and whatever follows would be read by other programs only.
    if (gunzip.bytesWritten < reading.size) throw badlyPacked(reading.name);
  } catch (error) {
    throw zlibFlaw(error) ? badlyPacked(reading.name) : error;
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/** Unpacking may look at a piece after the next one was asked for. */
async function* copiesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield piece.slice();
}

function zlibFlaw(error: unknown): boolean {
  return textOf(error, 'code')?.startsWith('Z_') === true;
}

interface Reading {
  readonly file: FileHandle;
  readonly size: number;
  /** Its time when it was opened: what is written over in the same size is changed too. */
  readonly writtenAt: number;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}

/** While one piece is looked at, the next one is read into a second buffer. */
async function* piecesOf({ file, size, writtenAt, name, signal }: Reading): AsyncGenerator<Uint8Array> {
  const length = Math.min(size, chunkBytes);
  let [buffer, other] = [new Uint8Array(length), new Uint8Array(length)];
  let at = 0;
  let coming = file.read(buffer, 0, length, 0);
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await coming;
    if (bytesRead === 0) break;
    at += bytesRead;
    if (at > size) break;
    coming = file.read(other, 0, length, at);
    // Whoever stops in between never looks at it.
    coming.catch(() => {});
    yield buffer.subarray(0, bytesRead);
    [buffer, other] = [other, buffer];
  }
  // The last look at its end was before the last piece was handed over.
  const now = await file.stat();
  if (at !== size || now.size !== size || now.mtimeMs !== writtenAt)
    throw wrong(name, {
      code: 'report.changing',
      message: 'The file changed while it was read.',
      remedy: 'Read it after the tool has ended.',
    });
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By its first bytes: what a Windows shell writes with `>` is UTF-16, and both marks are common. */
function encodingOf(start: Uint8Array, name: string): Encoding {
  const [a = 0, b = 0] = start;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x50 && b === 0x4b) throw inPack(name, 'a zip archive');
  if (a === 0x1f && b === 0x8b) throw inPack(name, 'gzip in gzip');
  if (start.includes(0))
    throw wrong(name, {
      code: 'report.binary',
      message: 'This is no text.',
      remedy: 'Name the report that the tool writes as text.',
    });
  return 'utf-8';
}

function tooLarge(name: string, size: number, maxBytes: number): ProblemError {
  const message = `The file has ${size} bytes or more; ${maxBytes} is the most.`;
  return wrong(name, { code: 'report.too-large', message, remedy: 'Let the tool report less.' });
}

function badlyPacked(name: string): ProblemError {
  return wrong(name, {
    code: 'report.badly-packed',
    message: 'The file begins as gzip, and cannot be unpacked to its end.',
    remedy: 'It was cut or damaged: pack it again, and see that whatever copies it copies all of it.',
  });
}

function inPack(name: string, what: string): ProblemError {
  return wrong(name, {
    code: 'report.packed',
    message: `This is ${what}.`,
    remedy: 'Unpack it first and name the report inside.',
  });
}

async function* decoded(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const piece of pieces) {
      yield first && isMarked(piece) ? piece.subarray(3) : piece;
      first = false;
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

function isMarked([a, b, c]: Uint8Array): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf;
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text;
}

/** A problem of a report: it always says of which one. */
export function wrong(file: string, problem: Omit<Problem, 'file'>): ProblemError {
  return new ProblemError({ ...problem, file });
}
