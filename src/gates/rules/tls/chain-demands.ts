import { epochOf } from '../../../ground/instant.ts';
import type { Finding } from '../../engine/contract.ts';
import type { TlsChain, TlsEvidence } from './evidence.ts';
import { atEachChain, type Found, idOf } from './outcome.ts';
import { isWeakSignature, keyFlaw, pathOf } from './weakness.ts';

type Look = (seen: TlsEvidence) => Required<Found>;

const overChains =
  (look: (chain: TlsChain, seen: TlsEvidence) => Found): Look =>
  (seen) =>
    atEachChain(seen, (chain) => look(chain, seen));

const trustWords: Readonly<Record<TlsChain['trust'], string>> = {
  trusted: 'is trusted',
  'self-signed': 'is signed by itself alone',
  'unknown-root': 'ends in a root that nobody knows',
  incomplete: 'does not reach a root: a certificate in between is missing',
  invalid: 'breaks a rule for chains',
  untested: 'could not be looked at',
};

export const trusted = overChains(({ trust, trustWhy, certificates: [own] }) => {
  if (trust === 'trusted') return {};
  if (trust === 'untested') return { doubts: ['whether the chain is trusted could not be looked at'] };
  const why = trustWhy === undefined ? '' : ` (${trustWhy})`;
  return { findings: [{ id: `trust:${trust}`, title: `The chain of ${own?.subject ?? '?'} ${trustWords[trust]}${why}.` }] };
});

export const hostname = overChains(({ hostname: fits, certificates: [own] }, { host }) => {
  if (fits === 'matches') return {};
  const names = own?.names.slice(0, 5).join(', ') ?? '';
  return { findings: [{ id: 'hostname', title: `The certificate is not for ${host}, but for ${names || 'nobody by name'}.` }] };
});

export const wholeChain = overChains(({ trust, order, extra, certificates }) => {
  const named = extra.map((at) => certificates[at]).filter((each) => each !== undefined);
  const findings: Finding[] = [
    ...(trust === 'incomplete'
      ? [{ id: 'chain:incomplete', title: 'A certificate between the own one and a root is not sent.' }]
      : []),
    ...(order === 'wrong'
      ? [{ id: 'chain:order', title: 'The certificates are not sent one after the other, the own one first.' }]
      : []),
    ...named.map((each) => ({
      id: `chain:extra:${idOf(each)}`,
      title: `${each.subject} is sent and has nothing to do with the chain.`,
    })),
  ];
  return { findings, doubts: order === 'untested' ? ['the chain as it was sent could not be looked at'] : [] };
});

export const dates = overChains((chain, { at }) => {
  const now = epochOf(at);
  if (Number.isNaN(now)) return { doubts: ['the time of the scan cannot be read'] };
  return {
    findings: pathOf(chain).flatMap((each) => {
      if (!(epochOf(each.notAfter) >= now))
        return [{ id: `expired:${idOf(each)}`, title: `${each.subject} expired on ${each.notAfter}.` }];
      if (!(epochOf(each.notBefore) <= now))
        return [{ id: `early:${idOf(each)}`, title: `${each.subject} is not valid before ${each.notBefore}.` }];
      return [];
    }),
  };
});

export const signatures = overChains((chain) => ({
  findings: pathOf(chain)
    .filter((each) => !each.isSelfSigned && isWeakSignature(each))
    .map((each) => ({ id: `signature:${idOf(each)}`, title: `${each.subject} is signed with ${each.signature}.` })),
}));

export const keys = overChains((chain) => ({
  findings: pathOf(chain).flatMap((each) => {
    const flaw = keyFlaw(each);
    return flaw === undefined ? [] : [{ id: `key:${idOf(each)}`, title: `The key of ${each.subject} ${flaw}.` }];
  }),
}));

/** Asked only of certificates that name a responder: most of today's do not, and cannot be stapled. */
export const stapling: Look = (seen) => {
  const now = epochOf(seen.at);
  return atEachChain(seen, ({ certificates: [own], staple, stapling: has }) => {
    if (own === undefined || (!own.hasResponder && !own.mustStaple && staple === undefined)) return {};
    if (has === 'untested') return { doubts: ['whether the certificate is stapled could not be looked at'] };
    if (staple === undefined)
      return { findings: [{ id: 'staple:none', title: `No OCSP response is stapled for ${own.subject}.` }] };
    if (staple.status !== 'good')
      return {
        findings: [{ id: `staple:${staple.status}`, title: `The stapled response says ${staple.why ?? staple.status}.` }],
      };
    const isOver = staple.until !== undefined && !(epochOf(staple.until) >= now);
    const isEarly = staple.from === undefined || !(epochOf(staple.from) <= now);
    if (!isOver && !isEarly) return {};
    return {
      findings: [
        { id: 'staple:old', title: `The stapled response counts from ${staple.from ?? '?'} to ${staple.until ?? '?'} only.` },
      ],
    };
  });
};

const fewestTimestamps = 2;

export const timestamps = overChains(({ certificates: [own], timestamps: further }) => {
  const count = (own?.timestamps ?? 0) + further;
  if (count >= fewestTimestamps) return {};
  const title = `The certificate has ${count} signed timestamps of certificate transparency; browsers want ${fewestTimestamps}.`;
  return { findings: [{ id: 'timestamps', title, value: count, better: 'higher' }] };
});
