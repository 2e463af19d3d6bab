import { versionCodes } from '../../probes/tls/wire.ts';
import type { Answered, TlsAddress } from '../../rules/tls/evidence.ts';
import { type Offer, protocolsBy, type Version, versions } from '../../rules/tls/versions.ts';
import { answerOf, at, listAt, numberAt, textAt } from './loose.ts';
import { chainFrom, type Reported, unknownAddress } from './reported.ts';

/** A host as the API of SSL Labs returns it, or a list of them as ssllabs-scan writes it. */
export function readSslLabs(report: unknown): Reported[] {
  const hosts = Array.isArray(report) ? report : [report];
  return hosts.flatMap((host) => {
    const scannedAt = numberAt(host, 'testTime');
    const common = {
      host: textAt(host, 'host') ?? '',
      port: numberAt(host, 'port') ?? 443,
      ...(scannedAt !== undefined && { scannedAt }),
    };
    return listAt(host, 'endpoints').map((endpoint) => ({ ...common, address: addressFrom(endpoint, host) }));
  });
}

function addressFrom(endpoint: unknown, host: unknown): TlsAddress {
  const unknown = unknownAddress(textAt(endpoint, 'ipAddress') ?? '');
  const details = at(endpoint, 'details');
  const isReady = textAt(host, 'status') === 'READY' && textAt(endpoint, 'statusMessage') === 'Ready' && details !== undefined;
  if (!isReady) return { ...unknown, isReached: false, why: textAt(endpoint, 'statusMessage') ?? 'SSL Labs did not finish' };
  const offered = listAt(details, 'protocols').map((each) => numberAt(each, 'id'));
  const renegotiation = numberAt(details, 'renegSupport');
  const lists = listAt(details, 'suites');
  const sizes = lists.flatMap((each) =>
    listAt(each, 'list')
      .flatMap((suite) => numberAt(suite, 'dhP') ?? [])
      .map((bytes) => bytes * 8),
  );
  const groups = listAt(details, 'namedGroups', 'list').flatMap((each) => textAt(each, 'name') ?? []);
  const hsts = hstsOf(at(details, 'hstsPolicy'));
  return {
    ...unknown,
    protocols: offered.length === 0 ? unknown.protocols : { ...unknown.protocols, ...offersOf(offered) },
    suites: lists.flatMap(suitesOf),
    groups: groups.length === 0 ? [] : [{ version: 'TLSv1.2', groups, isComplete: false }],
    ...(sizes.length > 0 && { dhBits: Math.min(...sizes) }),
    ...chainsOf(details, host),
    compression: countOf(numberAt(details, 'compressionMethods')),
    heartbeat: answerOf(at(details, 'heartbeat')),
    fallback: answerOf(at(details, 'fallbackScsv')),
    // Bits: 1 insecure by clients, 2 secure, 4 secure by clients, 8 demanded.
    secureRenegotiation: renegotiation === undefined ? 'untested' : (renegotiation & 2) === 0 ? 'no' : 'yes',
    clientRenegotiation: renegotiation === undefined ? 'untested' : (renegotiation & 5) === 0 ? 'no' : 'yes',
    resumption: resumedOf(numberAt(details, 'sessionResumption')),
    alpn: (textAt(details, 'alpnProtocols') ?? '')
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((protocol) => ({ protocol, offered: 'yes' as const })),
    ...(hsts !== undefined && { hsts }),
  };
}

/** It lists what is offered; what it looked for and does not list is not. */
function offersOf(offered: readonly (number | undefined)[]): { [V in Version]: Offer } {
  return protocolsBy((version) => (offered.includes(versionCodes[version]) ? 'offered' : 'refused'));
}

function suitesOf(each: unknown): TlsAddress['suites'] {
  const version = versions.find((name) => versionCodes[name] === numberAt(each, 'protocol'));
  const names = listAt(each, 'list').flatMap((suite) => textAt(suite, 'name') ?? []);
  if (version === undefined || version === 'SSLv2' || names.length === 0) return [];
  const preference = at(each, 'preference');
  return [
    {
      version,
      suites: names,
      preference: preference === true ? 'server' : preference === false ? 'client' : 'untested',
      isComplete: true,
    },
  ];
}

function chainsOf(details: unknown, host: unknown): Pick<TlsAddress, 'chains' | 'unreadChains'> {
  const raw = new Map(listAt(host, 'certs').map((each) => [textAt(each, 'id'), textAt(each, 'raw') ?? '']));
  const stapled = at(details, 'ocspStapling');
  const all = listAt(details, 'certChains')
    .filter((each) => at(each, 'noSni') !== true)
    .map((each) => {
      const paths = listAt(each, 'trustPaths').flatMap((path) => listAt(path, 'trust'));
      const mozilla = paths.filter((trust) => textAt(trust, 'rootStore') === 'Mozilla');
      const isTrusted = mozilla.some((trust) => at(trust, 'isTrusted') === true);
      const why = textAt(mozilla[0], 'trustErrorMessage') ?? 'SSL Labs does not trust it';
      return chainFrom({
        pem: listAt(each, 'certIds').map((id) => raw.get(String(id)) ?? ''),
        host: textAt(host, 'host') ?? '',
        isWhole: true,
        ...(mozilla.length > 0 && { verdict: { isTrusted, why } }),
        stapling: stapled === false ? 'none' : 'untested',
      });
    });
  return {
    chains: all.flatMap(({ chains }) => chains),
    unreadChains: all.reduce((sum, { unreadChains }) => sum + unreadChains, 0),
  };
}

function countOf(count: number | undefined): Answered {
  if (count === undefined) return 'untested';
  return count === 0 ? 'no' : 'yes';
}

function resumedOf(state: number | undefined): Answered {
  if (state === undefined) return 'untested';
  return state === 2 ? 'yes' : 'no';
}

function hstsOf(policy: unknown): number | undefined {
  const status = textAt(policy, 'status');
  if (status === 'absent') return 0;
  return status === 'present' ? numberAt(policy, 'maxAge') : undefined;
}
