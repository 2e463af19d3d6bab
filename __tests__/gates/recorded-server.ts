// A live address as a file describes it, so that what a gate says of one can be recorded like a report.
import type { RequestListener } from 'node:http';
import type { Target } from '../../src/gates/engine/contract.ts';
import { authority } from './probes/certificate.ts';
import { type Local, withHttp, withHttps } from './probes/servers.ts';

export interface Route {
  /** Of the path, or `GET /path`; anything when absent. */
  readonly path?: string;
  readonly status?: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** Answers again and again: one after the other, the last one stays. */
  readonly later?: readonly Route[];
  /** Only to who sends this header. */
  readonly needs?: readonly [name: string, value: string];
}

/** `{https}` and `{http}` in it stand for the addresses of the two. A missing one listens nowhere. */
export interface LiveServer {
  readonly https?: readonly Route[];
  readonly http?: readonly Route[];
}

export interface Live {
  readonly target: Target;
  /** With the addresses put where they belong. */
  readonly fill: <T>(value: T) => T;
  readonly arrived: readonly string[];
}

export async function withLive<T>({ https, http }: LiveServer, use: (live: Live) => Promise<T>): Promise<T> {
  const arrived: string[] = [];
  const places: Record<string, string> = {};
  const fill = <V>(value: V): V => {
    const text = JSON.stringify(value).replaceAll(/\{(https?)\}/g, (_, scheme: string) => places[scheme] ?? '');
    return JSON.parse(text) as V;
  };
  const listen = (routes: readonly Route[]) => answering(routes, { fill, arrived });
  const on = (scheme: 'https' | 'http', { url }: Local) => {
    places[scheme] = url;
  };
  const target = (url: string): Target => ({ name: 'live', url, private: true, ca: () => Promise.resolve(authority) });
  const run = () => use({ target: target(`${places['https'] || places['http']}/`), fill, arrived });
  const plain = async () => {
    if (http !== undefined)
      return withHttp(listen(http), (local) => {
        on('http', local);
        return run();
      });
    // Nobody listens at a port that was free a moment ago.
    await withHttp(
      () => {},
      (local) => Promise.resolve(on('http', local)),
    );
    return run();
  };
  if (https === undefined) return plain();
  return withHttps(listen(https), (local) => {
    on('https', local);
    return plain();
  });
}

function answering(routes: readonly Route[], { fill, arrived }: Pick<Live, 'fill'> & { arrived: string[] }): RequestListener {
  const asked = new Map<Route, number>();
  return (request, response) => {
    const { method = '', url = '', headers } = request;
    arrived.push(`${method} ${url}`);
    const fits = ({ path, needs }: Route) =>
      (path === undefined || path === url || path === `${method} ${url}`) &&
      (needs === undefined || headers[needs[0].toLowerCase()] === needs[1]);
    const found = routes.find(fits);
    const times = found === undefined ? 0 : (asked.get(found) ?? 0);
    if (found !== undefined) asked.set(found, times + 1);
    const route = [...(found === undefined ? [] : [found]), ...(found?.later ?? [])];
    const { status = 200, headers: list = [], body = '' } = fill(route[Math.min(times, route.length - 1)] ?? { status: 404 });
    response.sendDate = false;
    response.writeHead(status, [...list, ['content-length', String(Buffer.byteLength(body))]].flat());
    response.end(method === 'HEAD' ? undefined : body);
  };
}
