import { family, type Made } from '../../probes/tls/bed/certificates.ts';

export const { middle, leaf } = family({ timestamps: 2 });
const scans = ['ssl_2_0', 'ssl_3_0', 'tls_1_0', 'tls_1_1', 'tls_1_2', 'tls_1_3'];

/** As sslyze writes it, with these suites for each version. */
export function sslyzeReport(suites: Readonly<Record<string, readonly string[]>>, change: object = {}) {
  const done = (result: unknown) => ({ status: 'COMPLETED', error_reason: null, result });
  const versions = scans.map((scan) => {
    const names = suites[scan] ?? [];
    const accepted = names.map((name) => ({ cipher_suite: { name }, ephemeral_key: null }));
    return [`${scan}_cipher_suites`, done({ is_tls_version_supported: names.length > 0, accepted_cipher_suites: accepted })];
  });
  const deployment = {
    received_certificate_chain: [leaf, middle].map(({ pem }) => ({ as_pem: pem })),
    path_validation_results: [{ trust_store: { name: 'Mozilla' }, was_validation_successful: true, openssl_error_string: null }],
    ocsp_response: null,
  };
  const scan_result = {
    ...Object.fromEntries(versions),
    certificate_info: done({ certificate_deployments: [deployment] }),
    tls_compression: done({ supports_compression: false }),
    session_renegotiation: done({ supports_secure_renegotiation: true, is_vulnerable_to_client_renegotiation_dos: false }),
    tls_fallback_scsv: done({ supports_fallback_scsv: true }),
    elliptic_curves: done({ supported_curves: [{ name: 'prime256v1' }, { name: 'X25519' }] }),
    http_headers: done({ strict_transport_security_header: { max_age: 63_072_000 } }),
    ...change,
  };
  return {
    date_scans_completed: '2026-11-30T23:00:00.123456',
    server_scan_results: [
      {
        server_location: { hostname: 'localhost', ip_address: '192.0.2.1', port: 443 },
        connectivity_status: 'COMPLETED',
        scan_status: 'COMPLETED',
        scan_result,
      },
    ],
    sslyze_version: '6.0.0',
  };
}

/** As the API of SSL Labs answers. */
export function sslLabsReport(details: object = {}, endpoint: object = {}) {
  const cert = (id: string, { pem }: Made) => ({ id, raw: pem });
  return {
    host: 'localhost',
    port: 443,
    status: 'READY',
    testTime: Date.UTC(2026, 10, 30, 23),
    certs: [cert('a', leaf), cert('b', middle)],
    endpoints: [
      {
        ipAddress: '192.0.2.1',
        statusMessage: 'Ready',
        grade: 'A',
        details: {
          protocols: [{ id: 771 }, { id: 772 }],
          suites: [
            {
              protocol: 771,
              preference: true,
              list: [
                { id: 49199, name: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
                { id: 158, name: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', dhP: 256 },
              ],
            },
            { protocol: 772, preference: false, list: [{ id: 4865, name: 'TLS_AES_128_GCM_SHA256' }] },
          ],
          certChains: [
            { certIds: ['a', 'b'], trustPaths: [{ trust: [{ rootStore: 'Mozilla', isTrusted: true }] }], noSni: false },
          ],
          namedGroups: { list: [{ id: 23, name: 'secp256r1' }] },
          renegSupport: 2,
          sessionResumption: 2,
          compressionMethods: 0,
          ocspStapling: false,
          heartbeat: false,
          fallbackScsv: true,
          alpnProtocols: 'h2 http/1.1',
          hstsPolicy: { status: 'present', maxAge: 31_536_000 },
          ...details,
        },
        ...endpoint,
      },
    ],
  };
}

/** As testssl.sh writes it with --jsonfile. */
export function testsslReport(findings: Readonly<Record<string, string>>) {
  const usual = {
    SSLv2: 'not offered',
    SSLv3: 'not offered',
    TLS1: 'not offered',
    TLS1_1: 'not offered',
    TLS1_2: 'offered',
    TLS1_3: 'offered with final',
    'cipher-tls1_2_xc02f': 'TLSv1.2   xc02f   ECDHE-RSA-AES128-GCM-SHA256',
    'cipher-tls1_3_x1301': 'TLSv1.3   x1301   TLS_AES_128_GCM_SHA256',
    cert: leaf.pem.replaceAll('\n', ' '),
    cert_chain_of_trust: 'passed.',
    OCSP_stapling: 'not offered',
    secure_renego: 'supported',
    secure_client_renego: 'not vulnerable',
    CRIME_TLS: 'not vulnerable',
    fallback_SCSV: 'supported',
    ALPN: 'h2, http/1.1',
    HSTS_time: '730 days (=63072000 seconds) > 15552000 seconds',
  };
  return Object.entries({ ...usual, ...findings }).map(([id, finding]) => ({
    id,
    ip: 'localhost/192.0.2.1',
    port: '443',
    severity: 'INFO',
    finding,
  }));
}
