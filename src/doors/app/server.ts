import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ProblemError } from '../../ground/problem.ts';
import { type Ingress, refuse, webhookPath } from './ingress.ts';
import type { Operations } from './operations.ts';
import type { Reason } from './refusals.ts';

export interface ServerLimits {
  readonly headersMs: number;
  readonly requestMs: number;
  /** A proxy in front keeps its connections for a minute. */
  readonly keepAliveMs: number;
  readonly connections: number;
  /** How long a refused request may take to read its answer. */
  readonly lingerMs: number;
}

export const usualServerLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  keepAliveMs: 65_000,
  connections: 2_048,
  lingerMs: 500,
};

export interface Listening {
  readonly url: string;
  readonly requests: () => number;
  /** Takes no more connections; resolves when all requests have had their answer. */
  readonly close: () => Promise<void>;
  /** Cuts what is left. */
  readonly cut: () => void;
}

export interface ServerParts {
  readonly host: string;
  readonly port: number;
  readonly ingress: Ingress;
  readonly operations: Operations;
  readonly limits: ServerLimits;
}

export async function listen({ host, port, ingress, operations, limits }: ServerParts): Promise<Listening> {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs / 2),
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = limits.connections;
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isClosing) response.setHeader('connection', 'close');
    lingering(request, limits.lingerMs);
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (path === webhookPath) void ingress.handle(request, response);
    else if (!operations.answer(path, request, response)) {
      ingress.refused('path');
      refuse(response, 'path');
    }
  };
  server.on('request', onRequest);
  // Who asks before sending a body is answered by the same rules, and told to go on only by them.
  server.on('checkContinue', onRequest);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const [reason, line] = malformed(error);
    if (reason !== undefined) ingress.refused(reason);
    if (!socket.writable || reason === undefined) socket.destroy();
    else socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server.address())}`,
    requests: () => open.size,
    close: () => {
      isClosing = true;
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close');
      return new Promise((resolve) => server.close(() => resolve()));
    },
    cut: () => server.closeAllConnections(),
  };
}

/**
 * Whatever is left of a request that was answered before its end is not read. Closing at once would tear the answer from the hands of who
 * still writes: it gets a moment to see it.
 */
function lingering(request: IncomingMessage, milliseconds: number): void {
  const { socket } = request;
  socket.destroySoon = () => {
    socket.end();
    if (request.complete) {
      if (socket.writableFinished) socket.destroy();
      else socket.once('finish', () => socket.destroy());
      return;
    }
    request.pause();
    setTimeout(() => socket.destroy(), milliseconds).unref();
  };
}

/** What to answer to that which is no request; nothing when there is nobody left to answer. */
function malformed(error: NodeJS.ErrnoException): readonly [Reason | undefined, string] {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return [undefined, ''];
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['too-slow', '408 Request Timeout'];
  if (error.code === 'HPE_HEADER_OVERFLOW') return ['malformed-http', '431 Request Header Fields Too Large'];
  return ['malformed-http', '400 Bad Request'];
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): ProblemError {
  const inUse = error.code === 'EADDRINUSE';
  return new ProblemError({
    code: 'app.listen',
    path: inUse || error.code === 'EACCES' ? 'PORT' : 'HOST',
    message: `cannot listen on ${host}:${port}: ${inUse ? 'something else does' : (error.code ?? error.message)}`,
    remedy: 'Set PORT to a free port, and HOST to an address of this machine.',
  });
}
