import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Outcome } from './outcome.ts';
import type { Request } from './respond.ts';

export interface Listening {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export interface Door {
  readonly answer: (request: Request) => Outcome;
  readonly port?: number;
}

const mostBytes = 25 * 1024 * 1024;

/** On loopback only. */
export async function listen({ answer, port = 0 }: Door): Promise<Listening> {
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((incoming, response) => {
    void receive(incoming).then((body) => {
      if (body === undefined) return send(response, { kind: 'reset' }, timers);
      const { method = 'GET', url = '/', headers } = incoming;
      return send(response, answerSafely(answer, { method, target: url, headers, body }), timers);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { origin: `http://127.0.0.1:${bound}`, close: () => close(server, timers) };
}

/** A defect of the sandbox is an answer too, so that nobody waits for one. */
function answerSafely(answer: Door['answer'], request: Request): Outcome {
  try {
    return answer(request);
  } catch (error) {
    const message = `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : 'for no known reason'}`;
    const body = JSON.stringify({ message });
    return { kind: 'reply', reply: { status: 500, headers: { 'content-type': 'application/json; charset=utf-8' }, body } };
  }
}

async function receive(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > mostBytes) return undefined;
      chunks.push(bytes);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, outcome: Outcome, timers: Set<NodeJS.Timeout>): void {
  if (outcome.kind === 'hang') return;
  if (outcome.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { reply, delayMs, cut } = outcome;
  const write = () => {
    const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
    response.writeHead(reply.status, {
      ...reply.headers,
      ...(reply.status !== 304 && { 'content-length': String(bytes.length) }),
    });
    if (!cut) response.end(bytes);
    else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
  };
  if (delayMs === undefined) return write();
  const timer = setTimeout(() => {
    timers.delete(timer);
    write();
  }, delayMs);
  timers.add(timer);
}

async function close(server: Server, timers: Set<NodeJS.Timeout>): Promise<void> {
  for (const timer of timers) clearTimeout(timer);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
