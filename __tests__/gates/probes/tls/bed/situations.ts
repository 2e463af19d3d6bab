import type { TlsAddress } from '../../../../../src/gates/rules/tls/evidence.ts';
import type { Version } from '../../../../../src/gates/rules/tls/versions.ts';
import { byteServer, type Listening, type Spoken } from './byte-server.ts';
import { certificate, family, key, stapleFor, timestampList } from './certificates.ts';
import { dhPrime } from './dh.ts';
import { everySuite, nodeServer, type Serving } from './node-server.ts';

/** One server, and all that is true of it: what is not named here must not be found. */
export interface Situation {
  readonly serve: () => Promise<Listening>;
  readonly offered: readonly Version[];
  /** Ids of findings, without the fingerprint that may end them. */
  readonly finds: readonly string[];
  /** Suites of the oldest version that it offers, when they matter. */
  readonly suites?: readonly string[];
  readonly also?: Partial<TlsAddress>;
  readonly chain?: Partial<TlsAddress['chains'][number]>;
}

export const { root, middle, leaf } = family({ timestamps: 2 });
const chain = [leaf.der, middle.der];
const good = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256';
const old = 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA';

/** A good server of our own bytes, but for what is said. TLS 1.3 it has not. */
const bytes = (spoken: Spoken) => () => byteServer({ certificates: chain, ...spoken });
const twelve = (spoken: Spoken, ...suites: readonly string[]) =>
  bytes({ versions: { 'TLSv1.2': suites.length > 0 ? suites : [good] }, ...spoken });
/** A good server of Node, but for what is said. */
const node = (serving: Serving) => () =>
  nodeServer({
    chain: [leaf, middle],
    minVersion: 'TLSv1.2',
    ciphers: 'ECDHE+AESGCM',
    answer: 'HTTP/1.1 204 No Content\r\n\r\n',
    ...serving,
  });
const weak = (more: Serving) => node({ ciphers: everySuite, ...more });
const own = (...parts: Parameters<typeof family>) => {
  const made = family({ timestamps: 2, ...parts[0] }, parts[1]);
  return node({ chain: [made.leaf, made.middle], ciphers: 'ECDHE+AESGCM:@SECLEVEL=0', maxVersion: 'TLSv1.2' });
};
const newer: readonly Version[] = ['TLSv1.2', 'TLSv1.3'];

export const versionSituations: Readonly<Record<string, Situation>> = {
  'a good server': { serve: node({}), offered: newer, finds: [] },
  'TLS 1.3 alone': { serve: node({ minVersion: 'TLSv1.3' }), offered: ['TLSv1.3'], finds: [], also: { fallback: 'one version' } },
  'TLS 1.2 alone': { serve: node({ maxVersion: 'TLSv1.2' }), offered: ['TLSv1.2'], finds: [], also: { fallback: 'one version' } },
  'TLS 1.1 too': {
    serve: node({ minVersion: 'TLSv1.1', ciphers: 'ECDHE+AESGCM:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0' }),
    offered: ['TLSv1.1', ...newer],
    finds: ['version:TLSv1.1'],
  },
  'TLS 1.0 too': {
    serve: node({ minVersion: 'TLSv1', ciphers: 'ECDHE+AESGCM:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0' }),
    offered: ['TLSv1', 'TLSv1.1', ...newer],
    finds: ['version:TLSv1', 'version:TLSv1.1'],
  },
  'SSLv3 alone': {
    serve: bytes({ versions: { SSLv3: ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA'] } }),
    offered: ['SSLv3'],
    finds: ['version:SSLv3'],
  },
  'SSLv3 beside TLS 1.2, nothing between': {
    serve: bytes({ versions: { SSLv3: ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA'], 'TLSv1.2': [good] } }),
    offered: ['SSLv3', 'TLSv1.2'],
    finds: ['version:SSLv3'],
  },
  'SSLv2 alone': { serve: bytes({ sslTwo: true }), offered: ['SSLv2'], finds: ['version:SSLv2', 'suite:SSLv2'] },
  'SSLv2 beside TLS 1.2': {
    serve: twelve({ sslTwo: true }),
    offered: ['SSLv2', 'TLSv1.2'],
    finds: ['version:SSLv2', 'suite:SSLv2'],
  },
  'TLS 1.0 alone, by bytes': { serve: bytes({ versions: { TLSv1: [old] } }), offered: ['TLSv1'], finds: ['version:TLSv1'] },
  'TLS 1.1 alone, by bytes': {
    serve: bytes({ versions: { 'TLSv1.1': [old] } }),
    offered: ['TLSv1.1'],
    finds: ['version:TLSv1.1'],
  },
  'who hangs up instead of refusing': { serve: twelve({ refuses: 'close' }), offered: ['TLSv1.2'], finds: [] },
  'every version but TLS 1.3': {
    serve: bytes({
      versions: { SSLv3: ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA'], TLSv1: [old], 'TLSv1.1': [old], 'TLSv1.2': [good] },
    }),
    offered: ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'],
    finds: ['version:SSLv3', 'version:TLSv1', 'version:TLSv1.1'],
  },
};

const suite = (name: string, ...finds: readonly string[]): Situation => ({
  serve: twelve({}, good, name),
  offered: ['TLSv1.2'],
  suites: [good, name].toSorted(),
  finds: finds.map((each) => `${each}:${name}`),
});

export const suiteSituations: Readonly<Record<string, Situation>> = {
  'RC4 with MD5': suite('TLS_RSA_WITH_RC4_128_MD5', 'suite', 'secrecy'),
  'RC4 with ECDHE': suite('TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'suite'),
  '3DES': suite('TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'suite', 'secrecy'),
  '3DES with DHE': suite('TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA', 'suite'),
  'single DES': suite('TLS_RSA_WITH_DES_CBC_SHA', 'suite', 'secrecy'),
  'export RC4': suite('TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'suite', 'secrecy'),
  'export DHE': suite('TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA', 'suite'),
  'no encryption': suite('TLS_RSA_WITH_NULL_SHA256', 'suite', 'secrecy'),
  'anonymous DH': suite('TLS_DH_anon_WITH_AES_128_CBC_SHA', 'suite'),
  'anonymous ECDH': suite('TLS_ECDH_anon_WITH_AES_256_CBC_SHA', 'suite'),
  IDEA: suite('TLS_RSA_WITH_IDEA_CBC_SHA', 'suite', 'secrecy'),
  'a rare suite of the second helping': suite('TLS_DH_DSS_WITH_ARIA_256_GCM_SHA384', 'secrecy'),
  'static RSA': suite('TLS_RSA_WITH_AES_128_GCM_SHA256', 'secrecy'),
  'no encryption, by Node': {
    serve: weak({ ciphers: 'NULL-SHA256:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0', maxVersion: 'TLSv1.2', chain: rsaChain() }),
    offered: ['TLSv1.2'],
    suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_NULL_SHA256'],
    finds: ['suite:TLS_RSA_WITH_NULL_SHA256', 'secrecy:TLS_RSA_WITH_NULL_SHA256'],
  },
  'anonymous, by Node': {
    serve: weak({ ciphers: 'AECDH-AES128-SHA:ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
    offered: ['TLSv1.2'],
    suites: [good, 'TLS_ECDH_anon_WITH_AES_128_CBC_SHA'],
    finds: ['suite:TLS_ECDH_anon_WITH_AES_128_CBC_SHA'],
  },
  'a DH prime of 1024 bits': {
    serve: twelve({ dhBits: 1024 }, good, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
    offered: ['TLSv1.2'],
    finds: ['dh'],
    also: { dhBits: 1024 },
  },
  'a DH prime of 1024 bits, by Node': {
    serve: weak({
      ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
      maxVersion: 'TLSv1.2',
      dhparam: dhPrime(),
      chain: rsaChain(),
    }),
    offered: ['TLSv1.2'],
    finds: ['dh'],
    also: { dhBits: 1024 },
  },
  'a DH prime of 2048 bits': {
    serve: twelve({}, good, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
    offered: ['TLSv1.2'],
    finds: [],
    also: { dhBits: 2048 },
  },
};

function rsaChain() {
  const made = family({ timestamps: 2, key: key('rsa') });
  return [made.leaf, made.middle];
}

const wrongName = family({ timestamps: 2, names: ['elsewhere.example'] });
const expired = family({ timestamps: 2, from: -90, until: -3 });
const both = family({ timestamps: 2, from: -90, until: -3, names: ['elsewhere.example'] });
const oldMiddle = family({ timestamps: 2 }, { from: -400, until: -20 });
const alone = certificate({ subject: 'localhost', names: ['localhost'], isCa: true, timestamps: 2 });
const foreignRoot = certificate({ subject: 'Nobody knows', isCa: true, key: key('ec', 'foreign') });
const foreign = certificate({ subject: 'localhost', names: ['localhost'], by: foreignRoot, timestamps: 2 });
const noAuthority = family({ timestamps: 2 }, { isCa: false });
const elsewhereOnly = family({ timestamps: 2 }, { permitted: 'elsewhere.example' });
const stapled = family({ timestamps: 2, responder: true });
const must = family({ timestamps: 2, responder: true, mustStaple: true });

const sent = (
  certificates: readonly { der: Uint8Array }[],
  finds: readonly string[],
  more: Partial<Situation> = {},
): Situation => ({
  serve: twelve({ certificates: certificates.map(({ der }) => der) }),
  offered: ['TLSv1.2'],
  finds,
  ...more,
});

export const chainSituations: Readonly<Record<string, Situation>> = {
  expired: sent([expired.leaf, expired.middle], ['expired']),
  'expired, by Node': { serve: node({ chain: [expired.leaf, expired.middle] }), offered: newer, finds: ['expired'] },
  'for another name': sent([wrongName.leaf, wrongName.middle], ['hostname']),
  'for another name, by Node': {
    serve: node({ chain: [wrongName.leaf, wrongName.middle] }),
    offered: newer,
    finds: ['hostname'],
  },
  'expired and for another name': {
    serve: node({ chain: [both.leaf, both.middle] }),
    offered: newer,
    finds: ['expired', 'hostname'],
  },
  'not valid yet': sent([family({ timestamps: 2, from: 2 }).leaf, middle], ['early']),
  'expired in the middle': sent([oldMiddle.leaf, oldMiddle.middle], ['expired']),
  'signed by itself': { serve: node({ chain: [alone] }), offered: newer, finds: ['trust:self-signed'] },
  'below a root that nobody knows': sent([foreign, foreignRoot], ['trust:unknown-root']),
  'without the middle': sent([leaf], ['trust:incomplete', 'chain:incomplete'], { chain: { order: 'right', path: [0] } }),
  'without the middle, by Node': {
    serve: node({ chain: [leaf] }),
    offered: newer,
    finds: ['trust:incomplete', 'chain:incomplete'],
  },
  'in the wrong order': sent([leaf, root, middle], ['chain:order'], {
    chain: { order: 'wrong', path: [0, 2, 1], sendsRoot: true },
  }),
  'with a foreign one at the end': sent([leaf, middle, foreignRoot], ['chain:extra'], { chain: { order: 'right', extra: [2] } }),
  'with a foreign one between': sent([leaf, foreignRoot, middle], ['chain:order', 'chain:extra'], { chain: { extra: [1] } }),
  'with its root': sent([leaf, middle, root], [], { chain: { sendsRoot: true, extra: [] } }),
  'twice the same': sent([leaf, leaf, middle], ['chain:order', 'chain:extra']),
  'below what is no authority': sent(
    [noAuthority.leaf, noAuthority.middle],
    ['trust:incomplete', 'chain:incomplete', 'chain:extra'],
  ),
  'below an authority for other names': {
    serve: node({ chain: [elsewhereOnly.leaf, elsewhereOnly.middle] }),
    offered: newer,
    finds: ['trust:invalid'],
  },
  'an RSA key of 1024 bits': { serve: own({ key: key('rsa1024') }), offered: ['TLSv1.2'], finds: ['key'] },
  'signed with SHA-1': sent([family({ timestamps: 2, hash: 'sha1' }).leaf, middle], ['signature']),
  'signed with MD5': sent(md5Chain(), ['signature']),
  'an RSA key of 4096 bits': sent([family({ timestamps: 2, key: key('rsa4096') }).leaf, middle], []),
  'an Ed25519 key': sent([family({ timestamps: 2, key: key('ed25519') }).leaf, middle], []),
  'no timestamps': sent([family({ timestamps: 0 }).leaf, middle], ['timestamps']),
  'timestamps in the handshake': {
    serve: twelve({ certificates: [family({ timestamps: 0 }).leaf.der, middle.der], timestamps: timestampList(3) }),
    offered: ['TLSv1.2'],
    finds: [],
    chain: { timestamps: 3 },
  },
  'a responder and no staple': sent([stapled.leaf, stapled.middle], ['staple:none']),
  'a responder and a staple': {
    serve: node({ chain: [stapled.leaf, stapled.middle], staple: stapleFor(stapled.leaf) }),
    offered: newer,
    finds: [],
    chain: { stapling: 'stapled' },
  },
  'must be stapled, and is not': sent([must.leaf, must.middle], ['staple:none']),
  'must be stapled, and is': {
    serve: twelve({ certificates: [must.leaf.der, must.middle.der], staple: stapleFor(must.leaf) }),
    offered: ['TLSv1.2'],
    finds: [],
  },
  'a staple that says revoked': {
    serve: twelve({
      certificates: [stapled.leaf.der, stapled.middle.der],
      staple: stapleFor(stapled.leaf, { status: 'revoked' }),
    }),
    offered: ['TLSv1.2'],
    finds: ['staple:revoked'],
  },
  'an old staple': {
    serve: twelve({
      certificates: [stapled.leaf.der, stapled.middle.der],
      staple: stapleFor(stapled.leaf, { from: -9, until: -2 }),
    }),
    offered: ['TLSv1.2'],
    finds: ['staple:old'],
  },
  'a staple of another': {
    serve: twelve({ certificates: [stapled.leaf.der, stapled.middle.der], staple: stapleFor(leaf) }),
    offered: ['TLSv1.2'],
    finds: ['staple:broken'],
  },
  'garbage for a staple': {
    serve: twelve({ certificates: [stapled.leaf.der, stapled.middle.der], staple: Buffer.from('no staple') }),
    offered: ['TLSv1.2'],
    finds: ['staple:broken'],
  },
};

function md5Chain() {
  const authority = certificate({ subject: 'RSA middle', by: root, isCa: true, key: key('rsa', 'authority'), until: 365 });
  return [certificate({ subject: 'localhost', names: ['localhost'], by: authority, hash: 'md5', timestamps: 2 }), authority];
}

export const featureSituations: Readonly<Record<string, Situation>> = {
  compression: {
    serve: twelve({ compression: true }),
    offered: ['TLSv1.2'],
    finds: ['compression'],
    also: { compression: 'yes' },
  },
  heartbeat: { serve: twelve({ heartbeat: true }), offered: ['TLSv1.2'], finds: ['heartbeat'], also: { heartbeat: 'yes' } },
  'renegotiation that is not secure': {
    serve: twelve({ renegotiation: false }),
    offered: ['TLSv1.2'],
    finds: ['renegotiation:insecure'],
  },
  'a fallback that nobody notices': {
    serve: bytes({ versions: { 'TLSv1.1': [old], 'TLSv1.2': [good] }, fallback: false }),
    offered: ['TLSv1.1', 'TLSv1.2'],
    finds: ['version:TLSv1.1', 'fallback'],
    also: { fallback: 'no' },
  },
  'a client that is asked for a certificate': {
    serve: node({ requestCert: true, rejectUnauthorized: false }),
    offered: newer,
    finds: [],
    also: { asksForCertificate: 'yes' },
  },
  'the order of the server': {
    serve: twelve({ prefers: 'server' }, good, 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'),
    offered: ['TLSv1.2'],
    finds: [],
  },
  'the order of the client': {
    serve: twelve({ prefers: 'client' }, good, 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'),
    offered: ['TLSv1.2'],
    finds: ['preference:TLSv1.2'],
  },
  'records of seven bytes': { serve: twelve({ recordBytes: 7 }), offered: ['TLSv1.2'], finds: [] },
  'an old curve that nobody asked for': {
    serve: twelve({ curve: 21 }),
    offered: ['TLSv1.2'],
    finds: [],
    also: { groups: [{ version: 'TLSv1.2', groups: ['secp224r1'], isComplete: true }] },
  },
};
