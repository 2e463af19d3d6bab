import * as chain from './chain-demands.ts';
import type { TlsEvidence } from './evidence.ts';
import type { Demand } from './limits.ts';
import { type Found, type Outcome, outcomeOf } from './outcome.ts';
import * as server from './server-demands.ts';

interface Rule {
  readonly look: (seen: TlsEvidence) => Required<Found>;
  /** What is wanted, and what to do when it is not so. */
  readonly limit: string;
  readonly remedy: string;
}

const rules: Readonly<Record<Exclude<Demand, 'certificate'>, Rule>> = {
  trusted: {
    look: chain.trusted,
    limit: 'a chain to a known root',
    remedy: 'Send the whole chain of a public authority; one of your own is trusted when `ca` of the target names it.',
  },
  hostname: { look: chain.hostname, limit: 'for this host', remedy: 'Have the certificate issued for this name too.' },
  chain: {
    look: chain.wholeChain,
    limit: 'complete, in order, nothing foreign',
    remedy: 'Configure the chain as the authority gave it: the own certificate first, then each that certifies the one before.',
  },
  dates: { look: chain.dates, limit: 'valid now', remedy: 'Renew the certificate, and see why its renewal did not run.' },
  signatures: { look: chain.signatures, limit: 'no MD5, no SHA-1', remedy: 'Have it issued anew, with SHA-256.' },
  keys: {
    look: chain.keys,
    limit: 'RSA 2048, EC 256 or more',
    remedy: 'Make a new key, and have the certificate issued for it.',
  },
  stapling: {
    look: chain.stapling,
    limit: 'a good response where there is a responder',
    remedy: 'Turn OCSP stapling on, and see that the server reaches the responder.',
  },
  timestamps: { look: chain.timestamps, limit: 'at least 2', remedy: 'Have it issued by an authority that logs what it issues.' },
  'strong-suites': { look: server.strongSuites, limit: 'no weak one', remedy: 'Take these suites out of the configuration.' },
  'forward-secrecy': {
    look: server.forwardSecrecy,
    limit: 'every suite',
    remedy: 'Leave only suites with ECDHE, and those of TLS 1.3.',
  },
  'server-preference': {
    look: server.serverPreference,
    limit: 'the server chooses',
    remedy: 'Let the order of the server count.',
  },
  'post-quantum': {
    look: server.postQuantum,
    limit: 'at least one group',
    remedy: 'Offer X25519MLKEM768, which OpenSSL 3.5 and newer has.',
  },
  'secure-renegotiation': {
    look: server.secureRenegotiation,
    limit: 'RFC 5746',
    remedy: 'Bring the TLS library up to date.',
  },
  'no-client-renegotiation': {
    look: server.noClientRenegotiation,
    limit: 'not by clients',
    remedy: 'Turn renegotiation by clients off.',
  },
  'no-compression': { look: server.noCompression, limit: 'none', remedy: 'Turn compression of TLS off.' },
  'no-heartbeat': { look: server.noHeartbeat, limit: 'none', remedy: 'Turn the heartbeat off, or bring OpenSSL up to date.' },
  fallback: {
    look: server.fallback,
    limit: 'noticed',
    remedy: 'Offer nothing older than TLS 1.2, or bring the TLS library up to date.',
  },
  resumption: { look: server.resumption, limit: 'sessions are resumed', remedy: 'Turn session tickets or a session cache on.' },
  caa: { look: server.caa, limit: 'a record', remedy: 'Publish a CAA record that names your authority.' },
  'same-everywhere': {
    look: server.sameEverywhere,
    limit: 'all addresses alike',
    remedy: 'Bring the configuration of all machines behind the name to the same state.',
  },
};

const certificateDemands = ['trusted', 'hostname', 'chain', 'dates', 'signatures', 'keys'] as const;

/** What each demand found, once even where it is asked for twice. */
export function demandOutcomes(seen: TlsEvidence, asked: readonly Demand[]): Outcome[] {
  const all = asked.flatMap((demand) => (demand === 'certificate' ? certificateDemands : [demand]));
  return [...new Set(all)].map((demand) => {
    const { look, limit, remedy } = rules[demand];
    const found = look(seen);
    const value = found.findings.length > 0 ? 'no' : found.doubts.length > 0 ? 'not known' : 'yes';
    return outcomeOf(demand, found, { value, limit, remedy });
  });
}
