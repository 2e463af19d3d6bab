import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readiness } from './readiness.ts';

/** What operators and their machines look at. */
export interface Operations {
  /** False when the path is none of these. */
  readonly answer: (path: string, request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface OperationsParts {
  readonly readiness: Readiness;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
  readonly metricsToken: string | undefined;
}

type Answer = readonly [status: number, type: string, text: string, headers?: Readonly<Record<string, string>>];

export function createOperations({ readiness, metrics, metricsToken }: OperationsParts): Operations {
  const pages: Readonly<Record<string, (request: IncomingMessage) => Answer | Promise<Answer>>> = {
    '/healthz': () => [200, 'text/plain', 'alive\n'],
    '/readyz': async () => {
      const found = await readiness.look();
      const isReady = Object.values(found).every((state) => state === 'ok');
      return [isReady ? 200 : 503, 'application/json', `${JSON.stringify(found)}\n`];
    },
    '/metrics': async ({ headers }) => {
      if (metricsToken !== undefined && !isSame(headers.authorization, `Bearer ${metricsToken}`)) {
        return [401, 'text/plain', 'METRICS_TOKEN is wanted here.\n', { 'www-authenticate': 'Bearer' }];
      }
      return [200, 'text/plain; version=0.0.4; charset=utf-8', await metrics()];
    },
  };
  const give = async (page: string, request: IncomingMessage, response: ServerResponse) => {
    const [status, type, text, more = {}] = await answerOf(pages[page], request);
    const closing: Record<string, string> = request.complete ? {} : { connection: 'close' };
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...more, ...closing });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  return {
    answer: (path, request, response) => {
      if (!Object.hasOwn(pages, path)) return false;
      void give(path, request, response);
      return true;
    },
  };
}

async function answerOf(
  page: ((request: IncomingMessage) => Answer | Promise<Answer>) | undefined,
  request: IncomingMessage,
): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return [405, 'text/plain', 'Only GET.\n', { allow: 'GET, HEAD' }];
  try {
    return (await page?.(request)) ?? [404, 'text/plain', ''];
  } catch {
    return [503, 'text/plain', 'It is not known.\n'];
  }
}

/** Digests have one length, so that the time tells nothing. */
function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}
