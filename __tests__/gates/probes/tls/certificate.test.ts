import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedError } from '../../../../src/gates/probes/tls/bytes.ts';
import { readCertificate } from '../../../../src/gates/probes/tls/certificate.ts';
import { certificate, family, key } from './bed/certificates.ts';

const { root, middle, leaf } = family({ timestamps: 2, responder: true, mustStaple: true });

test('everything that a certificate says of itself', () => {
  expect(readCertificate(leaf.der).facts).toMatchObject({
    subject: 'CN=example.org',
    issuer: 'CN=Test middle',
    names: ['localhost', 'example.org'],
    key: { kind: 'EC', bits: 256 },
    signature: 'ecdsa-with-SHA256',
    isCa: false,
    isSelfSigned: false,
    isForServers: true,
    hasResponder: true,
    mustStaple: true,
    timestamps: 2,
    serial: leaf.serial.toString('hex').toUpperCase(),
    notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(readCertificate(middle.der).facts).toMatchObject({
    isCa: true,
    isSelfSigned: false,
    hasResponder: false,
    timestamps: 0,
  });
  expect(readCertificate(root.der).facts).toMatchObject({ isCa: true, isSelfSigned: true });
});

test.each([
  ['rsa', 'sha1', { key: { kind: 'RSA', bits: 2048 }, signature: 'sha1WithRSAEncryption' }],
  ['rsa', 'md5', { signature: 'md5WithRSAEncryption' }],
  ['rsa1024', 'sha256', { key: { kind: 'RSA', bits: 1024 }, signature: 'sha256WithRSAEncryption' }],
  ['ec384', 'sha384', { key: { kind: 'EC', bits: 384 }, signature: 'ecdsa-with-SHA384' }],
  ['ed25519', 'sha256', { key: { kind: 'ed25519', bits: 256 }, signature: 'ED25519' }],
] as const)('a key of the kind %s, signed with %s', (kind, hash, expected) => {
  expect(readCertificate(certificate({ subject: 'a', key: key(kind), hash }).der).facts).toMatchObject(expected);
});

test('what it may be used for, and how long its path may be', () => {
  const forClients = certificate({ subject: 'a', usage: '1.3.6.1.5.5.7.3.2' });
  const forServers = certificate({ subject: 'a', usage: '1.3.6.1.5.5.7.3.1', isCa: true, pathLength: 1 });
  expect(readCertificate(forClients.der).facts.isForServers).toBe(false);
  expect(readCertificate(forServers.der)).toMatchObject({ facts: { isForServers: true }, pathLength: 1 });
});

test('names with commas and hidden characters stay one line each', () => {
  const { facts } = readCertificate(certificate({ subject: 'a\nb', names: ['a.example', '192.0.2.7'] }).der);
  expect(facts.subject).not.toContain('\n');
  expect(facts.names).toEqual(['a.example', '192.0.2.7']);
});

test('a damaged certificate is refused, and never read as another', () => {
  const good = readCertificate(leaf.der).facts.fingerprint;
  fc.assert(
    fc.property(fc.nat(leaf.der.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Buffer.from(leaf.der);
      bytes[at] = (bytes[at] ?? 0) ^ change;
      try {
        expect(readCertificate(bytes).facts.fingerprint).not.toBe(good);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError);
      }
    }),
  );
  expect(() => readCertificate(Buffer.from('no certificate'))).toThrow(MalformedError);
});
