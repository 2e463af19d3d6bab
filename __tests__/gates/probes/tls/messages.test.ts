import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { join, MalformedError, u16, vector } from '../../../../src/gates/probes/tls/bytes.ts';
import {
  countTimestamps,
  readAlpn,
  readCertificates,
  readKeyExchange,
  readNewCertificates,
  readServerHello,
  readStaple,
} from '../../../../src/gates/probes/tls/messages.ts';
import { retryRandom } from '../../../../src/gates/probes/tls/wire.ts';
import { suiteCode } from '../../../../src/gates/rules/tls/suites.ts';
import { timestampList } from './bed/certificates.ts';

const extension = (type: number, body: Uint8Array) => join(u16(type), vector(2, body));
const hello = (version: number, { random = Buffer.alloc(32, 1), more = [] as Uint8Array[], session = 0 } = {}) =>
  join(
    u16(version),
    random,
    vector(1, Buffer.alloc(session)),
    u16(0x1301),
    Uint8Array.of(0),
    ...(more.length > 0 ? [vector(2, ...more)] : []),
  );

describe('a hello of a server', () => {
  test('before TLS 1.3', () => {
    expect(readServerHello(hello(0x0302, { session: 32 }))).toMatchObject({
      version: 'TLSv1.1',
      suite: 0x1301,
      hasSession: true,
      isRetry: false,
    });
  });

  test('TLS 1.3 says so in an extension', () => {
    const more = [extension(43, u16(0x0304)), extension(51, join(u16(29), vector(2, Buffer.alloc(32, 2))))];
    expect(readServerHello(hello(0x0303, { more }))).toMatchObject({ version: 'TLSv1.3', group: 29, isRetry: false });
  });

  test('one that asks for another hello names its group alone', () => {
    const more = [extension(43, u16(0x0304)), extension(51, u16(0x11ec))];
    const said = readServerHello(hello(0x0303, { random: Buffer.from(retryRandom, 'hex'), more }));
    expect(said).toMatchObject({ version: 'TLSv1.3', group: 0x11ec, isRetry: true });
    expect(said.key).toBeUndefined();
  });

  test.each([hello(0x0909), hello(0x0303).subarray(0, 30), hello(0x0002)])('that cannot be: %#', (bytes) => {
    expect(() => readServerHello(bytes)).toThrow(MalformedError);
  });
});

test('certificates, with and without extensions', () => {
  const [a, b] = [Buffer.from('aa'), Buffer.from('bbb')];
  expect(readCertificates(vector(3, vector(3, a), vector(3, b))).map(String)).toEqual(['aa', 'bbb']);
  const staple = extension(5, Uint8Array.of(1, 0, 0, 1, 9));
  const body = join(vector(1), vector(3, vector(3, a), vector(2, staple), vector(3, b), vector(2)));
  const { list, first } = readNewCertificates(body);
  expect([list.length, first.has(5)]).toEqual([2, true]);
  expect(() => readCertificates(vector(3, ...Array.from({ length: 31 }, () => vector(3, a))))).toThrow(/31 certificates/);
});

test.each([
  ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', Uint8Array.of(3, 0, 29, 0), { group: 'x25519' }],
  ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', Uint8Array.of(1, 0, 29, 0), { group: 'explicit curve' }],
  ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', vector(2, Buffer.alloc(128, 0xc1)), { dhBits: 1024 }],
  ['TLS_DH_anon_WITH_AES_128_CBC_SHA', vector(2, Buffer.from([0, 1, 0])), { dhBits: 9 }],
  ['TLS_RSA_WITH_AES_128_CBC_SHA', new Uint8Array(), {}],
  ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', vector(2, Buffer.alloc(64, 0xc1)), {}],
])('the key exchange of %s', (name, body, expected) => {
  expect(readKeyExchange(body, suiteCode(name) ?? 0)).toMatchObject(expected);
});

test('what else a server says', () => {
  expect(readAlpn(vector(2, vector(1, Buffer.from('h2'))))).toBe('h2');
  expect(readAlpn(undefined)).toBeUndefined();
  expect(readStaple(Uint8Array.of(1, 0, 0, 1, 9))).toEqual(Uint8Array.of(9));
  expect(readStaple(Uint8Array.of(2, 0, 0, 1, 9))).toBeUndefined();
  expect(countTimestamps(timestampList(3))).toBe(3);
});

test('noise is refused as malformed', () => {
  const readers = [readServerHello, readCertificates, readNewCertificates, readStaple, countTimestamps, readAlpn];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(...readers), (bytes, reader) => {
      try {
        reader(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError);
      }
    }),
  );
});
