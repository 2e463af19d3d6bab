import type { Socket } from 'node:net';
import type { Client, Dispatcher } from 'undici';
import { withDeadline } from '../engine/deadline.ts';
import { readBody } from './body.ts';
import { connectTo, type Dial, dialTcp, secure } from './connect.ts';
import { type WebPlace, webPlace } from './destination.ts';
import { failureOf, ProbeError } from './failure.ts';
import { type Header, headersFrom, refuseHeaders, valuesOf } from './header-list.ts';
import { type Guard, resolveHost } from './resolve.ts';

export interface HttpSettings {
  readonly guard: Guard;
  readonly signal: AbortSignal;
  /** PEM of the authorities that are trusted instead of the public ones. */
  readonly ca?: string | undefined;
  /** Go with requests to this origin and to no other, and never to one that proved nothing. */
  readonly secrets?: { readonly origin: string; readonly headers: readonly Header[] };
  readonly limits?: Partial<HttpLimits>;
  readonly dial?: Dial;
}

export interface HttpLimits {
  readonly connectMs: number;
  /** For one request, from its first byte to the last of its answer. */
  readonly totalMs: number;
  /** For a request with all that it is redirected to. */
  readonly followMs: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
  readonly redirects: number;
}

const usual: HttpLimits = {
  connectMs: 10_000,
  totalMs: 30_000,
  followMs: 60_000,
  headerBytes: 64 * 1024,
  bodyBytes: 5 * 1024 * 1024,
  redirects: 10,
};

export interface Ask {
  readonly url: string;
  readonly method?: string;
  readonly headers?: readonly Header[];
  readonly body?: string | undefined;
  /** Without the secret headers. */
  readonly anonymous?: boolean;
  /** Also of a peer whose certificate is not trusted; no secret goes to it. */
  readonly anyCertificate?: boolean;
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  /** Every instance, in order, names in lower case. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** Bytes of the body as they came. */
  readonly transferred: number;
  /** Until the last byte; the connection counts where it was opened for this request. */
  readonly tookMs: number;
}

export interface Followed extends Answer {
  /** What was answered on the way, first one first. */
  readonly hops: readonly Answer[];
}

export interface Http {
  /** One request, without following where it is sent to. */
  ask(ask: Ask): Promise<Answer>;
  /** Until it is sent no further; every address on the way is checked like the first. */
  follow(ask: Ask): Promise<Followed>;
  close(): Promise<void>;
}

/** The client of live gates. Whatever the peer does, an answer comes in bounded time and size, or a `ProbeError`. */
export function openHttp(settings: HttpSettings): Http {
  const limits = { ...usual, ...settings.limits };
  const clients = new Map<string, Promise<Client>>();
  const clientFor = (place: WebPlace, ask: Ask) => {
    const key = `${place.origin} ${ask.anyCertificate === true}`;
    const client = clients.get(key) ?? newClient(place, ask, { ...settings, limits });
    clients.set(key, client);
    return client;
  };
  const ask = async (asked: Ask): Promise<Answer> => {
    const place = webPlace(asked.url);
    const where = whereOf(place);
    const reason = new ProbeError(
      'silent',
      `${where} was not done after ${limits.totalMs / 1000} s.`,
      'See why it is slow, then run it again.',
    );
    const headers = headersFor(place, asked, settings);
    try {
      return await withDeadline({ ms: limits.totalMs, reason, outer: settings.signal }, async (signal) =>
        exchange({ place, ask: asked, headers, client: await clientFor(place, asked), limits, signal }),
      );
    } catch (error) {
      settings.signal.throwIfAborted();
      throw failureOf(error, where);
    }
  };
  return {
    ask,
    follow: (asked) => follow(asked, ask, { limits, signal: settings.signal }),
    close: async () => {
      const opened = await Promise.allSettled(clients.values());
      await Promise.all(opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value.destroy()] : [])));
    },
  };
}

/** The host and port, as a sentence names them; a path may be long and is the reader's own. */
export function whereOf({ host, port, secure: isSecure }: WebPlace): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return port === (isSecure ? 443 : 80) ? shown : `${shown}:${port}`;
}

async function newClient(place: WebPlace, asked: Ask, settings: HttpSettings & { limits: HttpLimits }): Promise<Client> {
  const { openClient } = await import('./one-client.ts');
  const { limits, guard, signal, ca, dial = dialTcp } = settings;
  const open = async () => {
    const addresses = await resolveHost(place.host, guard, signal);
    const way = { addresses, port: place.port, where: whereOf(place), dial, timeoutMs: limits.connectMs, signal };
    const socket = await connectTo(way);
    if (!place.secure) return socket;
    const servername = /^[\d.]+$|:/.test(place.host) ? '' : place.host;
    const trust = { rejectUnauthorized: asked.anyCertificate !== true, ...(ca !== undefined && { ca }) };
    return secure(socket, { servername, host: place.host, ALPNProtocols: ['http/1.1'], ...trust }, way);
  };
  return openClient(place.origin, {
    connect: (_, done) => void handOver(open, done, whereOf(place)),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
    connectTimeout: 0,
  });
}

type Done = (...outcome: [error: null, socket: Socket] | [error: Error, socket: null]) => void;

async function handOver(open: () => Promise<Socket>, done: Done, where: string): Promise<void> {
  let socket: Socket;
  try {
    socket = await open();
  } catch (error) {
    done(failureOf(error, where), null);
    return;
  }
  done(null, socket);
}

function headersFor(
  { origin, secure: isSecure, host }: WebPlace,
  { headers = [], anonymous, anyCertificate }: Ask,
  settings: HttpSettings,
): Header[] {
  const { secrets, guard } = settings;
  refuseHeaders(headers);
  const isTheirs = secrets !== undefined && origin === secrets.origin && anonymous !== true && anyCertificate !== true;
  const secret = isTheirs ? secrets.headers : [];
  refuseHeaders(secret);
  if (secret.length > 0 && !isSecure && !guard.privateHosts.has(host)) {
    throw new ProbeError('address', `A secret header would go to ${host} in the clear.`, 'Ask it by https://.');
  }
  const own: Header[] = [
    ['user-agent', 'gonogo'],
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
  ];
  const given = [...headers, ...secret].map(([name, value]): Header => [name.toLowerCase(), value]);
  return [...own.filter(([name]) => !given.some(([other]) => other === name)), ...given];
}

interface Exchange {
  readonly place: WebPlace;
  readonly ask: Ask;
  readonly headers: readonly Header[];
  readonly client: Client;
  readonly limits: HttpLimits;
  readonly signal: AbortSignal;
}

async function exchange({ place, ask, headers, client, limits, signal }: Exchange): Promise<Answer> {
  const start = performance.now();
  const { url } = place;
  const response: Dispatcher.ResponseData = await client.request({
    path: url.pathname + url.search,
    method: ask.method ?? 'GET',
    headers: headers.flat(),
    body: ask.body ?? null,
    responseHeaders: 'raw',
    signal,
  });
  const list = headersFrom(response.headers);
  const encodings = valuesOf(list, 'content-encoding').flatMap((value) => value.split(','));
  const { bytes, transferred } = await readBody(response.body, { encodings, most: limits.bodyBytes, where: whereOf(place) });
  const tookMs = performance.now() - start;
  return { url: url.href, status: response.statusCode, headers: list, body: bytes, transferred, tookMs };
}

const sentOn = new Set([301, 302, 303, 307, 308]);

async function follow(
  asked: Ask,
  ask: Http['ask'],
  { limits, signal }: { readonly limits: HttpLimits; readonly signal: AbortSignal },
): Promise<Followed> {
  const reason = new ProbeError('silent', `The redirects took longer than ${limits.followMs / 1000} s.`, 'See where they lead.');
  return withDeadline({ ms: limits.followMs, reason, outer: signal }, async () => {
    const hops: Answer[] = [];
    for (let next = asked; ; ) {
      // Where to go next is only known from the answer.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await ask(next);
      const [location] = valuesOf(answer.headers, 'location');
      if (!sentOn.has(answer.status) || location === undefined) return { ...answer, hops };
      if (hops.length === limits.redirects) {
        throw new ProbeError(
          'redirects',
          `${asked.url} is redirected more than ${limits.redirects} times.`,
          'See where the redirects lead.',
        );
      }
      hops.push(answer);
      next = redirected(next, answer, location);
    }
  });
}

/** Another origin gets nothing that was meant for the first: neither its headers nor its body. */
function redirected(before: Ask, { url, status }: Answer, location: string): Ask {
  const from = new URL(url);
  const to = webPlace(location, from);
  const isSame = to.origin === from.origin;
  const method = before.method ?? 'GET';
  const asGet = status === 303 ? method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';
  const { body: _body, headers: _headers, ...rest } = before;
  return {
    ...rest,
    url: to.url.href,
    method: asGet || (!isSame && before.body !== undefined) ? 'GET' : method,
    ...(isSame && before.headers !== undefined && { headers: before.headers }),
    ...(isSame && !asGet && before.body !== undefined && { body: before.body }),
  };
}
