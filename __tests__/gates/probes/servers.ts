// Servers on this machine that answer as a test tells them to, down to the single byte.
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { certificate, privateKey } from './certificate.ts';

export interface Local {
  readonly url: string;
  readonly port: number;
  /** How many connections were taken. */
  readonly connections: () => number;
}

/** Listens while `use` runs, and is gone afterwards with all its connections. */
async function serving<T>(server: Server, scheme: string, use: (local: Local) => Promise<T>): Promise<T> {
  const open = new Set<Socket>();
  let taken = 0;
  server.on('connection', (socket: Socket) => {
    taken += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on('clientError', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ url: `${scheme}://127.0.0.1:${port}`, port, connections: () => taken });
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
}

export function withHttp<T>(listener: RequestListener, use: (local: Local) => Promise<T>): Promise<T> {
  return serving(createHttp(listener), 'http', use);
}

export function withHttps<T>(listener: RequestListener, use: (local: Local) => Promise<T>): Promise<T> {
  return serving(createHttps({ cert: certificate, key: privateKey }, listener), 'https', use);
}

/** Whoever connects gets `speak`, which may say anything. */
export function withBytes<T>(speak: (socket: Socket) => void, use: (local: Local) => Promise<T>): Promise<T> {
  return serving(createTcp(speak), 'http', use);
}
