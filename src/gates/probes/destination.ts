import { isIP } from 'node:net';
import { oneLine } from '../../ground/text.ts';
import { ProbeError } from './failure.ts';

/** Where to connect, before it is looked up: a name or an address in the one spelling that `URL` knows. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface WebPlace extends Place {
  readonly url: URL;
  readonly secure: boolean;
  /** As `URL` writes it: two requests with the same one may share secrets. */
  readonly origin: string;
}

/** Other protocols speak here, and could be made to take a request for their own. */
const otherProtocols = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113,
  115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556,
  563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566,
  6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211, 27017,
]);

/** An address of the web. Whatever spelling it has, one host is one text afterwards. */
export function webPlace(written: string, base?: URL): WebPlace {
  const shown = oneLine(written, 200);
  const url = parsed(written, base);
  if (url === undefined) throw refused(`${shown} is no address.`, 'Write it whole, such as https://api.example.com/health.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(`${oneLine(url.protocol, 40)}// is not asked.`, 'Name an address with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw refused('The address has credentials in it.', 'Take them out, and hand them over as a secret header.');
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (port === 0 || otherProtocols.has(port))
    throw refused(`Port ${port} is not asked for web pages.`, 'Use a port that serves HTTP.');
  const host = hostIn(url, shown);
  return { url, host, port, secure, origin: url.origin };
}

/** `HOST` or `HOST:PORT`, with an IPv6 address in brackets, or alone where no port follows. */
export function socketPlace(written: string, port: number): Place {
  const shown = oneLine(written, 200);
  const bare = isIP(written) === 6 ? `[${written}]` : written;
  if (/[/?#\\]/.test(bare)) throw refused(`${shown} is no host.`, 'Write HOST or HOST:PORT.');
  const url = parsed(`https://${bare}`);
  if (url === undefined) throw refused(`${shown} is no host.`, 'Write HOST or HOST:PORT.');
  if (url.username !== '' || url.password !== '') throw refused(`${shown} has credentials in it.`, 'Write HOST or HOST:PORT.');
  const named = /:(\d+)$/.exec(bare)?.[1];
  const asked = named === undefined ? port : Number(named);
  if (asked === 0) throw refused('Port 0 is no port.', 'Write a port from 1 to 65535.');
  return { host: hostIn(url, shown), port: asked };
}

function parsed(written: string, base?: URL): URL | undefined {
  // `URL` drops these silently, and then other eyes than ours read another address.
  if (/[\t\r\n]/.test(written) || written.length > 8_000) return undefined;
  return URL.parse(written, base?.href) ?? undefined;
}

function hostIn(url: URL, shown: string): string {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const labels = host.split('.');
  if (isIP(host) === 0 && (host.length > 253 || labels.some((label) => label === '' || label.length > 63)))
    throw refused(`${shown} names no host.`, 'Name a host, such as api.example.com.');
  return host;
}

function refused(message: string, remedy: string): ProbeError {
  return new ProbeError('address', message, remedy);
}
