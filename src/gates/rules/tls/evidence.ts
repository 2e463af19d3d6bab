import { type Static, s } from '../../engine/schema.ts';
import { offers, versions } from './versions.ts';

const offer = () => s.oneOf(offers);
const version = () => s.oneOf(versions);
const texts = () => s.array(s.text());
/** What cannot be answered yes or no without having been tested. */
const answer = () => s.oneOf(['yes', 'no', 'untested']);

const certificate = s.object({
  subject: s.text(),
  issuer: s.text(),
  serial: s.text(),
  fingerprint: s.text({ description: 'SHA-256 of the certificate.' }),
  names: texts(),
  notBefore: s.text(),
  notAfter: s.text(),
  key: s.object({ kind: s.text(), bits: s.integer({ minimum: 0 }) }),
  signature: s.text(),
  isCa: s.boolean(),
  isSelfSigned: s.boolean(),
  isForServers: s.boolean(),
  hasResponder: s.boolean(),
  mustStaple: s.boolean(),
  timestamps: s.integer({ minimum: 0 }),
});

const staple = s.object({
  status: s.oneOf(['good', 'revoked', 'unknown', 'broken']),
  from: s.optional(s.text()),
  until: s.optional(s.text()),
  why: s.optional(s.text()),
});

const chain = s.object({
  /** Exactly as sent; the first is the server's own. */
  certificates: s.array(certificate, { minItems: 1 }),
  seenWith: s.array(version()),
  order: s.oneOf(['right', 'wrong', 'untested']),
  /** Of those sent, the ones that lead from the first to a root. */
  path: s.array(s.integer({ minimum: 0 })),
  extra: s.array(s.integer({ minimum: 0 })),
  sendsRoot: s.boolean(),
  trust: s.oneOf(['trusted', 'self-signed', 'unknown-root', 'incomplete', 'invalid', 'untested']),
  trustWhy: s.optional(s.text()),
  hostname: s.oneOf(['matches', 'differs']),
  staple: s.optional(staple),
  stapling: s.oneOf(['stapled', 'none', 'untested']),
  /** Beside those in the certificate. */
  timestamps: s.integer({ minimum: 0 }),
});

const suitesOfVersion = s.object({
  version: version(),
  /** As the server prefers them where it does. */
  suites: texts(),
  preference: s.oneOf(['server', 'client', 'untested']),
  isComplete: s.boolean(),
});

const groupsOfVersion = s.object({ version: version(), groups: texts(), isComplete: s.boolean() });

const address = s.object({
  address: s.text(),
  isReached: s.boolean(),
  why: s.optional(s.text()),
  connections: s.integer({ minimum: 0 }),
  protocols: s.object({
    SSLv2: offer(),
    SSLv3: offer(),
    TLSv1: offer(),
    'TLSv1.1': offer(),
    'TLSv1.2': offer(),
    'TLSv1.3': offer(),
  }),
  suites: s.array(suitesOfVersion),
  groups: s.array(groupsOfVersion),
  /** The smallest prime that it uses itself. */
  dhBits: s.optional(s.integer({ minimum: 0 })),
  chains: s.array(chain),
  /** Chains that were sent and that nobody can read. */
  unreadChains: s.integer({ minimum: 0 }),
  alpn: s.array(s.object({ protocol: s.text(), offered: answer() })),
  resumption: answer(),
  secureRenegotiation: answer(),
  clientRenegotiation: answer(),
  compression: answer(),
  heartbeat: answer(),
  fallback: s.oneOf(['yes', 'no', 'untested', 'one version']),
  asksForCertificate: answer(),
  withoutName: s.oneOf(['same', 'another', 'refused', 'untested']),
  hsts: s.optional(s.integer({ minimum: 0, description: 'Seconds of Strict-Transport-Security; 0 where it is not sent.' })),
});

export const evidenceFields = {
  at: s.text(),
  host: s.text(),
  port: s.integer({ minimum: 0, maximum: 65_535 }),
  startTls: s.optional(s.text()),
  addresses: s.array(address),
  caa: s.optional(s.object({ name: s.text(), records: texts() })),
  untested: s.array(s.object({ what: s.text(), why: s.text() })),
};

const evidence = s.object(evidenceFields);

export type TlsEvidence = Static<typeof evidence>;
export type TlsAddress = Static<typeof address>;
export type TlsChain = Static<typeof chain>;
export type TlsCertificate = Static<typeof certificate>;
export type TlsStaple = Static<typeof staple>;
export type Answered = 'yes' | 'no' | 'untested';
