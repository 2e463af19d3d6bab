import { epochOf } from '../../../ground/instant.ts';
import type { TlsAddress, TlsCertificate, TlsEvidence } from './evidence.ts';
import { groupBits } from './groups.ts';
import { strengthOf } from './suites.ts';
import { isOlder, type Version, versions } from './versions.ts';
import { isWeakSignature, keyFlaw, pathOf, weaknessOf } from './weakness.ts';

/** Best first. What is not trusted, or speaks for another name, has a grade of its own that is below all of them. */
export const grades = ['A+', 'A', 'A-', 'B', 'C', 'D', 'E', 'F'] as const;
export type Grade = (typeof grades)[number] | 'M' | 'T';

export interface Graded {
  /** `?` when something that could lower it was not tested. */
  readonly grade: Grade | '?';
  readonly score: number;
  /** What keeps it from being better, worst first. */
  readonly reasons: readonly string[];
}

const order: readonly Grade[] = [...grades, 'M', 'T'];

export function isWorse(grade: Grade, than: Grade): boolean {
  return order.indexOf(grade) > order.indexOf(than);
}

interface Cap {
  readonly grade: Grade;
  readonly why: string;
}

/** After the rating guide of SSL Labs: three scores, and caps for what is broken. The worst address counts. */
export function gradeOf(seen: TlsEvidence): Graded {
  const each = seen.addresses.map((address) => gradeOfAddress(address, seen));
  const [first] = each;
  if (first === undefined) return { grade: '?', score: 0, reasons: ['no address was tested'] };
  const unknown = each.find(({ grade }) => grade === '?');
  if (unknown !== undefined) return unknown;
  return each.reduce(
    (worst, next) => (next.grade !== '?' && worst.grade !== '?' && isWorse(next.grade, worst.grade) ? next : worst),
    first,
  );
}

function gradeOfAddress(address: TlsAddress, seen: TlsEvidence): Graded {
  const blind = blindSpots(address);
  if (!address.isReached) return { grade: '?', score: 0, reasons: blind };
  const score = scoreOf(address);
  const caps = [...trustCaps(address, seen.at), ...suiteCaps(address), ...versionCaps(address), ...otherCaps(address, seen)];
  const reasons = [
    ...new Set(
      caps.toSorted((a, b) => order.indexOf(b.grade) - order.indexOf(a.grade)).map(({ grade, why }) => `${grade}: ${why}`),
    ),
  ];
  if (blind.length > 0) return { grade: '?', score, reasons: [...blind, ...reasons] };
  const grade = [byScore(score), ...caps.map((cap) => cap.grade)].reduce((worst, next) => (isWorse(next, worst) ? next : worst));
  return { grade, score, reasons };
}

function blindSpots(seen: TlsAddress): string[] {
  const { address, isReached, why = 'nobody can tell', protocols, suites, chains, unreadChains } = seen;
  if (!isReached) return [`${address} could not be tested: ${why}`];
  const untested = versions
    .filter((version) => protocols[version] === 'untested')
    .map((version) => `${version} could not be tested`);
  const unlisted = versions.filter(
    (version) => version !== 'SSLv2' && protocols[version] === 'offered' && !suites.some((each) => each.version === version),
  );
  const cut = suites.filter(({ isComplete }) => !isComplete).map(({ version }) => `not all suites of ${version} could be tested`);
  return [
    ...untested,
    ...cut,
    ...blindFeatures(seen),
    ...unlisted.map((version) => `the suites of ${version} were not tested`),
    ...(chains.length === 0 && !onlyAnonymous(suites) ? ['no certificate was seen'] : []),
    ...(unreadChains > 0 ? ['a chain cannot be read'] : []),
  ];
}

/** What could lower the grade, and was asked of this server. */
function blindFeatures({ protocols, compression, secureRenegotiation, chains }: TlsAddress): string[] {
  const isOld = (['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const).some((version) => protocols[version] === 'offered');
  return [
    ...(isOld && compression === 'untested' ? ['compression could not be tested'] : []),
    ...(isOld && secureRenegotiation === 'untested' ? ['whether renegotiation is secure could not be tested'] : []),
    ...(chains.some(({ trust }) => trust === 'untested') ? ['whether the chain is trusted could not be tested'] : []),
  ];
}

function onlyAnonymous(suites: TlsAddress['suites']): boolean {
  return suites.every((each) => each.suites.every((name) => !strengthOf(name).isAuthenticated));
}

function byScore(score: number): Grade {
  const steps: readonly (readonly [number, Grade])[] = [
    [80, 'A+'],
    [65, 'B'],
    [50, 'C'],
    [35, 'D'],
    [20, 'E'],
  ];
  return steps.find(([least]) => score >= least)?.[1] ?? 'F';
}

const versionScores: Readonly<Record<Version, number>> = {
  SSLv2: 0,
  SSLv3: 80,
  TLSv1: 90,
  'TLSv1.1': 95,
  'TLSv1.2': 100,
  'TLSv1.3': 100,
};

function scoreOf(address: TlsAddress): number {
  const offered = versions.filter((version) => address.protocols[version] === 'offered').map((version) => versionScores[version]);
  const bits = address.suites.flatMap(({ suites }) => suites.map((name) => bitScore(strengthOf(name).bits)));
  return Math.floor(middle(offered) * 0.3 + exchangeScore(address) * 0.3 + middle(bits) * 0.4);
}

function middle(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : (Math.min(...scores) + Math.max(...scores)) / 2;
}

function bitScore(bits: number): number {
  if (bits >= 256) return 100;
  if (bits >= 128) return 80;
  return bits > 0 ? 20 : 0;
}

/** The weakest way to agree on a key: the key of the certificate, a prime, or a curve. In bits of RSA. */
function exchangeScore({ chains, dhBits, groups, suites }: TlsAddress): number {
  const keys = chains.flatMap(({ certificates }) => certificates.slice(0, 1).map(({ key }) => rsaBits(key)));
  const curves = groups.flatMap((each) =>
    each.groups.filter((name) => !name.startsWith('ffdhe')).map((name) => (groupBits(name) ?? 256) * 12),
  );
  const isOpen = suites.some((each) => each.suites.some((name) => !strengthOf(name).isAuthenticated));
  const weakest = Math.min(...keys, ...curves, dhBits ?? Number.POSITIVE_INFINITY, isOpen ? 0 : Number.POSITIVE_INFINITY);
  const steps: readonly (readonly [number, number])[] = [
    [4096, 100],
    [2048, 90],
    [1024, 80],
    [512, 40],
    [1, 20],
  ];
  return steps.find(([least]) => weakest >= least)?.[1] ?? 0;
}

function rsaBits({ kind, bits }: TlsCertificate['key']): number {
  return kind === 'RSA' || kind === 'DSA' || kind === 'rsa-pss' ? bits : bits * 12;
}

function trustCaps({ chains }: TlsAddress, at: string): Cap[] {
  const now = epochOf(at);
  return chains.flatMap((chain): Cap[] => {
    const path = pathOf(chain);
    const late = path.filter(({ notAfter }) => epochOf(notAfter) < now);
    const early = path.filter(({ notBefore }) => epochOf(notBefore) > now);
    const weak = path.filter((each) => !each.isSelfSigned && isWeakSignature(each));
    return [
      ...(chain.trust === 'trusted' ? [] : [{ grade: 'T' as const, why: `the chain is not trusted (${chain.trust})` }]),
      ...late.map(({ subject }) => ({ grade: 'T' as const, why: `${subject} has expired` })),
      ...early.map(({ subject }) => ({ grade: 'T' as const, why: `${subject} is not valid yet` })),
      ...weak.map(({ subject, signature }) => ({
        grade: /^md/i.test(signature) ? ('F' as const) : ('T' as const),
        why: `${subject} is signed with ${signature}`,
      })),
      ...chain.certificates.slice(0, 1).flatMap(keyCap),
      ...(chain.staple?.status === 'revoked' ? [{ grade: 'T' as const, why: 'the certificate is revoked' }] : []),
      ...(chain.hostname === 'matches' ? [] : [{ grade: 'M' as const, why: 'the certificate is for another name' }]),
      ...(chain.order === 'wrong' ? [{ grade: 'B' as const, why: 'the chain is sent in the wrong order' }] : []),
    ];
  });
}

function keyCap(own: TlsCertificate): Cap[] {
  const flaw = keyFlaw(own);
  return flaw === undefined ? [] : [{ grade: rsaBits(own.key) < 1024 ? 'F' : 'B', why: `the key of ${own.subject} ${flaw}` }];
}

function suiteCaps({ suites, dhBits, protocols }: TlsAddress): Cap[] {
  const names = [...new Set(suites.flatMap((each) => each.suites))];
  const newer = new Set(suites.filter(({ version }) => !isOlder(version, 'TLSv1.1')).flatMap((each) => each.suites));
  const caps = names.flatMap((name): Cap[] => {
    const { cipher, bits, isAuthenticated, isExport } = strengthOf(name);
    if (bits < 112 || !isAuthenticated || isExport) return [{ grade: 'F', why: `${name} ${weaknessOf(name)}` }];
    if (/^(?:RC4|3DES)/.test(cipher)) return [{ grade: newer.has(name) ? 'C' : 'B', why: `${name} ${weaknessOf(name)}` }];
    return [];
  });
  const has = (quality: 'hasForwardSecrecy' | 'isAead') => names.length === 0 || names.some((name) => strengthOf(name)[quality]);
  return [
    ...caps,
    ...(has('hasForwardSecrecy') ? [] : [{ grade: 'B' as const, why: 'no suite has forward secrecy' }]),
    ...(has('isAead') ? [] : [{ grade: 'B' as const, why: 'no suite is authenticated encryption' }]),
    ...(dhBits === undefined || dhBits >= 2048
      ? []
      : [{ grade: dhBits < 1024 ? ('F' as const) : ('B' as const), why: `DHE uses a prime of ${dhBits} bits` }]),
    ...(protocols['TLSv1.2'] === 'offered' || protocols['TLSv1.3'] === 'offered'
      ? []
      : [{ grade: 'C' as const, why: 'neither TLSv1.2 nor TLSv1.3 is offered' }]),
  ];
}

function versionCaps({ protocols }: TlsAddress): Cap[] {
  const caps: readonly (readonly [Version, Grade])[] = [
    ['SSLv2', 'F'],
    ['SSLv3', 'C'],
    ['TLSv1', 'B'],
    ['TLSv1.1', 'B'],
  ];
  return caps
    .filter(([version]) => protocols[version] === 'offered')
    .map(([version, grade]) => ({ grade, why: `${version} is offered` }));
}

/** Half a year, in seconds. */
const longHsts = 15_768_000;

function otherCaps(address: TlsAddress, { startTls }: TlsEvidence): Cap[] {
  const { compression, secureRenegotiation, fallback, protocols, hsts, chains } = address;
  const isOld = (['SSLv3', 'TLSv1', 'TLSv1.1'] as const).some((version) => protocols[version] === 'offered');
  const missesStaple = chains.some(({ certificates, stapling }) => certificates[0]?.mustStaple === true && stapling === 'none');
  return [
    ...(compression === 'yes' ? [{ grade: 'C' as const, why: 'compression is offered' }] : []),
    ...(missesStaple ? [{ grade: 'B' as const, why: 'the certificate must be stapled, and is not' }] : []),
    ...(secureRenegotiation === 'no' ? [{ grade: 'A-' as const, why: 'renegotiation is not secure' }] : []),
    ...(isOld && fallback === 'no' ? [{ grade: 'A' as const, why: 'fallback to older versions is not noticed' }] : []),
    ...(startTls === undefined && (hsts ?? 0) < longHsts ? [{ grade: 'A' as const, why: hstsWhy(hsts) }] : []),
  ];
}

function hstsWhy(hsts: number | undefined): string {
  if (hsts === undefined) return 'Strict-Transport-Security was not seen';
  return hsts === 0 ? 'Strict-Transport-Security is not sent' : 'Strict-Transport-Security lasts less than half a year';
}
