import { family, key } from './certificates.ts';
import { dhPrime } from './dh.ts';
import { bytes, good, newer, node, old, type Situation, twelve, weak } from './good-server.ts';

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
