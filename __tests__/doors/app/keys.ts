import { generateKeyPairSync } from 'node:crypto';

/** A key of these tests, made anew each time. */
export const privateKey: string = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
