import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { untilAborted } from '../engine/deadline.ts';
import { failureOf, ProbeError } from './failure.ts';
import { rangeOf } from './ip.ts';

/** One address that was checked, and that alone is connected to. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Lookup = (host: string) => Promise<readonly string[]>;

export interface Guard {
  /** Hosts, as `destination.ts` writes them, that may stand in a private range because somebody named them. */
  readonly privateHosts: ReadonlySet<string>;
  /** What to do about another. */
  readonly ifPrivate: string;
  readonly lookup: Lookup;
  /** What each name was found to be. A name is looked up once, so that it cannot become another address between check and use. */
  readonly known: Map<string, Promise<readonly Address[]>>;
}

/** One for each run of a gate. */
export function newGuard({
  privateHosts = [],
  ifPrivate = 'Set `private: true` at the target when it really stands in a private network.',
  lookup: ask = systemLookup,
}: {
  readonly privateHosts?: readonly string[];
  readonly ifPrivate?: string | undefined;
  readonly lookup?: Lookup;
} = {}): Guard {
  return { privateHosts: new Set(privateHosts), ifPrivate, lookup: ask, known: new Map() };
}

/** More are not tried anyway. */
const mostAddresses = 32;

/** Every address of a host, all of them checked: one that may not be asked refuses the host, since a resolver chooses as it likes. */
export async function resolveHost(host: string, guard: Guard, signal: AbortSignal): Promise<readonly Address[]> {
  const found = guard.known.get(host) ?? resolveOnce(host, guard);
  guard.known.set(host, found);
  return untilAborted(signal, () => found);
}

async function resolveOnce(host: string, guard: Guard): Promise<readonly Address[]> {
  const found =
    isIP(host) === 0 ? await guard.lookup(host).catch((error: unknown) => Promise.reject(failureOf(error, host))) : [host];
  const addresses = [...new Set(found)].map((address): Address => checked(address, host, guard));
  if (addresses.length === 0 || addresses.length > mostAddresses)
    throw new ProbeError(
      'unknown',
      `${host} has ${addresses.length} addresses.`,
      'See whether the name is right and resolves from here.',
    );
  return addresses;
}

function checked(address: string, host: string, { privateHosts, ifPrivate }: Guard): Address {
  const { reach, what } = rangeOf(address);
  const where = address === host ? host : `${host} is ${address}, which`;
  if (reach === 'forbidden') {
    throw new ProbeError('address', `${where} is ${what}, and is never asked.`, 'Name a host that the release is served from.');
  }
  if (reach === 'private' && !privateHosts.has(host)) {
    throw new ProbeError('address', `${where} is ${what}, and nobody allowed that.`, ifPrivate);
  }
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}

async function systemLookup(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
}
