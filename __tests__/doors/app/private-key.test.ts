import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readPrivateKey } from '../../../src/doors/app/private-key.ts';
import { privateKey } from './keys.ts';

function readFrom(values: Readonly<Record<string, string>>) {
  const wrong: string[] = [];
  const read = readPrivateKey({
    value: (name) => values[name],
    wrong: (name, message) => void wrong.push(`${name} ${message}`),
  });
  return { read: read.trim(), wrong };
}

test.each([
  ['as it is', privateKey],
  ['in one line', privateKey.replaceAll('\n', String.raw`\n`)],
  ['in quotes', `"${privateKey.replaceAll('\n', String.raw`\n`)}"`],
  ['in Base64', Buffer.from(privateKey).toString('base64')],
])('%s', (_, text) => {
  expect(readFrom({ PRIVATE_KEY: text })).toEqual({ read: privateKey.trim(), wrong: [] });
});

test.each([
  ['a public key', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })],
  ['another kind of key', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })],
  ['half a key', privateKey.slice(0, 400)],
  ['no key', 'abc'],
])('%s is none', (_, text) => {
  expect(readFrom({ PRIVATE_KEY: String(text) })).toEqual({ read: '', wrong: ['PRIVATE_KEY is no RSA private key'] });
});

test('one place is enough', () => {
  expect(readFrom({ PRIVATE_KEY: privateKey, PRIVATE_KEY_PATH: 'x' }).wrong).toEqual([
    'PRIVATE_KEY_PATH is set beside PRIVATE_KEY',
  ]);
  expect(readFrom({}).wrong).toHaveLength(1);
});
