import { createServer } from 'node:http';

export interface Received {
  readonly event: string;
  readonly guid: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An App's end of a webhook: keeps what comes, and answers as it is told. */
export async function openHook(answer: (at: number) => number | 'never' = () => 200) {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
      const [event, guid] = [headers['x-github-event'] ?? '', headers['x-github-delivery'] ?? ''];
      const status = answer(received.push({ event, guid, headers, body: Buffer.concat(chunks).toString() }) - 1);
      if (status !== 'never') response.writeHead(status).end('seen');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, close };
}
