export interface Cookie {
  readonly name: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** As written; `undefined` where the attribute is missing. */
  readonly sameSite?: string;
  readonly domain?: string;
  readonly path?: string;
  readonly partitioned: boolean;
  /** Seconds; not a number where it is none. */
  readonly maxAge?: number;
  readonly expires?: string;
}

/** A `Set-Cookie` line, by the rules of browsers. Its value is left where it was: nobody may read it in a report. */
export function readCookie(line: string): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';');
  const at = pair.indexOf('=');
  const name = (at === -1 ? '' : pair.slice(0, at)).trim();
  if (name === '') return undefined;
  const attributes = new Map(rest.map(attribute));
  const sameSite = attributes.get('samesite');
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase();
  const path = attributes.get('path');
  const maxAge = attributes.get('max-age');
  const expires = attributes.get('expires');
  return {
    name,
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    ...(sameSite !== undefined && { sameSite: sameSite.toLowerCase() }),
    ...(domain !== undefined && domain !== '' && { domain }),
    ...(path !== undefined && { path }),
    partitioned: attributes.has('partitioned'),
    ...(maxAge !== undefined && { maxAge: /^-?\d+$/.test(maxAge) ? Number(maxAge) : Number.NaN }),
    ...(expires !== undefined && { expires }),
  };
}

function attribute(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at === -1) return [text.trim().toLowerCase(), ''];
  return [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
}

/** Its name promises what it does not keep, so that browsers drop it. */
export function brokenPrefix({ name, secure, domain, path }: Cookie): string | undefined {
  if (/^__secure-/i.test(name) && !secure) return '__Secure- without Secure';
  if (/^__host-/i.test(name) && (!secure || domain !== undefined || path !== '/'))
    return '__Host- without Secure, without Path=/ or with a Domain';
  return undefined;
}

/** What a jar holds after these lines: the last of a name counts, and what belongs elsewhere is dropped. */
export function jarOf(lines: readonly string[], host: string): Cookie[] {
  const cookies = lines.flatMap((line) => readCookie(line) ?? []);
  // The jar of Observatory takes the path that goes without saying for one that was said.
  const kept = cookies.filter((cookie) => brokenPrefix({ path: '/', ...cookie }) === undefined && belongs(cookie, host));
  return [...new Map(kept.map((cookie) => [`${cookie.name};${cookie.domain ?? ''};${cookie.path ?? ''}`, cookie])).values()];
}

function belongs({ domain }: Cookie, host: string): boolean {
  return domain === undefined || host === domain || host.endsWith(`.${domain}`);
}
