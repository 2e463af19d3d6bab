import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
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
  /** UTF-8 without a byte order mark. Each piece is valid only until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Readers stream, so that this guards only against a file that never ends. */
const defaultMaxBytes = 4 * 1024 ** 3;
const headBytes = 64 * 1024;
const chunkBytes = 256 * 1024;

/** Opens a report, hands it to a reader, and closes it whatever happens. */
export async function withSource<T>(path: string, options: SourceOptions, read: (source: Source) => Promise<T>): Promise<T> {
  const { name = path, maxBytes = defaultMaxBytes, signal } = options;
  const file = await openFile(path, name);
  try {
    const size = await sizeOf(file, name, maxBytes);
    const start = await readHead(file, size);
    const encoding = encodingOf(start, name);
    const chunks = () => decoded(piecesOf({ file, size, name, signal }), encoding);
    return await read({ name, head: await joined(decoded([start], encoding)), chunks });
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

async function sizeOf(file: FileHandle, name: string, maxBytes: number): Promise<number> {
  const stat = await file.stat();
  if (!stat.isFile())
    throw wrong(name, { code: 'report.no-file', message: 'This is no file.', remedy: 'Name the report itself, not its folder.' });
  if (stat.size === 0)
    throw wrong(name, {
      code: 'report.empty',
      message: 'The file is empty.',
      remedy: 'An empty report proves nothing: see why the tool wrote none.',
    });
  if (stat.size > maxBytes) {
    throw wrong(name, {
      code: 'report.too-large',
      message: `The file has ${stat.size} bytes; ${maxBytes} is the most.`,
      remedy: 'Let the tool report less, or raise the limit.',
    });
  }
  return stat.size;
}

async function readHead(file: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, headBytes));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

interface Reading {
  readonly file: FileHandle;
  readonly size: number;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}

async function* piecesOf({ file, size, name, signal }: Reading): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, chunkBytes));
  let at = 0;
  // One piece after the other is the point: the whole never has to fit in memory.
  /* oxlint-disable no-await-in-loop */
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    if (at > size) break;
    yield buffer.subarray(0, bytesRead);
  }
  /* oxlint-enable no-await-in-loop */
  if (at !== size)
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
  if (a === 0x1f && b === 0x8b) throw packed(name, 'gzip');
  if (a === 0x50 && b === 0x4b) throw packed(name, 'a zip archive');
  if (start.includes(0))
    throw wrong(name, {
      code: 'report.binary',
      message: 'This is no text.',
      remedy: 'Name the report that the tool writes as text.',
    });
  return 'utf-8';
}

function packed(name: string, what: string): ProblemError {
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
