import type { Answered, TlsAddress } from '../../rules/tls/evidence.ts';
import { suiteName } from '../../rules/tls/suites.ts';
import { protocolsBy, type Version, versions } from '../../rules/tls/versions.ts';
import { at, listAt, textAt } from './loose.ts';
import { chainFrom, type Reported, unknownAddress } from './reported.ts';

interface Row {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

/** The rows of testssl.sh, from its flat JSON and from its pretty one, by the address that they speak of. */
export function readTestssl(report: unknown): Reported[] {
  const flat = Array.isArray(report) ? report : [];
  const byPlace = Map.groupBy(flat, (row) => `${textAt(row, 'ip') ?? ''}:${textAt(row, 'port') ?? ''}`);
  const fromFlat = [...byPlace.values()].map((rows) => reportedFrom(rows[0], rows.flatMap(rowOf)));
  const fromPretty = listAt(report, 'scanResult').map((result) => {
    const sections = typeof result === 'object' && result !== null ? Object.values(result) : [];
    const rows = sections.flatMap((section) => (Array.isArray(section) ? section.flatMap(rowOf) : []));
    const started = Number(at(report, 'startTime')) * 1000;
    return { ...reportedFrom(result, rows), ...(Number.isFinite(started) && started > 0 && { scannedAt: started }) };
  });
  return [...fromFlat, ...fromPretty].filter(({ host }) => host !== '');
}

function rowOf(value: unknown): Row[] {
  const [id, severity, finding] = [textAt(value, 'id'), textAt(value, 'severity'), textAt(value, 'finding')];
  return id === undefined || severity === undefined || finding === undefined ? [] : [{ id, severity, finding }];
}

function reportedFrom(place: unknown, rows: readonly Row[]): Reported {
  const [host = '', named] = (textAt(place, 'ip') ?? '').split('/');
  const target = textAt(place, 'targetHost') ?? host;
  const port = Number(textAt(place, 'port') ?? Number.NaN);
  return {
    host: target,
    port: Number.isInteger(port) ? port : 443,
    address: addressFrom(rows, { host: target, ip: named || host }),
  };
}

function addressFrom(rows: readonly Row[], { host, ip }: { host: string; ip: string }): TlsAddress {
  const of = (...ids: readonly string[]) => rows.find(({ id }) => ids.includes(id))?.finding;
  const fatal = rows.find(({ severity }) => severity === 'FATAL');
  const unknown = unknownAddress(ip);
  if (fatal !== undefined) return { ...unknown, isReached: false, why: fatal.finding };
  const hsts = hstsFrom(of('HSTS_time'), of('HSTS'));
  return {
    ...unknown,
    protocols: protocolsFrom(of),
    suites: suitesFrom(rows),
    ...chainFrom({
      pem: rows
        .filter(({ id }) => /^cert(?: <#1>|_1)?$/.test(id))
        .map(({ finding }) => finding)
        .slice(0, 1),
      host,
      isWhole: false,
      ...verdictFrom(of('cert_chain_of_trust')),
      stapling: (of('OCSP_stapling') ?? '').startsWith('not offered') ? 'none' : 'untested',
    }),
    fallback: fallbackFrom(of('fallback_SCSV')),
    secureRenegotiation: said(of('secure_renego'), /^(?:supported|OK)/i, /not supported|vulnerable/i),
    clientRenegotiation: vulnerable(of('secure_client_renego')),
    compression: vulnerable(of('CRIME_TLS')),
    alpn: (of('ALPN') ?? '')
      .split(/[,\s]+/)
      .filter((name) => /^(?:h2|h3|http\/1\.[01])$/.test(name))
      .map((protocol) => ({ protocol, offered: 'yes' as const })),
    ...(hsts !== undefined && { hsts }),
  };
}

const protocolIds: Readonly<Record<Version, string>> = {
  SSLv2: 'SSLv2',
  SSLv3: 'SSLv3',
  TLSv1: 'TLS1',
  'TLSv1.1': 'TLS1_1',
  'TLSv1.2': 'TLS1_2',
  'TLSv1.3': 'TLS1_3',
};

function protocolsFrom(of: (id: string) => string | undefined): TlsAddress['protocols'] {
  return protocolsBy((version) => {
    const finding = of(protocolIds[version]) ?? '';
    if (/^(?:is )?not offered/.test(finding)) return 'refused';
    return /^(?:is )?offered|^vulnerable/i.test(finding) ? 'offered' : 'untested';
  });
}

/** `cipher-tls1_2_xc02f`: a version and the number of a suite, which only a run with -E has. */
function suitesFrom(rows: readonly Row[]): TlsAddress['suites'] {
  const found = rows.flatMap(({ id }) => {
    const groups = /^cipher-(?<version>tls1(?:_[123])?|ssl3)_x(?<code>[0-9a-f]+)$/i.exec(id)?.groups;
    const version = versions.find(
      (each) => protocolIds[each].toLowerCase().replace('sslv', 'ssl') === groups?.['version']?.toLowerCase(),
    );
    return version === undefined ? [] : [{ version, name: suiteName(Number.parseInt(groups?.['code'] ?? '', 16)) }];
  });
  return [...Map.groupBy(found, ({ version }) => version)].map(([version, all]) => ({
    version,
    suites: [...new Set(all.map(({ name }) => name))],
    preference: 'untested',
    isComplete: true,
  }));
}

function said(finding: string | undefined, yes: RegExp, no: RegExp): Answered {
  if (finding === undefined) return 'untested';
  if (no.test(finding)) return 'no';
  return yes.test(finding) ? 'yes' : 'untested';
}

function vulnerable(finding: string | undefined): Answered {
  return said(finding, /vulnerable/i, /^not vulnerable|not supported/i);
}

function fallbackFrom(finding = ''): TlsAddress['fallback'] {
  if (/^supported/i.test(finding)) return 'yes';
  if (/^no fallback possible|^no protocol below/i.test(finding)) return 'one version';
  return /^not supported/i.test(finding) ? 'no' : 'untested';
}

function verdictFrom(finding: string | undefined) {
  if (finding === undefined) return {};
  return { verdict: { isTrusted: /^passed/i.test(finding), why: finding } };
}

function hstsFrom(time: string | undefined, header: string | undefined): number | undefined {
  const seconds = /(?<seconds>\d+) seconds/.exec(time ?? '')?.groups?.['seconds'];
  if (seconds !== undefined) return Number(seconds);
  return (header ?? '').startsWith('not offered') ? 0 : undefined;
}
