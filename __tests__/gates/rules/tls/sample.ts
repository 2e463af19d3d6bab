import type { TlsAddress, TlsCertificate, TlsChain, TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';

/** A server that has nothing wrong, and changes to it. */
export const own: TlsCertificate = {
  subject: 'CN=example.org',
  issuer: 'CN=Middle',
  serial: '41AA',
  fingerprint: 'a'.repeat(64),
  names: ['example.org'],
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2027-01-30T00:00:00Z',
  key: { kind: 'EC', bits: 256 },
  signature: 'ecdsa-with-SHA256',
  isCa: false,
  isSelfSigned: false,
  isForServers: true,
  hasResponder: false,
  mustStaple: false,
  timestamps: 2,
};

export const middle: TlsCertificate = {
  ...own,
  subject: 'CN=Middle',
  issuer: 'CN=Root',
  fingerprint: 'b'.repeat(64),
  names: [],
  notAfter: '2029-01-01T00:00:00Z',
  isCa: true,
  timestamps: 0,
};

export const chain: TlsChain = {
  certificates: [own, middle],
  seenWith: ['TLSv1.2', 'TLSv1.3'],
  order: 'right',
  path: [0, 1],
  extra: [],
  sendsRoot: false,
  trust: 'trusted',
  hostname: 'matches',
  stapling: 'none',
  timestamps: 0,
};

export const address: TlsAddress = {
  address: '192.0.2.1',
  isReached: true,
  connections: 60,
  protocols: {
    SSLv2: 'refused',
    SSLv3: 'refused',
    TLSv1: 'refused',
    'TLSv1.1': 'refused',
    'TLSv1.2': 'offered',
    'TLSv1.3': 'offered',
  },
  suites: [
    {
      version: 'TLSv1.2',
      suites: ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
      preference: 'client',
      isComplete: true,
    },
    { version: 'TLSv1.3', suites: ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'], preference: 'client', isComplete: true },
  ],
  groups: [
    { version: 'TLSv1.2', groups: ['x25519', 'secp256r1'], isComplete: true },
    { version: 'TLSv1.3', groups: ['X25519MLKEM768', 'x25519', 'secp256r1'], isComplete: true },
  ],
  chains: [chain],
  unreadChains: 0,
  alpn: [
    { protocol: 'h2', offered: 'yes' },
    { protocol: 'http/1.1', offered: 'yes' },
  ],
  resumption: 'yes',
  secureRenegotiation: 'yes',
  clientRenegotiation: 'no',
  compression: 'no',
  heartbeat: 'no',
  fallback: 'yes',
  asksForCertificate: 'no',
  withoutName: 'same',
  hsts: 63_072_000,
};

export const seen: TlsEvidence = {
  at: '2026-12-01T00:00:00Z',
  host: 'example.org',
  port: 443,
  addresses: [address],
  caa: { name: 'example.org', records: ['0 issue "ca.example"'] },
  untested: [],
};

export function seenWith(...changes: readonly Partial<TlsAddress>[]): TlsEvidence {
  return { ...seen, addresses: changes.map((change, at) => ({ ...address, address: `192.0.2.${at + 1}`, ...change })) };
}

export function withChain(change: Partial<TlsChain>): TlsEvidence {
  return seenWith({ chains: [{ ...chain, ...change }] });
}

export function withOwn(change: Partial<TlsCertificate>): TlsEvidence {
  return withChain({ certificates: [{ ...own, ...change }, middle] });
}

/** One more version than it should have. */
export function offering(version: 'SSLv2' | 'SSLv3' | 'TLSv1' | 'TLSv1.1'): Partial<TlsAddress> {
  const more = { version, suites: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'], preference: 'untested' as const, isComplete: true };
  const suites = version === 'SSLv2' ? address.suites : [...address.suites, more];
  return { protocols: { ...address.protocols, [version]: 'offered' }, suites };
}

/** Other suites of TLS 1.2. */
export function withSuites(...suites: readonly string[]): TlsEvidence {
  const [, latest] = address.suites;
  const twelve = { version: 'TLSv1.2' as const, suites: [...suites], preference: 'server' as const, isComplete: true };
  return seenWith({ suites: latest === undefined ? [twelve] : [twelve, latest] });
}
