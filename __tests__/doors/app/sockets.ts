// Sockets as a stranger uses them, and deliveries as GitHub signs them.
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const secret = 'a secret of the tests, long enough';

export function signature(body: string | Uint8Array, by = secret): string {
  return `sha256=${createHmac('sha256', by).update(body).digest('hex')}`;
}

export type Headers = Record<string, string>;

export function headersFor(body: string | Uint8Array, more: Headers = {}): Headers {
  return {
    'content-type': 'application/json',
    'x-github-delivery': randomUUID(),
    'x-github-event': 'pull_request',
    'x-hub-signature-256': signature(body),
    ...more,
  };
}

export async function post(url: string, body: string | Uint8Array<ArrayBuffer>, headers = headersFor(body)): Promise<Response> {
  return fetch(`${url}/api/github/webhooks`, { method: 'POST', body, headers });
}

/** The head of a request, line by line as it is given. */
export function head(...lines: readonly string[]): string {
  return ['POST /api/github/webhooks HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n');
}

export function headLines(headers: Headers): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** Sends pieces with a pause between them, and resolves with everything that came back when the other side ended. */
export async function raw(url: string, pieces: readonly (string | Uint8Array)[], pauseMs = 0): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  await closed;
  return answer;
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
