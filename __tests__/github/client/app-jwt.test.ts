import { createVerify, generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { appJwt } from '../../../src/github/client/app-jwt.ts';

test('a signature of the key, from a minute ago, for less than ten', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const jwt = appJwt({ appId: 12, privateKey: pem, now: 1_000_000_500 });
  const [head = '', claims = '', signature = ''] = jwt.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect([read(head), read(claims)]).toEqual([
    { alg: 'RS256', typ: 'JWT' },
    { iat: 999_940, exp: 1_000_540, iss: '12' },
  ]);
  expect(createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(true);
});
