import type { TLSSocket } from 'node:tls';
import type { Answered } from '../../rules/tls/evidence.ts';
import type { Asker } from './ask.ts';
import { handshake } from './handshake.ts';

type NewVersion = 'TLSv1.2' | 'TLSv1.3';

/** Whether a second connection may go on with the session of the first. */
export async function resumptionOf(asker: Asker, version: NewVersion): Promise<Answered> {
  const options = { minVersion: version, maxVersion: version };
  const session = await asker.turn((limits) => handshake(asker.place, { options, limits }, sessionOf));
  if (session === undefined) return 'untested';
  if (session === 'none') return 'no';
  const isReused = await asker.turn((limits) =>
    handshake(asker.place, { options: { ...options, session }, limits }, (socket) => Promise.resolve(socket.isSessionReused())),
  );
  if (isReused === undefined) return 'untested';
  return isReused ? 'yes' : 'no';
}

/** In TLS 1.3 tickets come after the handshake, if at all. */
const ticketMs = 2000;

async function sessionOf(socket: TLSSocket): Promise<Buffer | 'none'> {
  if (socket.getProtocol() !== 'TLSv1.3') return socket.getSession() ?? 'none';
  const { promise, resolve } = Promise.withResolvers<Buffer | 'none'>();
  const timer = setTimeout(() => resolve('none'), ticketMs);
  socket.once('session', resolve);
  socket.resume();
  return promise.finally(() => clearTimeout(timer));
}

/** Whether a client may begin a new handshake inside the connection: each one costs the server far more than the client. */
export async function clientRenegotiationOf(asker: Asker): Promise<Answered> {
  const options = { maxVersion: 'TLSv1.2' as const };
  const answer = await asker.turn((limits) => handshake(asker.place, { options, limits }, renegotiate));
  return answer ?? 'untested';
}

const renegotiationMs = 2000;
/** Who hangs up this soon does so without being asked to renegotiate. */
const patienceMs = 50;

async function renegotiate(socket: TLSSocket): Promise<Answered> {
  socket.resume();
  await new Promise((resolve) => setTimeout(resolve, patienceMs));
  if (socket.destroyed || socket.readableEnded) return 'untested';
  const { promise, resolve } = Promise.withResolvers<Answered>();
  const timer = setTimeout(() => resolve('untested'), renegotiationMs);
  socket.once('close', () => resolve('no'));
  socket.once('error', () => resolve('no'));
  const hasBegun = socket.renegotiate({ rejectUnauthorized: false }, (error) => resolve(error === null ? 'yes' : 'no'));
  if (hasBegun === false) resolve('untested');
  return promise.finally(() => clearTimeout(timer));
}
