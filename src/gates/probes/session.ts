import { type CollectContext, targetOf } from '../engine/contract.ts';
import type { RequestFields } from '../engine/request.ts';
import { webPlace } from './destination.ts';
import { type Http, type HttpLimits, openHttp } from './http.ts';
import { newGuard } from './resolve.ts';

export interface Session extends Http {
  /** The address of the target, as it is asked. */
  readonly url: URL;
  /** A path or address that a source names, made whole. */
  readonly resolve: (written: string | undefined) => string;
}

export interface SessionSettings extends RequestFields {
  readonly limits?: Partial<HttpLimits>;
}

/** Opens a client for the target of this run, and closes it when `use` is done. */
export async function withSession<T>(
  context: CollectContext,
  { headers = [], secretHeaders = [], limits }: SessionSettings,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const target = targetOf(context);
  const place = webPlace(target.url);
  const ca = await target.ca?.();
  const secrets = secretHeaders.map(({ name, secret }) => [name, secretOf(context, secret)] as const);
  const plain = headers.map(({ name, value }) => [name, value] as const);
  const http = openHttp({
    guard: newGuard({ privateHosts: target.private === true ? [place.host] : [], ifPrivate: target.ifPrivate }),
    signal: context.signal,
    ca,
    secrets: { origin: place.origin, headers: secrets },
    ...(limits !== undefined && { limits }),
  });
  const withHeaders = (ask: Parameters<Http['ask']>[0]) => ({ ...ask, headers: [...plain, ...(ask.headers ?? [])] });
  const session: Session = {
    ask: (ask) => http.ask(withHeaders(ask)),
    follow: (ask) => http.follow(withHeaders(ask)),
    close: () => http.close(),
    url: place.url,
    resolve: (written) => (written === undefined ? place.url.href : webPlace(written, place.url).url.href),
  };
  try {
    return await use(session);
  } finally {
    await http.close();
  }
}

function secretOf({ secret }: CollectContext, name: string): string {
  if (secret === undefined) throw new TypeError('a gate was told to send a secret, and nobody lends any');
  return secret(name);
}
