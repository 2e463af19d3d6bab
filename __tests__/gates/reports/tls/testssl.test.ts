import { expect, test } from '@jest/globals';
import { readTestssl } from '../../../../src/gates/reports/tls/testssl.ts';
import { testsslReport } from './samples.ts';

const address = (findings: Readonly<Record<string, string>> = {}) => readTestssl(testsslReport(findings))[0]?.address;

test('everything that it plainly says', () => {
  const [reported] = readTestssl(testsslReport({}));
  expect(reported).toMatchObject({ host: 'localhost', port: 443 });
  expect(reported?.address).toMatchObject({
    address: '192.0.2.1',
    protocols: {
      SSLv2: 'refused',
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'offered',
      'TLSv1.3': 'offered',
    },
    suites: [
      { version: 'TLSv1.2', suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] },
      { version: 'TLSv1.3', suites: ['TLS_AES_128_GCM_SHA256'] },
    ],
    // It writes the own certificate alone, so that the chain as it was sent is not known.
    chains: [{ trust: 'trusted', order: 'untested', hostname: 'matches', stapling: 'none' }],
    fallback: 'yes',
    secureRenegotiation: 'yes',
    clientRenegotiation: 'no',
    compression: 'no',
    resumption: 'untested',
    alpn: [{ protocol: 'h2' }, { protocol: 'http/1.1' }],
    hsts: 63_072_000,
  });
});

test.each([
  [{ TLS1: 'offered (deprecated)' }, { protocols: { TLSv1: 'offered' } }],
  [{ TLS1_3: 'not offered and downgraded to a weaker protocol' }, { protocols: { 'TLSv1.3': 'refused' } }],
  [{ TLS1_1: 'is not offered' }, { protocols: { 'TLSv1.1': 'refused' } }],
  [{ SSLv2: "couldn't be tested" }, { protocols: { SSLv2: 'untested' } }],
  [{ TLS1_2: '' }, { protocols: { 'TLSv1.2': 'untested' } }],
  [{ CRIME_TLS: 'VULNERABLE' }, { compression: 'yes' }],
  [{ CRIME_TLS: 'test failed' }, { compression: 'untested' }],
  [{ secure_renego: 'not supported' }, { secureRenegotiation: 'no' }],
  [{ secure_client_renego: 'VULNERABLE, DoS threat' }, { clientRenegotiation: 'yes' }],
  [{ fallback_SCSV: 'no fallback possible, no protocol below TLS 1.2 offered' }, { fallback: 'one version' }],
  [{ fallback_SCSV: 'not supported' }, { fallback: 'no' }],
  [
    { cert_chain_of_trust: 'failed (chain incomplete).' },
    { chains: [{ trust: 'invalid', trustWhy: 'failed (chain incomplete).' }] },
  ],
  [{ cert: 'damaged' }, { chains: [], unreadChains: 1 }],
  [{ HSTS_time: '', HSTS: 'not offered' }, { hsts: 0 }],
])('%j', (findings, expected) => {
  expect(address(findings)).toMatchObject(expected);
});

test('a scan that failed says nothing, whatever else stands in it', () => {
  const rows = [
    ...testsslReport({}),
    { id: 'scanProblem', ip: 'localhost/192.0.2.1', port: '443', severity: 'FATAL', finding: "Can't connect" },
  ];
  expect(readTestssl(rows)[0]?.address).toMatchObject({
    isReached: false,
    why: "Can't connect",
    protocols: { TLSv1: 'untested' },
  });
});

test('the pretty form says the same', () => {
  const rows = testsslReport({}).map(({ id, severity, finding }) => ({ id, severity, finding }));
  const pretty = {
    startTime: '1796079600',
    scanResult: [{ targetHost: 'localhost', ip: '192.0.2.1', port: '443', protocols: rows.slice(0, 6), rest: rows.slice(6) }],
  };
  const [reported] = readTestssl(pretty);
  expect(reported).toMatchObject({ host: 'localhost', port: 443, scannedAt: 1_796_079_600_000 });
  expect(reported?.address).toEqual(address());
});

test('several hosts are told apart', () => {
  const other = testsslReport({}).map((row) => ({ ...row, ip: 'other.example/192.0.2.9' }));
  expect(readTestssl([...testsslReport({}), ...other]).map(({ host }) => host)).toEqual(['localhost', 'other.example']);
});
