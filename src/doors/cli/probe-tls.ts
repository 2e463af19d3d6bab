import type { TlsAddress, TlsChain, TlsEvidence } from '../../gates/rules/tls/evidence.ts';
import { overviewOf } from '../../gates/rules/tls/overview.ts';
import { isOlder, versions } from '../../gates/rules/tls/versions.ts';
import { weaknessOf } from '../../gates/rules/tls/weakness.ts';
import { epochOf } from '../../ground/instant.ts';
import type { ProbeRow, ProbeSection } from '../../views/probe.ts';

/** What `gonogo probe tls` says beside the answer: what the server is like, whether it was asked for or not. */
export function tlsDetails(seen: TlsEvidence): { json: object; sections: readonly ProbeSection[] } {
  const { grade, score, reasons, protocols, ...rest } = overviewOf(seen);
  const several = seen.addresses.length > 1;
  const at = (title: string, { address }: TlsAddress) => (several ? `${title} at ${address}` : title);
  const sections: ProbeSection[] = [
    {
      title: grade === '?' ? 'No grade can be given' : `Grade ${grade}, ${score} of 100`,
      rows: reasons.map((title) => ({ title })),
    },
    ...seen.addresses.flatMap((address) => [
      { title: at('Versions', address), rows: versionRows(address) },
      { title: at('Suites', address), rows: suiteRows(address) },
      { title: at('Groups', address), rows: groupRows(address) },
      ...address.chains.map((chain) => ({ title: at('Certificate', address), rows: chainRows(chain, seen) })),
      { title: at('Also', address), rows: featureRows(address) },
    ]),
    { title: 'CAA', rows: (seen.caa?.records ?? []).map((title) => ({ title })) },
    { title: 'Not tested', rows: seen.untested.map(({ what, why }) => ({ title: what, detail: why, sign: 'unknown' as const })) },
  ];
  return { json: { grade, score, reasons, protocols, ...rest }, sections };
}

function versionRows({ protocols, isReached, why = 'nobody can tell' }: TlsAddress): ProbeRow[] {
  if (!isReached) return [{ sign: 'unknown', title: 'not reached', detail: why }];
  return versions
    .map((version): ProbeRow => {
      const detail = protocols[version];
      if (detail === 'untested') return { sign: 'unknown', title: version, detail };
      return { sign: (detail === 'offered') === isOlder(version, 'TLSv1.2') ? 'bad' : 'good', title: version, detail };
    })
    .map((row) => (row.title === 'TLSv1.2' && row.detail === 'refused' ? { ...row, sign: 'plain' } : row));
}

function suiteRows({ suites }: TlsAddress): ProbeRow[] {
  return suites.flatMap(({ version, suites: names, preference, isComplete }) => [
    { title: version, detail: [order(preference, names.length), ...(isComplete ? [] : ['perhaps more'])].join(', ') },
    ...names.map((name): ProbeRow => {
      const flaw = weaknessOf(name);
      return flaw === undefined ? { title: `  ${name}` } : { sign: 'bad', title: `  ${name}`, detail: flaw };
    }),
  ]);
}

function order(preference: TlsAddress['suites'][number]['preference'], count: number): string {
  if (count < 2) return 'one suite';
  return preference === 'untested' ? 'order not known' : `the ${preference} chooses`;
}

function groupRows({ groups, dhBits }: TlsAddress): ProbeRow[] {
  return [
    ...groups
      .filter((each) => each.groups.length > 0)
      .map((each) => ({ title: each.version, detail: `${each.groups.join(', ')}${each.isComplete ? '' : ', perhaps more'}` })),
    ...(dhBits === undefined
      ? []
      : [{ title: 'smallest prime', detail: `${dhBits} bits`, sign: dhBits < 2048 ? ('bad' as const) : ('good' as const) }]),
  ];
}

const dayMs = 86_400_000;

function chainRows(chain: TlsChain, { at, host }: TlsEvidence): ProbeRow[] {
  const { certificates, trust, trustWhy, order: sentIn, extra, hostname, staple, stapling, timestamps } = chain;
  const [own] = certificates;
  if (own === undefined) return [];
  const days = Math.floor((epochOf(own.notAfter) - epochOf(at)) / dayMs);
  const good = (isGood: boolean) => (isGood ? ('good' as const) : ('bad' as const));
  return [
    { title: own.subject, detail: `${own.key.kind} ${own.key.bits}, ${own.signature}` },
    { title: 'names', detail: own.names.join(', '), sign: good(hostname === 'matches') },
    ...(hostname === 'matches' ? [] : [{ title: 'host', detail: `${host} is none of them`, sign: 'bad' as const }]),
    { title: 'lasts', detail: `${days} days more, until ${own.notAfter}`, sign: good(days >= 0) },
    { title: 'trust', detail: trustWhy === undefined ? trust : `${trust} (${trustWhy})`, sign: good(trust === 'trusted') },
    {
      title: 'sent',
      detail: `${certificates.length}, in the ${sentIn} order${extra.length > 0 ? `, ${extra.length} of them foreign` : ''}`,
      sign: good(sentIn === 'right' && extra.length === 0),
    },
    ...certificates.slice(1).map((each) => ({
      title: '  above it',
      detail: `${each.subject}, ${each.key.kind} ${each.key.bits}, until ${each.notAfter}`,
    })),
    {
      title: 'OCSP',
      detail: `${own.hasResponder ? 'has a responder' : 'has no responder'}${own.mustStaple ? ', must be stapled' : ''}, ${staple?.status ?? stapling}`,
    },
    { title: 'signed timestamps', detail: String(own.timestamps + timestamps) },
  ];
}

function featureRows(address: TlsAddress): ProbeRow[] {
  const {
    alpn,
    hsts,
    fallback,
    resumption,
    compression,
    heartbeat,
    secureRenegotiation,
    clientRenegotiation,
    asksForCertificate,
    withoutName,
  } = address;
  if (!address.isReached) return [];
  const protocols = alpn.filter(({ offered }) => offered === 'yes').map(({ protocol }) => protocol);
  return [
    ...(alpn.length > 0 ? [{ title: 'ALPN', detail: protocols.join(', ') || 'none of those asked for' }] : []),
    { title: 'session resumption', detail: resumption },
    { title: 'secure renegotiation', detail: secureRenegotiation },
    { title: 'renegotiation by clients', detail: clientRenegotiation },
    { title: 'compression', detail: compression },
    { title: 'heartbeat', detail: heartbeat },
    { title: 'notices a fallback', detail: fallback },
    { title: 'asks for a certificate', detail: asksForCertificate },
    {
      title: 'without a name',
      detail: withoutName === 'untested' ? withoutName : `${withoutName} certificate`.replace('refused certificate', 'refused'),
    },
    ...(hsts === undefined ? [] : [{ title: 'Strict-Transport-Security', detail: hsts === 0 ? 'not sent' : `${hsts} s` }]),
  ];
}
