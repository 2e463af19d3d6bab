import type { Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import type { Listening } from './byte-server.ts';
import type { Made } from './certificates.ts';

export interface Serving extends TlsOptions {
  readonly chain?: readonly Made[];
  readonly staple?: Uint8Array;
  /** What it says to a client, when it is a web server. */
  readonly answer?: string;
}

/** A real TLS server with this chain, the first of which is its own. */
export function nodeServer({ chain = [], staple, answer, ...options }: Serving): Promise<Listening> {
  const [own] = chain;
  const server = createServer({
    ...(own !== undefined && { key: own.keyPem, cert: chain.map(({ pem }) => pem).join('') }),
    ...options,
  });
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.write(answer ?? '', () => answer !== undefined && socket.end()));
  });
  if (staple !== undefined) server.on('OCSPRequest', (_, __, callback) => callback(null, Buffer.from(staple)));
  const { promise, resolve } = Promise.withResolvers<Listening>();
  server.listen(0, '127.0.0.1', () => {
    const at = server.address();
    const close = () =>
      new Promise<void>((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      });
    resolve({ port: typeof at === 'object' && at !== null ? at.port : 0, connections: () => connections, close });
  });
  return promise;
}

/** Every suite of the library, however weak. */
export const everySuite = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';
