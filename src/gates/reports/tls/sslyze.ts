import { epochOf } from '../../../ground/instant.ts';
import type { TlsAddress, TlsStaple } from '../../rules/tls/evidence.ts';
import type { Offer, Version } from '../../rules/tls/versions.ts';
import { answerOf, at, listAt, numberAt, textAt } from './loose.ts';
import { chainFrom, type Reported, unknownAddress } from './reported.ts';

const scans: readonly (readonly [Version, string])[] = [
  ['SSLv2', 'ssl_2_0_cipher_suites'],
  ['SSLv3', 'ssl_3_0_cipher_suites'],
  ['TLSv1', 'tls_1_0_cipher_suites'],
  ['TLSv1.1', 'tls_1_1_cipher_suites'],
  ['TLSv1.2', 'tls_1_2_cipher_suites'],
  ['TLSv1.3', 'tls_1_3_cipher_suites'],
];

/** The JSON of sslyze 5 and newer. */
export function readSslyze(report: unknown): Reported[] {
  const ended = epochOf(`${(textAt(report, 'date_scans_completed') ?? '').replace(/\.\d+$|Z$/g, '')}Z`);
  return listAt(report, 'server_scan_results').map((server) => {
    const host = textAt(server, 'server_location', 'hostname') ?? '';
    const ip = textAt(server, 'server_location', 'ip_address') ?? host;
    return {
      host,
      port: numberAt(server, 'server_location', 'port') ?? 443,
      address: addressFrom(server, { host, ip }),
      ...(Number.isNaN(ended) ? {} : { scannedAt: ended }),
    };
  });
}

function addressFrom(server: unknown, { host, ip }: { host: string; ip: string }): TlsAddress {
  const unknown = unknownAddress(ip);
  if (textAt(server, 'connectivity_status') !== 'COMPLETED')
    return { ...unknown, isReached: false, why: 'sslyze could not connect' };
  const resultOf = (scan: string): unknown =>
    textAt(server, 'scan_result', scan, 'status') === 'COMPLETED' ? at(server, 'scan_result', scan, 'result') : undefined;
  const offers = new Map(scans.map(([version, scan]) => [version, offerOf(resultOf(scan))]));
  const sizes = scans.flatMap(([, scan]) => listAt(resultOf(scan), 'accepted_cipher_suites').flatMap(dhBitsOf));
  const curves = listAt(resultOf('elliptic_curves'), 'supported_curves').flatMap((curve) => textAt(curve, 'name') ?? []);
  const hsts = hstsOf(resultOf('http_headers'));
  return {
    ...unknown,
    protocols: { ...unknown.protocols, ...Object.fromEntries(offers) },
    suites: scans.flatMap(([version, scan]) => suitesOf(version, resultOf(scan))),
    groups: curves.length === 0 ? [] : [{ version: 'TLSv1.2', groups: curves.map(groupOf), isComplete: false }],
    ...(sizes.length > 0 && { dhBits: Math.min(...sizes) }),
    ...chainsOf(resultOf('certificate_info'), host),
    compression: answerOf(at(resultOf('tls_compression'), 'supports_compression')),
    secureRenegotiation: answerOf(at(resultOf('session_renegotiation'), 'supports_secure_renegotiation')),
    clientRenegotiation: answerOf(at(resultOf('session_renegotiation'), 'is_vulnerable_to_client_renegotiation_dos')),
    fallback: answerOf(at(resultOf('tls_fallback_scsv'), 'supports_fallback_scsv')),
    ...(hsts !== undefined && { hsts }),
  };
}

function offerOf(result: unknown): Offer {
  const isSupported = at(result, 'is_tls_version_supported');
  const accepted = at(result, 'accepted_cipher_suites');
  if (!Array.isArray(accepted)) return 'untested';
  if (accepted.length > 0 || isSupported === true) return 'offered';
  return isSupported === false ? 'refused' : 'untested';
}

function suitesOf(version: Version, result: unknown): TlsAddress['suites'] {
  const names = listAt(result, 'accepted_cipher_suites').flatMap((each) => textAt(each, 'cipher_suite', 'name') ?? []);
  if (version === 'SSLv2' || names.length === 0) return [];
  return [{ version, suites: [...new Set(names)], preference: 'untested', isComplete: true }];
}

function dhBitsOf(accepted: unknown): number[] {
  const size = numberAt(accepted, 'ephemeral_key', 'size');
  return size !== undefined && textAt(accepted, 'ephemeral_key', 'type_name') === 'DH' ? [size] : [];
}

function groupOf(name: string): string {
  const known: Readonly<Record<string, string>> = {
    prime256v1: 'secp256r1',
    X25519: 'x25519',
    X448: 'x448',
    prime192v1: 'secp192r1',
  };
  return known[name] ?? name;
}

function chainsOf(result: unknown, host: string): Pick<TlsAddress, 'chains' | 'unreadChains'> {
  const all = listAt(result, 'certificate_deployments').map((deployment) => {
    const paths = listAt(deployment, 'path_validation_results');
    const mozilla = paths.find((path) => textAt(path, 'trust_store', 'name') === 'Mozilla') ?? paths[0];
    const isTrusted = at(mozilla, 'was_validation_successful');
    const why = textAt(mozilla, 'openssl_error_string') ?? textAt(mozilla, 'validation_error') ?? 'sslyze does not trust it';
    return chainFrom({
      pem: listAt(deployment, 'received_certificate_chain').flatMap((each) => textAt(each, 'as_pem') ?? ''),
      host,
      isWhole: true,
      ...(typeof isTrusted === 'boolean' && { verdict: { isTrusted, why } }),
      ...stapledOf(at(deployment, 'ocsp_response')),
    });
  });
  return {
    chains: all.flatMap(({ chains }) => chains),
    unreadChains: all.reduce((sum, { unreadChains }) => sum + unreadChains, 0),
  };
}

function stapledOf(response: unknown): { stapling: 'stapled' | 'none' | 'untested'; staple?: TlsStaple } {
  if (response === null) return { stapling: 'none' };
  const said = textAt(response, 'certificate_status')?.toLowerCase();
  const status = said === 'good' || said === 'revoked' || said === 'unknown' ? said : undefined;
  const [from, until] = [textAt(response, 'this_update'), textAt(response, 'next_update')];
  if (status === undefined || from === undefined) return { stapling: 'untested' };
  const time = (text: string) => `${text.replace(/\.\d+$|Z$/g, '')}Z`;
  return { stapling: 'stapled', staple: { status, from: time(from), ...(until !== undefined && { until: time(until) }) } };
}

function hstsOf(result: unknown): number | undefined {
  if (result === undefined) return undefined;
  const header = at(result, 'strict_transport_security_header');
  return header === null ? 0 : numberAt(header, 'max_age');
}
