import { instantAt } from '../../../ground/instant.ts';
import type { TlsEvidence } from '../../rules/tls/evidence.ts';
import { socketPlace } from '../destination.ts';
import { type Guard, resolveHost } from '../resolve.ts';
import type { Caps } from './ask.ts';
import { type Caa, type CaaLookup, caaOf } from './caa.ts';
import type { Place } from './place.ts';
import { rootsWith } from './roots.ts';
import { type Scanned, scanAddress } from './scan.ts';
import { type StartTls, startTlsPorts } from './starttls.ts';

export interface TlsWanted {
  /** `HOST` or `HOST:PORT`. */
  readonly host: string;
  readonly startTls?: StartTls;
  /** The name that is asked for and that the certificate must have, where it is not the host. */
  readonly name?: string;
  readonly protocols?: readonly string[];
}

export interface TlsMeans {
  readonly guard: Guard;
  readonly signal: AbortSignal;
  /** PEM of authorities that are trusted instead of the public ones. */
  readonly ca?: string;
  readonly now?: () => number;
  readonly caps?: Partial<Caps>;
  readonly caa?: CaaLookup;
}

/** How long one address may take, whatever it does. */
const addressMs = 90_000;
const addressesAtOnce = 2;

/** What no scan from outside tells, or this one does not try. */
const neverTested: TlsEvidence['untested'] = [
  {
    what: 'Heartbleed, ROBOT, CCS injection, Ticketbleed',
    why: 'nothing that could harm a server is sent; testssl.sh and sslyze test them',
  },
  { what: 'suites with PSK, SRP or Kerberos', why: 'a server shows them only to whom it shares a secret with' },
  { what: 'revocation', why: 'only a stapled response is read; no list is fetched' },
  { what: 'signatures of OCSP responses and timestamps', why: 'they are counted and dated, not verified' },
];

/** Scans every address of a host, each as if it were the only one. */
export async function collectTls(wanted: TlsWanted, means: TlsMeans): Promise<TlsEvidence> {
  const { host, port } = socketPlace(wanted.host, wanted.startTls === undefined ? 443 : startTlsPorts[wanted.startTls]);
  const { name = host, startTls, protocols = startTls === undefined ? ['h2', 'http/1.1'] : [] } = wanted;
  const { guard, signal, ca, now = Date.now, caps } = means;
  const roots = rootsWith(ca);
  const addresses = await resolveHost(host, guard, signal);
  const at = instantAt(now());
  const caa = caaOf(name, means.caa);
  const scan = ({ address }: { address: string }): Promise<Scanned> => {
    const place: Place = { name, address, port, ...(startTls !== undefined && { startTls }) };
    const limited = AbortSignal.any([signal, AbortSignal.timeout(addressMs)]);
    return scanAddress(place, { roots, signal: limited, protocols, ...(caps !== undefined && { caps }) });
  };
  const scanned = await inTurns(addresses, scan);
  signal.throwIfAborted();
  return {
    at,
    host: name,
    port,
    ...(startTls !== undefined && { startTls }),
    addresses: scanned.map(({ address }) => address),
    ...found(await caa),
    untested: [...untestedOf(scanned), ...without(await caa), ...neverTested],
  };
}

async function inTurns<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = all.entries();
  const worker = async () => {
    for (const [at, each] of waiting) results[at] = await work(each);
  };
  await Promise.all(Array.from({ length: addressesAtOnce }, worker));
  return results;
}

function untestedOf(scanned: readonly Scanned[]): TlsEvidence['untested'] {
  const several = scanned.length > 1;
  return scanned.flatMap(({ address: { address, asksForCertificate }, untested }) => [
    ...untested.map(({ what, why }) => ({ what: several ? `${what} at ${address}` : what, why })),
    ...(asksForCertificate === 'yes'
      ? [
          {
            what: `what clients see that have a certificate, at ${address}`,
            why: 'it asks for a certificate, and none was given',
          },
        ]
      : []),
  ]);
}

function found(caa: Caa): Pick<TlsEvidence, 'caa'> {
  return caa.kind === 'found' ? { caa: { name: caa.name, records: [...caa.records] } } : {};
}

function without(caa: Caa): TlsEvidence['untested'] {
  return caa.kind === 'found' ? [] : [{ what: 'CAA', why: caa.why }];
}
