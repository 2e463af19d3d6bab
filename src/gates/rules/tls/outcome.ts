import type { Finding, Measured } from '../../engine/contract.ts';
import type { TlsAddress, TlsCertificate, TlsChain, TlsEvidence } from './evidence.ts';

/** What one limit found. Doubts are what it would have had to know. */
export interface Outcome {
  readonly measured: Measured;
  readonly findings: readonly Finding[];
  readonly doubts: readonly string[];
  readonly remedy: string;
}

export interface Found {
  readonly findings?: readonly Finding[];
  readonly doubts?: readonly string[];
}

/** Looks at every address that was reached. The same finding at several of them is one, and says where it is not everywhere. */
export function atEach(seen: TlsEvidence, look: (address: TlsAddress) => Found): Required<Found> {
  const reached = seen.addresses.filter(({ isReached }) => isReached);
  const all = reached.map((address) => ({ address, ...look(address) }));
  const found = all.flatMap(({ address, findings = [] }) => findings.map((finding) => ({ finding, at: address.address })));
  const byId = Map.groupBy(found, ({ finding }) => finding.id);
  const findings = [...byId.values()].map((same): Finding => {
    const places = [...new Set(same.map(({ at }) => at))];
    const worst = worstOf(same.map(({ finding }) => finding));
    return places.length === reached.length ? worst : { ...worst, title: `${worst.title} (at ${places.join(', ')})` };
  });
  return { findings, doubts: [...new Set(all.flatMap(({ doubts = [] }) => doubts))] };
}

function worstOf(findings: readonly Finding[]): Finding {
  return findings.reduce((worst, next) => {
    if (next.value === undefined || worst.value === undefined) return worst;
    const isWorse = next.better === 'higher' ? next.value < worst.value : next.value > worst.value;
    return isWorse ? next : worst;
  });
}

/** Looks at every chain; an address that showed none leaves a doubt. */
export function atEachChain(seen: TlsEvidence, look: (chain: TlsChain) => Found): Required<Found> {
  return atEach(seen, ({ address, chains, unreadChains }) => {
    const all = chains.map(look);
    return {
      findings: all.flatMap(({ findings = [] }) => findings),
      doubts: [
        ...all.flatMap(({ doubts = [] }) => doubts),
        ...(chains.length === 0 ? [`${address} showed no certificate`] : []),
        ...(unreadChains > 0 ? [`${address} sent a chain that cannot be read`] : []),
      ],
    };
  });
}

export function outcomeOf(
  metric: string,
  { findings, doubts }: Required<Found>,
  { value, limit, remedy }: { value: Measured['value']; limit: string; remedy: string },
): Outcome {
  const isKnown = findings.length > 0 || doubts.length === 0;
  return { measured: { metric, value, limit, ...(isKnown && { ok: findings.length === 0 }) }, findings, doubts, remedy };
}

/** Short enough for an id, and the same as long as the certificate is. */
export function idOf({ fingerprint }: TlsCertificate): string {
  return fingerprint.slice(0, 12);
}
