import type { Transform } from 'node:stream';
import { failureOf, ProbeError } from './failure.ts';

export interface Body {
  /** Decompressed. */
  readonly bytes: Uint8Array;
  /** As they came, without the framing of HTTP. */
  readonly transferred: number;
}

export interface BodySettings {
  readonly encodings: readonly string[];
  /** Of what came, and of what it becomes. */
  readonly most: number;
  readonly where: string;
}

/** Nobody compresses more often than this, but to make us work. */
const mostEncodings = 2;

/** Reads a body to its end, or fails: a page that was read in part must not pass for the page. */
export async function readBody(stream: AsyncIterable<Uint8Array>, { encodings, most, where }: BodySettings): Promise<Body> {
  let transferred = 0;
  const counted = async function* () {
    for await (const chunk of stream) {
      transferred += chunk.length;
      if (transferred > most) throw tooLarge(where, most);
      yield chunk;
    }
  };
  try {
    const bytes = await gathered(await decoded(counted(), encodings, where), { most, where });
    return { bytes, transferred };
  } catch (error) {
    throw failureOf(error, where);
  }
}

async function gathered(
  stream: AsyncIterable<Uint8Array>,
  { most, where }: Pick<BodySettings, 'most' | 'where'>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) throw tooLarge(where, most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function decoded(
  stream: AsyncIterable<Uint8Array>,
  encodings: readonly string[],
  where: string,
): Promise<AsyncIterable<Uint8Array>> {
  const named = encodings.map((name) => name.trim().toLowerCase()).filter((name) => name !== '' && name !== 'identity');
  if (named.length === 0) return stream;
  const first = await firstOf(stream);
  if (first === undefined) return none();
  if (named.length > mostEncodings) throw odd(`${where} compressed its answer ${named.length} times.`);
  const [{ pipeline, Readable }, decoders] = await Promise.all([
    import('node:stream'),
    Promise.all(named.toReversed().map((name) => decoderFor(name, where))),
  ]);
  const last = decoders.at(-1);
  if (last === undefined) return first;
  // What fails in between destroys the last one with that error, and its reader hears of it.
  pipeline([Readable.from(first, { objectMode: false }), ...decoders], () => {});
  return last;
}

/** An answer without a body says how it would be compressed all the same. */
async function firstOf(stream: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | undefined> {
  const rest = stream[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return undefined;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  })();
}

async function* none(): AsyncGenerator<Uint8Array> {}

async function decoderFor(name: string, where: string): Promise<Transform> {
  const zlib = await import('node:zlib');
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'deflate':
      return zlib.createInflate();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'zstd':
      return zlib.createZstdDecompress();
    default:
      throw odd(`${where} compressed its answer by ${name}, which nobody asked for.`);
  }
}

function odd(message: string): ProbeError {
  return new ProbeError('protocol', message, 'Compress with gzip, br, zstd or deflate, once.');
}

function tooLarge(where: string, most: number): ProbeError {
  const message = `${where} answered with more than ${Math.round(most / 1024)} KiB.`;
  return new ProbeError('too-large', message, 'See what it answers there; no honest answer of that kind is so large.');
}
