import { expect, test } from '@jest/globals';
import { newAsker, usualCaps } from '../../../../src/gates/probes/tls/ask.ts';
import { takeStock } from '../../../../src/gates/probes/tls/inventory.ts';
import { groupsOf, preferenceOf } from '../../../../src/gates/probes/tls/preference.ts';
import { certificate, key } from './bed/certificates.ts';
import { nodeServer, type Serving } from './bed/node-server.ts';

async function foundAt(serving: Serving, version: 'TLSv1.2' | 'TLSv1.3') {
  const server = await nodeServer(serving);
  const asker = newAsker({ name: 'localhost', address: '127.0.0.1', port: server.port }, usualCaps, new AbortController().signal);
  const found = await takeStock(asker, version);
  const [groups, preference] = await Promise.all([groupsOf(asker, found), preferenceOf(asker, found)]);
  await server.close();
  return { ...groups, preference };
}

const rsa = [certificate({ subject: 'localhost', key: key('rsa') })];
const ec = [certificate({ subject: 'localhost' })];

test('groups of TLS 1.3, hybrids included', async () => {
  const found = await foundAt({ chain: ec, ecdhCurve: 'X25519MLKEM768:P-384' }, 'TLSv1.3');
  expect(found).toEqual({ groups: ['X25519MLKEM768', 'secp384r1'], isComplete: true, preference: 'server' });
});

test('groups of TLS 1.2, whatever the key of the certificate', async () => {
  const curves = 'X25519:P-256:P-384';
  expect(await foundAt({ chain: rsa, ecdhCurve: curves }, 'TLSv1.2')).toMatchObject({
    groups: ['x25519', 'secp256r1', 'secp384r1'],
    isComplete: true,
  });
  // A client without the curve of the certificate gets nothing at all, so that one has to be asked for all along.
  expect((await foundAt({ chain: ec, ecdhCurve: curves }, 'TLSv1.2')).groups).toEqual(
    expect.arrayContaining(['x25519', 'secp256r1']),
  );
});

test('the order that counts', async () => {
  const ciphers = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384';
  expect((await foundAt({ chain: rsa, ciphers, honorCipherOrder: false }, 'TLSv1.2')).preference).toBe('client');
  expect((await foundAt({ chain: rsa, ciphers }, 'TLSv1.2')).preference).toBe('server');
});
