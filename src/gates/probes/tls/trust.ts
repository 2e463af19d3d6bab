import type { TLSSocket } from 'node:tls';
import type { Asker } from './ask.ts';
import { handshake, objectionOf } from './handshake.ts';
import type { Roots } from './roots.ts';

/** What OpenSSL and the web server say in one handshake as any client makes it. */
export interface Looked {
  readonly fingerprint: string;
  /** The code of what OpenSSL has against the chain. */
  readonly objection?: string;
  /** Seconds of Strict-Transport-Security, 0 when it is not sent; absent when this is no web server. */
  readonly hsts?: number;
}

/** Dates, names and strength are judged on their own, each by itself; OpenSSL would say only the first of them. */
const notAboutTrust = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CA_MD_TOO_WEAK',
  'CA_KEY_TOO_SMALL',
  'EE_KEY_TOO_SMALL',
]);

export function isAboutTrust(objection: string | undefined): objection is string {
  return objection !== undefined && !notAboutTrust.has(objection);
}

export function lookAsClient(asker: Asker, roots: Roots): Promise<Looked | undefined> {
  const options = { ca: roots.pem, ALPNProtocols: ['http/1.1'] };
  return asker.turn((limits) =>
    handshake(asker.place, { options, limits }, async (socket) => {
      const objection = objectionOf(socket);
      const print = socket.getPeerX509Certificate()?.fingerprint256 ?? '';
      const hsts = asker.place.startTls === undefined ? await hstsOf(socket, asker.place.name) : undefined;
      return {
        fingerprint: print.replaceAll(':', '').toLowerCase(),
        ...(objection !== undefined && { objection }),
        ...(hsts !== undefined && { hsts }),
      };
    }),
  );
}

const headMs = 2000;
const longestHead = 16 * 1024;

/** Asks for the head of the front page, and reads no more than that. */
async function hstsOf(socket: TLSSocket, name: string): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  const timer = setTimeout(() => resolve(text), headMs);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (text.includes('\r\n\r\n') || text.length > longestHead) resolve(text);
  });
  socket.once('end', () => resolve(text)).once('close', () => resolve(text));
  const host = name.includes(':') ? `[${name}]` : name;
  socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: gonogo\r\nAccept: */*\r\nConnection: close\r\n\r\n`);
  const head = await promise.finally(() => clearTimeout(timer));
  return hstsIn(head);
}

/** As browsers read it: the first header counts, and one that cannot be read counts as none. */
export function hstsIn(head: string): number | undefined {
  if (!/^HTTP\/1\.[01] \d{3}/.test(head) || !head.includes('\r\n\r\n')) return undefined;
  const value = /^strict-transport-security:[ \t]*(?<value>[^\r\n]*)/im.exec(head)?.groups?.['value'];
  const age = /(?:^|;)\s*max-age\s*=\s*(?:"(?<quoted>\d+)"|(?<bare>\d+))\s*(?:;|$)/i.exec(value ?? '')?.groups;
  return Math.min(Number(age?.['quoted'] ?? age?.['bare'] ?? 0), Number.MAX_SAFE_INTEGER);
}
