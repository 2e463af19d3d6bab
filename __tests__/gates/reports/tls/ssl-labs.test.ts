import { expect, test } from '@jest/globals';
import { readSslLabs } from '../../../../src/gates/reports/tls/ssl-labs.ts';
import { sslLabsReport } from './samples.ts';

test('everything that it plainly says, of one host or of a list', () => {
  const [reported] = readSslLabs(sslLabsReport());
  expect(readSslLabs([sslLabsReport()])).toEqual([reported]);
  expect(reported?.address).toMatchObject({
    protocols: {
      SSLv2: 'refused',
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'offered',
      'TLSv1.3': 'offered',
    },
    suites: [
      { version: 'TLSv1.2', preference: 'server' },
      { version: 'TLSv1.3', suites: ['TLS_AES_128_GCM_SHA256'], preference: 'client' },
    ],
    dhBits: 2048,
    chains: [{ trust: 'trusted', order: 'right', stapling: 'none' }],
    compression: 'no',
    heartbeat: 'no',
    fallback: 'yes',
    secureRenegotiation: 'yes',
    clientRenegotiation: 'no',
    resumption: 'yes',
    alpn: [{ protocol: 'h2' }, { protocol: 'http/1.1' }],
    hsts: 31_536_000,
  });
});

test.each([
  [{ renegSupport: 5 }, { secureRenegotiation: 'no', clientRenegotiation: 'yes' }],
  [{ compressionMethods: 1 }, { compression: 'yes' }],
  [
    { fallbackScsv: false, sessionResumption: 1 },
    { fallback: 'no', resumption: 'no' },
  ],
  [{ hstsPolicy: { status: 'absent' } }, { hsts: 0 }],
  [
    { renegSupport: undefined, compressionMethods: undefined },
    { secureRenegotiation: 'untested', compression: 'untested' },
  ],
  [{ protocols: [] }, { protocols: { SSLv3: 'untested', 'TLSv1.2': 'untested' } }],
  [
    {
      certChains: [
        {
          certIds: ['a', 'b'],
          trustPaths: [{ trust: [{ rootStore: 'Mozilla', isTrusted: false, trustErrorMessage: 'revoked' }] }],
        },
      ],
    },
    { chains: [{ trust: 'incomplete', trustWhy: 'revoked' }] },
  ],
  [{ certChains: [{ certIds: ['a', 'gone'], trustPaths: [] }] }, { chains: [], unreadChains: 1 }],
])('%j', (details, expected) => {
  expect(readSslLabs(sslLabsReport(details))[0]?.address).toMatchObject(expected);
});

test('what did not end says nothing', () => {
  const failed = readSslLabs(sslLabsReport({}, { statusMessage: 'Unable to connect to the server' }));
  expect(failed[0]?.address).toMatchObject({
    isReached: false,
    why: 'Unable to connect to the server',
    protocols: { TLSv1: 'untested' },
  });
  expect(readSslLabs({ ...sslLabsReport(), status: 'IN_PROGRESS' })[0]?.address.isReached).toBe(false);
});
