import type { TlsChain } from '../../rules/tls/evidence.ts';
import type { Version } from '../../rules/tls/versions.ts';
import { MalformedError } from './bytes.ts';
import { readCertificate, type Sent } from './certificate.ts';
import { lookAtChain } from './chain.ts';
import type { Flight } from './flight.ts';
import type { Roots } from './roots.ts';
import { readStapled } from './staple.ts';
import { isAboutTrust, type Looked } from './trust.ts';

export interface SeenFlight {
  readonly version: Version;
  readonly flight: Flight;
}

/** Every different chain that the server sent: many servers have one for each kind of key. */
export function chainsOf(
  seen: readonly SeenFlight[],
  { roots, name, looked }: { roots: Roots; name: string; looked: Looked | undefined },
): { chains: TlsChain[]; unreadChains: number } {
  const withChain = seen.filter(({ flight }) => flight.certificates.length > 0);
  const groups = Map.groupBy(withChain, ({ flight }) =>
    flight.certificates.map((each) => Buffer.from(each).toString('base64')).join(),
  );
  const chains = [...groups.values()].flatMap((same) => {
    const sent = readAll(same[0]?.flight.certificates ?? []);
    if (sent === undefined) return [];
    const looks = lookAtChain(sent, roots, name);
    return [{ ...looks, ...trusted(looks.trust, sent, looked), ...stapled(same, sent), ...told(same, sent) }];
  });
  return { chains, unreadChains: groups.size - chains.length };
}

function readAll(certificates: readonly Uint8Array[]): Sent[] | undefined {
  try {
    return certificates.map(readCertificate);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function told(same: readonly SeenFlight[], sent: readonly Sent[]): Pick<TlsChain, 'certificates' | 'seenWith' | 'timestamps'> {
  return {
    certificates: sent.map(({ facts }) => facts),
    seenWith: [...new Set(same.map(({ version }) => version))],
    timestamps: Math.max(0, ...same.map(({ flight }) => flight.timestamps)),
  };
}

/** A way that was found here and that OpenSSL objects to is none: it knows more rules, such as those about names. */
function trusted(
  trust: TlsChain['trust'],
  sent: readonly Sent[],
  looked: Looked | undefined,
): Pick<TlsChain, 'trust' | 'trustWhy'> {
  const objection = looked?.fingerprint === sent[0]?.facts.fingerprint ? looked?.objection : undefined;
  if (!isAboutTrust(objection)) return { trust };
  return { trust: trust === 'trusted' ? 'invalid' : trust, trustWhy: objection };
}

function stapled(same: readonly SeenFlight[], sent: readonly Sent[]): Pick<TlsChain, 'staple' | 'stapling'> {
  const response = same.find(({ flight }) => flight.staple !== undefined)?.flight.staple;
  const serial = sent[0]?.facts.serial ?? '';
  if (response !== undefined) return { stapling: 'stapled', staple: readStapled(response, serial) };
  return { stapling: same.some(({ flight }) => flight.isWhole) ? 'none' : 'untested' };
}
