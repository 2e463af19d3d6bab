import type { TlsEvidence } from './evidence.ts';
import { type Graded, gradeOf } from './grade.ts';
import { mergedProtocols, type Protocols } from './versions.ts';

/** The answer in short, over all addresses: the worst of them counts. */
export interface TlsOverview extends Graded {
  readonly protocols: Protocols;
  readonly addresses: readonly { readonly address: string; readonly grade: Graded['grade']; readonly protocols: Protocols }[];
  readonly untested: TlsEvidence['untested'];
}

export function overviewOf(seen: TlsEvidence): TlsOverview {
  return {
    ...gradeOf(seen),
    protocols: mergedProtocols(seen.addresses.map(({ protocols }) => protocols)),
    addresses: seen.addresses.map((address) => ({
      address: address.address,
      grade: gradeOf({ ...seen, addresses: [address] }).grade,
      protocols: address.protocols,
    })),
    untested: seen.untested,
  };
}
