import type { Socket } from 'node:net';
import { messageOf, textOf } from '../../engine/thrown.ts';
import { MalformedError } from './bytes.ts';
import { lineOn } from './dialogue.ts';
import { type Answer, type Ask, newFlightReader } from './flight.ts';
import { type Place, socketTo } from './place.ts';
import { type StartTls, startTls } from './starttls.ts';

export interface Limits {
  readonly ms: number;
  readonly signal: AbortSignal;
}

/** One connection: connect, ask for TLS where that is needed, say hello, listen, hang up. Never throws, never outlives its limits. */
export function exchange(place: Place, ask: Ask, { ms, signal }: Limits): Promise<Answer> {
  if (signal.aborted) return Promise.resolve({ kind: 'nothing', why: 'it was stopped' });
  const socket = socketTo(place);
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const stop = () => resolve({ kind: 'nothing', why: 'it was stopped' });
  const timer = setTimeout(() => resolve({ kind: 'nothing', why: `no whole answer within ${ms / 1000} s` }), ms);
  signal.addEventListener('abort', stop, { once: true });
  let isOpen = false;
  // Whoever cannot be reached has refused nothing; whoever hangs up on a hello may have.
  socket.on('error', (error) => resolve(isOpen ? hungUp(error) : { kind: 'nothing', why: unreachable(error) }));
  socket.once('connect', () => {
    if (place.startTls === undefined) {
      isOpen = true;
      listen(socket, ask, resolve);
      return;
    }
    const line = lineOn(socket);
    const begin = async (kind: StartTls) => {
      await startTls(kind, line);
      line.close();
      isOpen = true;
      listen(socket, ask, resolve);
    };
    begin(place.startTls).catch((error: unknown) => resolve({ kind: 'nothing', why: messageOf(error) }));
  });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    socket.destroy();
  });
}

/** What a scan reads from one connection at most. */
const mostBytes = 512 * 1024;

function listen(socket: Socket, ask: Ask, done: (answer: Answer) => void): void {
  const reader = newFlightReader(ask);
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    try {
      if (bytes > mostBytes) throw new MalformedError('it sends on and on');
      const answer = reader.push(chunk);
      if (answer !== undefined) done(answer);
    } catch (error) {
      done({
        kind: 'nothing',
        why: error instanceof MalformedError ? error.message : `its answer cannot be read: ${messageOf(error)}`,
      });
    }
  });
  socket.on('end', () => done(reader.end()));
  socket.on('close', () => done(reader.end()));
  socket.write(ask.hello.record);
}

function hungUp(error: Error): Answer {
  const code = textOf(error, 'code') ?? '';
  return code === 'ECONNRESET' || code === 'EPIPE' ? { kind: 'closed' } : { kind: 'nothing', why: messageOf(error) };
}

function unreachable(error: Error): string {
  const code = textOf(error, 'code') ?? '';
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ETIMEDOUT: 'it cannot be reached in time',
    EHOSTUNREACH: 'there is no way to it from here',
    ENETUNREACH: 'there is no way to it from here',
    ECONNRESET: 'it hung up before it was asked anything',
  };
  return known[code] ?? messageOf(error);
}
