/** Oldest first: an index compares two of them. The names are those of Node and OpenSSL. */
export const versions = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type Version = (typeof versions)[number];

/** `offered`: the server agreed to it · `refused`: the server itself said no · `untested`: nobody can tell. */
export const offers = ['offered', 'refused', 'untested'] as const;
export type Offer = (typeof offers)[number];

export type Protocols = { readonly [V in Version]: Offer };

export function isOlder(version: Version, than: Version): boolean {
  return versions.indexOf(version) < versions.indexOf(than);
}

/** Several addresses of one name: what one of them offers is offered, and only what all refuse is refused. */
export function worstOffer(all: readonly Offer[]): Offer {
  if (all.includes('offered')) return 'offered';
  return all.length > 0 && all.every((offer) => offer === 'refused') ? 'refused' : 'untested';
}

/** One answer for each version. */
export function protocolsBy(of: (version: Version) => Offer): Protocols {
  return {
    SSLv2: of('SSLv2'),
    SSLv3: of('SSLv3'),
    TLSv1: of('TLSv1'),
    'TLSv1.1': of('TLSv1.1'),
    'TLSv1.2': of('TLSv1.2'),
    'TLSv1.3': of('TLSv1.3'),
  };
}

export function mergedProtocols(all: readonly Protocols[]): Protocols {
  return protocolsBy((version) => worstOffer(all.map((each) => each[version])));
}
