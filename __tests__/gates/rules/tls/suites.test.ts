import { expect, test } from '@jest/globals';
import { strengthOf, suiteCode, suiteName, suites } from '../../../../src/gates/rules/tls/suites.ts';

test.each([
  [0x0005, 'TLS_RSA_WITH_RC4_128_SHA'],
  [0x000a, 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0014, 'TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA'],
  [0x001b, 'TLS_DH_anon_WITH_3DES_EDE_CBC_SHA'],
  [0x0035, 'TLS_RSA_WITH_AES_256_CBC_SHA'],
  [0x006b, 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256'],
  [0x009f, 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0x00c5, 'TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x1303, 'TLS_CHACHA20_POLY1305_SHA256'],
  [0xc012, 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc061, 'TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc0af, 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8'],
  [0xcca9, 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
])('0x%s is %s', (code, name) => {
  expect([suiteName(code), suiteCode(name)]).toEqual([name, code]);
});

test('every suite has a number and a name of its own', () => {
  expect(new Set(suites.map(({ code }) => code)).size).toBe(suites.length);
  expect(new Set(suites.map(({ name }) => name)).size).toBe(suites.length);
  expect(suites.filter(({ name }) => /PSK|SRP|KRB5|undefined/.test(name))).toEqual([]);
  expect(suites.length).toBeGreaterThan(200);
});

test('a number that nobody knows keeps its digits', () => {
  expect(suiteName(0xfafa)).toBe('0xFAFA');
  expect(suiteCode('TLS_NO_SUCH')).toBeUndefined();
});

test.each([
  ['TLS_AES_128_GCM_SHA256', 128, 'secret, aead'],
  ['TLS_CHACHA20_POLY1305_SHA256', 256, 'secret, aead'],
  ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', 256, 'secret'],
  ['TLS_DHE_RSA_WITH_AES_128_CCM_8', 128, 'secret, aead'],
  ['TLS_RSA_WITH_AES_128_GCM_SHA256', 128, 'aead'],
  ['TLS_ECDH_RSA_WITH_AES_128_CBC_SHA', 128, ''],
  ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 112, ''],
  ['TLS_RSA_WITH_DES_CBC_SHA', 56, ''],
  ['TLS_RSA_EXPORT1024_WITH_RC4_56_SHA', 40, 'export'],
  ['TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA', 40, 'secret, export'],
  ['TLS_RSA_WITH_NULL_SHA256', 0, ''],
  ['TLS_ECDH_anon_WITH_AES_256_CBC_SHA', 256, 'open, secret'],
  ['TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256', 256, ''],
  ['TLS_RSA_WITH_SEED_CBC_SHA', 128, ''],
  ['TLS_RSA_WITH_RC4_128_MD5', 128, ''],
])('%s has %i bits and is %s', (name, bits, words) => {
  const strength = strengthOf(name);
  const said = [
    ...(strength.isAuthenticated ? [] : ['open']),
    ...(strength.hasForwardSecrecy ? ['secret'] : []),
    ...(strength.isAead ? ['aead'] : []),
    ...(strength.isExport ? ['export'] : []),
  ];
  expect([strength.bits, said.join(', ')]).toEqual([bits, words]);
});
