import { expect, test } from '@jest/globals';
import { keyFlaw, pathOf, weaknessOf } from '../../../../src/gates/rules/tls/weakness.ts';
import { chain, middle, own } from './sample.ts';

test.each([
  ['TLS_RSA_WITH_NULL_SHA', /encrypt/],
  ['TLS_DH_anon_WITH_AES_128_CBC_SHA', /who the server is/],
  ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', /made to be broken/],
  ['TLS_ECDHE_RSA_WITH_RC4_128_SHA', /RC4/],
  ['TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA', /3DES/],
  ['TLS_RSA_WITH_IDEA_CBC_SHA', /too short/],
  ['TLS_RSA_WITH_DES_CBC_SHA', /56 bits/],
  ['TLS_GOSTR341001_WITH_28147_CNT_IMIT', /too short/],
])('%s is weak', (name, why) => {
  expect(weaknessOf(name)).toMatch(why);
});

test.each([
  'TLS_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_SEED_CBC_SHA',
])('%s is not', (name) => {
  expect(weaknessOf(name)).toBeUndefined();
});

test('keys and paths', () => {
  expect(keyFlaw(own)).toBeUndefined();
  expect(keyFlaw({ ...own, key: { kind: 'RSA', bits: 2047 } })).toMatch(/2047 bits, fewer than 2048/);
  expect(keyFlaw({ ...own, key: { kind: 'ed25519', bits: 256 } })).toBeUndefined();
  expect(pathOf({ ...chain, path: [1, 0, 7] })).toEqual([middle, own]);
});
