import { describe, expect, test } from '@jest/globals';
import { redactor } from '../../../src/doors/app/redact.ts';
import { privateKey } from './keys.ts';

describe('what we know', () => {
  const redact = redactor([privateKey, 'the webhook secret', 'p@ss w0rd', '', 'short']);

  test.each(['the webhook secret', 'p@ss w0rd'])('%s is taken out wherever it stands', (secret) => {
    expect(redact(`before ${secret}, and ${secret}`)).toBe('before [secret], and [secret]');
  });

  test('a key is taken out, whole, in one line or a line of it', () => {
    const line = privateKey.split('\n')[3] ?? '';
    const texts = [privateKey, privateKey.replaceAll('\n', String.raw`\n`), `line: ${line}`].map(redact);
    expect(texts.filter((text) => text.includes(line))).toEqual([]);
  });

  test('nothing and what is too short to be one stay', () => {
    expect(redact('a short text')).toBe('a short text');
  });
});

describe('what looks like one', () => {
  const redact = redactor([]);

  test.each([
    'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz',
    'eyJhbGciOiJSUzI1NiJ9.eyJpYXQiOjE3MDAwMDAwMDB9.c2lnbmF0dXJl',
    `sha256=${'ab'.repeat(32)}`,
    'Bearer abcdefghijklmnop',
    privateKey,
    `-----BEGIN RSA PRIVATE KEY-----\nMIIEow`,
  ])('%s is taken out', (secret) => {
    expect(redact(`a ${secret} b`)).not.toContain(secret.slice(9));
  });

  test('the password in an address is taken out, and the rest stays', () => {
    expect(redact('postgres://gonogo:hunter2@db.example.com/gonogo')).toBe('postgres://[secret]@db.example.com/gonogo');
  });

  test('names, numbers and commits stay', () => {
    const text = 'acme/shop pull 7/12 at 6113728f27ae82c7b1a177c8d03f9e96e0adf246, delivery 72d3162e-cc78-11e3-81ab-4c9367dc0958';
    expect(redact(text)).toBe(text);
  });
});
