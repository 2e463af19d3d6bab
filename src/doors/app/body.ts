import type { IncomingMessage } from 'node:http';
import { type Allowance, createAllowance, type Share } from './allowance.ts';
import { type Head, largestBody } from './head.ts';
import type { Reason } from './refusals.ts';
import { verifierFor } from './signature.ts';
import { openSpool } from './spool.ts';

/** Most deliveries are 8 to 100 kB. What is larger waits in a file until its signature has been found good. */
const small = 256 * 1024;

export interface BodyLimits {
  /** From the end of the header to the end of the body. */
  readonly bodyMs: number;
  /** For all small bodies that are on their way, in bytes. */
  readonly memory: number;
  /** Large bodies at once. */
  readonly files: number;
}

/** A body whose signature is good. Its room is taken until it is released. */
export interface Body {
  readonly bytes: Buffer;
  readonly release: () => void;
}

/** Where the pieces of a body go until it is whole. */
interface Place {
  readonly write: (piece: Uint8Array) => Promise<void> | undefined;
  readonly read: () => Promise<Buffer> | Buffer;
  /** `isKept`: what was read is needed further. */
  readonly close: (isKept: boolean) => Promise<void> | undefined;
}

export type TakeBody = (request: IncomingMessage, head: Head) => Promise<Body | Reason>;

/** Whoever is new may push out who has had its room for so long without being done. */
const graceMs = 1_000;

export function bodyTaker(secrets: readonly string[], limits: BodyLimits): TakeBody {
  const memory = createAllowance({ bytes: limits.memory, graceMs });
  const files = createAllowance({ bytes: limits.files, graceMs });
  return async (request, head) => {
    const { length } = head;
    const isSmall = length !== undefined && length <= small;
    const { promise: ended, resolve: end } = Promise.withResolvers<Reason>();
    const share = enter(isSmall ? memory : files, isSmall ? length : 1, () => end('busy'));
    if (!share) return 'busy';
    const timer = setTimeout(() => end('too-slow'), limits.bodyMs);
    const verifier = verifierFor(secrets);
    let place: Place | undefined;
    let isKept = false;
    try {
      place = isSmall ? inMemory(length) : await openSpool();
      const failure = await pour({ request, ended, into: place, see: verifier.update });
      const reason = failure ?? (verifier.isSignedBy(head.signature) ? undefined : 'wrong-signature');
      if (reason !== undefined) {
        share.leave();
        return reason;
      }
      share.keep();
      isKept = true;
      return { bytes: await place.read(), release: share.leave };
    } catch (error) {
      share.leave();
      throw error;
    } finally {
      clearTimeout(timer);
      await place?.close(isKept);
    }
  };
}

function enter(allowance: Allowance, bytes: number, evict: () => void): Share | undefined {
  const share = allowance.enter(evict);
  if (share.take(bytes)) return share;
  share.leave();
  return undefined;
}

/** Memory is taken at once and filled: thousands of tiny pieces cost no more than one. */
function inMemory(length: number): Place {
  const whole = Buffer.allocUnsafeSlow(length);
  let at = 0;
  return {
    write: (piece) => {
      whole.set(piece, at);
      at += piece.length;
      return undefined;
    },
    read: () => whole,
    close: (isKept) => {
      if (!isKept) free(whole);
      return undefined;
    },
  };
}

interface Pouring {
  readonly request: IncomingMessage;
  /** Resolves when this is to end before the body does. */
  readonly ended: Promise<Reason>;
  readonly into: Place;
  readonly see: (piece: Uint8Array) => void;
}

/** Nothing when the whole body went through. Listens instead of iterating: promises for every piece cost more memory than the pieces. */
async function pour({ request, ended, into, see }: Pouring): Promise<Reason | undefined> {
  const whole = Promise.withResolvers<Reason | undefined>();
  let length = 0;
  let isOver = false;
  let last = Promise.resolve();
  const onPiece = (piece: Buffer) => {
    length += piece.length;
    if (length > largestBody) {
      whole.resolve('too-large');
      return;
    }
    see(piece);
    const written = into.write(piece);
    if (!written) {
      free(piece);
      return;
    }
    request.pause();
    last = written.then(() => {
      free(piece);
      if (!isOver) request.resume();
      return undefined;
    });
    last.catch(whole.reject);
  };
  // The end may be told while the last piece is still being written, pause or not.
  const onEnd = () => void last.then(() => whole.resolve(request.complete ? undefined : 'gone-away'), whole.reject);
  request.on('data', onPiece).once('end', onEnd).once('close', onEnd).once('error', onEnd);
  try {
    return await Promise.race([whole.promise, ended]);
  } finally {
    isOver = true;
    request.off('data', onPiece).pause();
  }
}

/** Left to the collector, pieces of large bodies would pile up for tens of megabytes before it looks. */
function free(piece: Buffer): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === piece.byteLength) buffer.transfer(0);
}
