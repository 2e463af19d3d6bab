import { MalformedError } from '../../probes/tls/bytes.ts';
import { readCertificate, type Sent } from '../../probes/tls/certificate.ts';
import { lookAtChain } from '../../probes/tls/chain.ts';
import { rootsWith } from '../../probes/tls/roots.ts';
import type { TlsAddress, TlsChain } from '../../rules/tls/evidence.ts';
import { protocolsBy } from '../../rules/tls/versions.ts';

/** One address as a report of another tool has it. */
export interface Reported {
  readonly host: string;
  readonly port: number;
  /** When it was scanned, in milliseconds since 1970, where the report says so. */
  readonly scannedAt?: number;
  readonly address: TlsAddress;
}

/** Nothing is known until a report says it. */
export function unknownAddress(address: string): TlsAddress {
  const none = 'untested' as const;
  return {
    address,
    isReached: true,
    connections: 0,
    protocols: protocolsBy(() => none),
    suites: [],
    groups: [],
    chains: [],
    unreadChains: 0,
    alpn: [],
    resumption: none,
    secureRenegotiation: none,
    clientRenegotiation: none,
    compression: none,
    heartbeat: none,
    fallback: none,
    asksForCertificate: none,
    withoutName: none,
  };
}

export interface ReportedChain {
  /** As the report has them, in any layout of PEM. */
  readonly pem: readonly string[];
  readonly host: string;
  /** Whether they are all that was sent, in its order. */
  readonly isWhole: boolean;
  /** What the tool says of trust: nothing against it, or why not. Absent where it says nothing. */
  readonly verdict?: { readonly isTrusted: boolean; readonly why: string };
  readonly stapling: TlsChain['stapling'];
  readonly staple?: TlsChain['staple'];
}

/** The certificates of a report are read here like those of a scan. */
export function chainFrom(reported: ReportedChain): { chains: TlsChain[]; unreadChains: number } {
  if (reported.pem.length === 0) return { chains: [], unreadChains: 0 };
  const sent = readAll(reported.pem);
  if (sent === undefined) return { chains: [], unreadChains: 1 };
  const looks = lookAtChain(sent, rootsWith(), reported.host);
  const { verdict, isWhole, staple, stapling } = reported;
  const chain: TlsChain = {
    ...looks,
    certificates: sent.map(({ facts }) => facts),
    seenWith: [],
    order: isWhole ? looks.order : 'untested',
    stapling,
    timestamps: 0,
    ...(staple !== undefined && { staple }),
    ...trustOf(looks.trust, verdict, isWhole),
  };
  return { chains: [chain], unreadChains: 0 };
}

/** The tool may have been told of authorities that are not known here; what it objects to counts in any case. */
function trustOf(
  ours: TlsChain['trust'],
  verdict: ReportedChain['verdict'],
  isWhole: boolean,
): Pick<TlsChain, 'trust' | 'trustWhy'> {
  if (verdict === undefined) return { trust: isWhole ? ours : 'untested' };
  if (verdict.isTrusted) return { trust: 'trusted' };
  if (/expired|not yet valid|host ?name|mismatch/i.test(verdict.why)) return { trust: isWhole ? ours : 'untested' };
  return { trust: ours === 'trusted' || !isWhole ? 'invalid' : ours, trustWhy: verdict.why };
}

function readAll(pem: readonly string[]): Sent[] | undefined {
  try {
    return pem.map((text) => {
      const body = /-----BEGIN CERTIFICATE-----(?<body>[^-]+)-----END CERTIFICATE-----/.exec(text)?.groups?.['body'];
      if (body === undefined) throw new MalformedError('there is no certificate in it');
      return readCertificate(Buffer.from(body.replaceAll(/\s+|\\n/g, ''), 'base64'));
    });
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
