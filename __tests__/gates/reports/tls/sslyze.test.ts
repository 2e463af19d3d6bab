import { expect, test } from '@jest/globals';
import { readSslyze } from '../../../../src/gates/reports/tls/sslyze.ts';
import { sslyzeReport } from './samples.ts';

const suites = { tls_1_2: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'], tls_1_3: ['TLS_AES_128_GCM_SHA256'] };

test('everything that it plainly says', () => {
  const [reported] = readSslyze(sslyzeReport(suites));
  expect(reported).toMatchObject({ host: 'localhost', port: 443, scannedAt: Date.UTC(2026, 10, 30, 23) });
  expect(reported?.address).toMatchObject({
    address: '192.0.2.1',
    isReached: true,
    protocols: {
      SSLv2: 'refused',
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'offered',
      'TLSv1.3': 'offered',
    },
    suites: [
      { version: 'TLSv1.2', suites: suites.tls_1_2 },
      { version: 'TLSv1.3', suites: suites.tls_1_3 },
    ],
    groups: [{ groups: ['secp256r1', 'x25519'] }],
    chains: [{ trust: 'trusted', hostname: 'matches', order: 'right', stapling: 'none' }],
    compression: 'no',
    secureRenegotiation: 'yes',
    clientRenegotiation: 'no',
    fallback: 'yes',
    heartbeat: 'untested',
    hsts: 63_072_000,
  });
});

test('a scan that did not complete is untested, and never refused', () => {
  const cut = { status: 'ERROR', error_reason: 'BUG', result: null };
  const [reported] = readSslyze(
    sslyzeReport(suites, { tls_1_0_cipher_suites: cut, tls_compression: cut, certificate_info: cut }),
  );
  expect(reported?.address).toMatchObject({
    protocols: { TLSv1: 'untested', SSLv3: 'refused' },
    compression: 'untested',
    chains: [],
  });
  const contradicting = { status: 'COMPLETED', result: { is_tls_version_supported: false } };
  expect(readSslyze(sslyzeReport(suites, { ssl_3_0_cipher_suites: contradicting }))[0]?.address.protocols.SSLv3).toBe('untested');
});

test('who was not reached, and what it does not trust', () => {
  const report = sslyzeReport(suites);
  const [server] = report.server_scan_results;
  const silent = { ...report, server_scan_results: [{ ...server, connectivity_status: 'ERROR', scan_result: null }] };
  expect(readSslyze(silent)[0]?.address).toMatchObject({ isReached: false, protocols: { TLSv1: 'untested' } });
  expect(readSslyze({})).toEqual([]);
});
