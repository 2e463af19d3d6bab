import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { messageOf, textOf } from '../../engine/thrown.ts';
import { lineOn } from './dialogue.ts';
import type { Limits } from './exchange.ts';
import { type Place, socketTo } from './place.ts';
import { startTls } from './starttls.ts';

/** Everything that the library here can still speak: a refusal must be the server's, not ours. */
const everything = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';

/** One whole handshake by the library, and something done in it before it is hung up. Undefined when it did not come about. */
export async function handshake<T>(
  place: Place,
  { options = {}, limits }: { options?: ConnectionOptions; limits: Limits },
  use: (socket: TLSSocket) => Promise<T>,
): Promise<T | undefined> {
  const raw = socketTo(place);
  const failed = Promise.withResolvers<undefined>();
  const give = () => failed.resolve(undefined);
  const timer = setTimeout(give, limits.ms);
  limits.signal.addEventListener('abort', give, { once: true });
  raw.on('error', give).on('close', give);
  // From here on a hang-up is something that `use` sees for itself.
  const used = (socket: TLSSocket): Promise<T> => {
    for (const each of [raw, socket])
      each
        .off('close', give)
        .off('error', give)
        .on('error', () => {});
    return use(socket);
  };
  try {
    return await Promise.race([failed.promise, shaken(place, { raw, options, give }).then(used)]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    limits.signal.removeEventListener('abort', give);
    raw.destroy();
  }
}

interface Raw {
  readonly raw: ReturnType<typeof socketTo>;
  readonly options: ConnectionOptions;
  readonly give: () => void;
}

async function shaken(place: Place, { raw, options, give }: Raw): Promise<TLSSocket> {
  await new Promise<void>((resolve) => raw.once('connect', resolve));
  if (place.startTls !== undefined) {
    const line = lineOn(raw);
    await startTls(place.startTls, line);
    line.close();
  }
  const socket = connect({
    socket: raw,
    ciphers: everything,
    minVersion: 'TLSv1',
    // Looked at and judged, but never trusted: nothing secret is ever said over it.
    rejectUnauthorized: false,
    ...nameOf(place),
    ...options,
  });
  socket.on('error', give).on('close', give);
  await new Promise<void>((resolve) => socket.once('secureConnect', resolve));
  return socket;
}

function nameOf({ name, address }: Place): { servername?: string } {
  return name === address || /^[\d.:a-f]+$/i.test(name) ? {} : { servername: name };
}

/** What OpenSSL has against the chain: it says only the first thing. */
export function objectionOf(socket: TLSSocket): string | undefined {
  const error: unknown = socket.authorizationError;
  if (socket.authorized || error === null || error === undefined) return undefined;
  return typeof error === 'string' ? error : (textOf(error, 'code') ?? messageOf(error));
}
