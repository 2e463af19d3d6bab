import { connect as connectTcp, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { withDeadline } from '../engine/deadline.ts';
import { failureOf, ProbeError } from './failure.ts';
import type { Address } from './resolve.ts';

/** Opens a socket to this very address. Tests look here at who is connected to. */
export type Dial = (to: Address & { readonly port: number }) => Socket;

export const dialTcp: Dial = ({ address, family, port }) => connectTcp({ host: address, family, port, noDelay: true });

export interface Way {
  /** Checked ones; tried in this order until one takes the connection. */
  readonly addresses: readonly Address[];
  readonly port: number;
  /** For a sentence: `api.example.com:443`. */
  readonly where: string;
  readonly dial: Dial;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** More than a few that are dead make nothing better. */
const tried = 4;

/** A connection to one of the addresses. Nothing is looked up here. */
export async function connectTo(way: Way): Promise<Socket> {
  let last: ProbeError | undefined;
  for (const address of way.addresses.slice(0, tried)) {
    try {
      // The next address is only tried when this one fails.
      // oxlint-disable-next-line no-await-in-loop
      return await connectOne(address, way);
    } catch (error) {
      if (way.signal.aborted) throw way.signal.reason;
      last = failureOf(error, way.where);
    }
  }
  throw last ?? new ProbeError('unknown', `There is no address for ${way.where}.`, 'See whether the name is right.');
}

async function connectOne(address: Address, { port, where, dial, timeoutMs, signal }: Way): Promise<Socket> {
  const reason = new ProbeError('silent', `${where} did not take a connection in ${timeoutMs / 1000} s.`, silentRemedy);
  let socket: Socket | undefined;
  try {
    return await withDeadline({ ms: timeoutMs, reason, outer: signal }, async () => {
      const opened = dial({ ...address, port });
      socket = opened;
      await untilEvent(opened, 'connect');
      return opened;
    });
  } catch (error) {
    socket?.on('error', () => {});
    socket?.destroy();
    throw error;
  }
}

const silentRemedy = 'See whether it runs and is reached from here, then run it again.';

/** TLS over a connection that stands. */
export async function secure(
  socket: Socket,
  options: ConnectionOptions,
  way: Pick<Way, 'timeoutMs' | 'signal' | 'where'>,
): Promise<Socket> {
  const { connect } = await import('node:tls');
  const reason = new ProbeError('silent', `${way.where} did not finish its TLS handshake.`, silentRemedy);
  const secured = connect({ ...options, socket });
  try {
    await withDeadline({ ms: way.timeoutMs, reason, outer: way.signal }, () => untilEvent(secured, 'secureConnect'));
    return secured;
  } catch (error) {
    secured.on('error', () => {});
    secured.destroy();
    socket.destroy();
    throw error;
  }
}

/** An end before the event is a failure too: some peers hang up without an error. */
function untilEvent(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const settle = (error?: Error) => {
    socket.off('error', settle);
    socket.off('close', closed);
    socket.off(event, opened);
    if (error === undefined) resolve();
    else reject(error);
  };
  const opened = () => settle();
  const closed = () => settle(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
  socket.once('error', settle);
  socket.once('close', closed);
  socket.once(event, opened);
  return promise;
}
