import { epochOf } from '../../../ground/instant.ts';
import type { TlsAddress, TlsCertificate, TlsEvidence } from './evidence.ts';
import { type Grade, gradeOf, isWorse } from './grade.ts';
import type { TlsLimits } from './limits.ts';
import { atEach, atEachChain, idOf, type Outcome, outcomeOf } from './outcome.ts';
import { allSuites, blindOf } from './server-demands.ts';
import { isOlder, mergedProtocols, type Version, versions } from './versions.ts';
import { keyFlaw, pathOf } from './weakness.ts';

/** Every limit that has a value of its own. */
export function boundOutcomes(seen: TlsEvidence, limits: TlsLimits): Outcome[] {
  const { minimum, grade, days, lifetime, rsaBits, ecBits, dhBits, suites, groups, offers, alpn } = limits;
  return [
    ...(minimum === undefined ? [] : [oldest(seen, minimum)]),
    ...(grade === undefined ? [] : [graded(seen, grade)]),
    ...(days === undefined ? [] : [daysLeft(seen, days)]),
    ...(lifetime === undefined ? [] : [lifetimeLeft(seen, lifetime)]),
    ...(rsaBits === undefined ? [] : [keyBits(seen, { rsa: rsaBits, ec: 0 })]),
    ...(ecBits === undefined ? [] : [keyBits(seen, { rsa: 0, ec: ecBits })]),
    ...(dhBits === undefined ? [] : [primeBits(seen, dhBits)]),
    ...(suites === undefined ? [] : [onlySuites(seen, suites)]),
    ...(groups === undefined ? [] : [onlyGroups(seen, groups)]),
    ...(offers === undefined ? [] : [mustOffer(seen, offers)]),
    ...(alpn === undefined ? [] : [mustSpeak(seen, alpn)]),
  ];
}

function oldest(seen: TlsEvidence, minimum: Version): Outcome {
  const found = atEach(seen, ({ protocols }) => {
    const older = versions.filter((version) => isOlder(version, minimum));
    return {
      findings: older
        .filter((version) => protocols[version] === 'offered')
        .map((version) => ({ id: `version:${version}`, title: `${version} is offered; nothing older than ${minimum} may be.` })),
      doubts: older
        .filter((version) => protocols[version] === 'untested')
        .map((version) => `whether ${version} is offered could not be tested`),
    };
  });
  const all = mergedProtocols(seen.addresses.map(({ protocols }) => protocols));
  const value = versions.find((version) => all[version] === 'offered') ?? 'none';
  return outcomeOf('oldest version', found, {
    value,
    limit: `${minimum} or newer`,
    remedy: `Turn everything older than ${minimum} off.`,
  });
}

function graded(seen: TlsEvidence, least: Grade): Outcome {
  const { grade, reasons } = gradeOf(seen);
  const doubts = grade === '?' ? [`no grade can be given: ${reasons[0] ?? 'nothing was tested'}`] : [];
  const isMissed = grade !== '?' && isWorse(grade, least);
  const findings = isMissed
    ? [{ id: 'grade', title: `The grade is ${grade}, at least ${least} is asked. ${reasons.slice(0, 3).join('. ')}.` }]
    : [];
  const remedy = `See what lowers the grade: ${reasons[0] ?? 'its score'}.`;
  return outcomeOf('grade', { findings, doubts }, { value: grade, limit: `${least} or better`, remedy });
}

const dayMs = 86_400_000;

function leaves(seen: TlsEvidence): TlsCertificate[] {
  return seen.addresses.flatMap(({ chains }) => chains.flatMap(({ certificates }) => certificates.slice(0, 1)));
}

/** Rounded down: what is shown never promises more than there is. */
function leastOf(values: readonly number[]): number | string {
  const least = Math.min(...values);
  return Number.isFinite(least) ? Math.floor(least * 10) / 10 : 'not known';
}

function daysLeft(seen: TlsEvidence, least: number): Outcome {
  const left = ({ notAfter }: TlsCertificate) => (epochOf(notAfter) - epochOf(seen.at)) / dayMs;
  const found = atEachChain(seen, ({ certificates: [own] }) => {
    if (own === undefined || left(own) >= least) return {};
    const value = leastOf([left(own)]);
    if (typeof value === 'string') return { doubts: ['when the certificate ends cannot be read'] };
    const title = `${own.subject} lasts ${value} days more, at least ${least} are asked.`;
    return { findings: [{ id: `days:${idOf(own)}`, title, value, better: 'higher' }] };
  });
  const remedy = 'Renew the certificate, and see that its renewal runs by itself.';
  return outcomeOf('days left', found, { value: leastOf(leaves(seen).map(left)), limit: `at least ${least}`, remedy });
}

function lifetimeLeft(seen: TlsEvidence, least: number): Outcome {
  const left = ({ notAfter, notBefore }: TlsCertificate) =>
    (100 * (epochOf(notAfter) - epochOf(seen.at))) / (epochOf(notAfter) - epochOf(notBefore));
  const found = atEachChain(seen, ({ certificates: [own] }) => {
    if (own === undefined || left(own) >= least) return {};
    const value = leastOf([left(own)]);
    if (typeof value === 'string') return { doubts: ['how long the certificate lasts cannot be read'] };
    const title = `${own.subject} has ${value} % of its lifetime left, at least ${least} % is asked.`;
    return { findings: [{ id: `lifetime:${idOf(own)}`, title, value, better: 'higher' }] };
  });
  const remedy = 'Renew the certificate: at this point of its lifetime it should have been renewed already.';
  return outcomeOf('lifetime left', found, { value: leastOf(leaves(seen).map(left)), limit: `at least ${least} %`, remedy });
}

function keyBits(seen: TlsEvidence, least: { rsa: number; ec: number }): Outcome {
  const isRsa = least.rsa > 0;
  const found = atEachChain(seen, (chain) => ({
    findings: pathOf(chain).flatMap((each) => {
      const flaw = keyFlaw(each, least);
      return flaw === undefined ? [] : [{ id: `bits:${idOf(each)}`, title: `The key of ${each.subject} ${flaw}.` }];
    }),
  }));
  const kind = isRsa ? 'RSA' : 'EC';
  const keys = leaves(seen).filter(({ key }) => key.kind === kind);
  const value = keys.length === 0 ? 'none' : Math.min(...keys.map(({ key }) => key.bits));
  const remedy = 'Make a longer key, and have the certificate issued for it.';
  return outcomeOf(`${kind} bits`, found, { value, limit: `at least ${isRsa ? least.rsa : least.ec}`, remedy });
}

function primeBits(seen: TlsEvidence, least: number): Outcome {
  const found = atEach(seen, (address) => {
    const { dhBits } = address;
    if (dhBits === undefined || dhBits >= least) return { doubts: blindOf(address) };
    const title = `DHE uses a prime of ${dhBits} bits, at least ${least} are asked.`;
    return { findings: [{ id: 'dh', title, value: dhBits, better: 'higher' }] };
  });
  const sizes = seen.addresses.flatMap(({ dhBits }) => dhBits ?? []);
  const value = sizes.length === 0 ? 'none' : Math.min(...sizes);
  return outcomeOf('DH bits', found, { value, limit: `at least ${least}`, remedy: 'Leave DHE out, or use ffdhe2048 or more.' });
}

export function onlySuites(seen: TlsEvidence, allowed: readonly string[]): Outcome {
  const found = atEach(seen, (address) => ({
    findings: [
      ...allSuites(address)
        .filter((name) => !allowed.includes(name))
        .map((name) => ({ id: `suite:${name}`, title: `${name} is offered, which is not allowed.` })),
      ...(address.protocols.SSLv2 === 'offered'
        ? [{ id: 'suite:SSLv2', title: 'Suites of SSLv2 are offered, which are not allowed.' }]
        : []),
    ],
    doubts: blindOf(address),
  }));
  const value = new Set(seen.addresses.flatMap(allSuites)).size;
  return outcomeOf('suites', found, {
    value,
    limit: `only ${allowed.length} allowed ones`,
    remedy: 'Take these suites out of the configuration.',
  });
}

export function onlyGroups(seen: TlsEvidence, allowed: readonly string[]): Outcome {
  const names = ({ groups }: TlsAddress) => [...new Set(groups.flatMap((each) => each.groups))];
  const found = atEach(seen, (address) => ({
    findings: names(address)
      .filter((name) => !allowed.includes(name))
      .map((name) => ({ id: `group:${name}`, title: `The group ${name} is offered, which is not allowed.` })),
    doubts: address.groups
      .filter(({ isComplete }) => !isComplete)
      .map(({ version }) => `not all groups of ${version} could be tested`),
  }));
  const value = new Set(seen.addresses.flatMap(names)).size;
  return outcomeOf('groups', found, {
    value,
    limit: `only ${allowed.join(', ')}`,
    remedy: 'Take these groups out of the configuration.',
  });
}

function mustOffer(seen: TlsEvidence, wanted: readonly string[]): Outcome {
  const found = atEach(seen, (address) => {
    const has = new Set([
      ...versions.filter((version) => address.protocols[version] === 'offered'),
      ...allSuites(address),
      ...address.groups.flatMap((each) => each.groups),
    ]);
    const missing = wanted.filter((name) => !has.has(name));
    const blind = [
      ...blindOf(address),
      ...address.groups.filter(({ isComplete }) => !isComplete).map(() => 'not all groups could be tested'),
    ];
    if (blind.length > 0 && missing.length > 0) return { doubts: blind };
    return { findings: missing.map((name) => ({ id: `missing:${name}`, title: `${name} is not offered.` })) };
  });
  return outcomeOf('offers', found, {
    value: found.findings.length === 0,
    limit: wanted.join(', '),
    remedy: 'Turn on what is missing.',
  });
}

function mustSpeak(seen: TlsEvidence, wanted: readonly string[]): Outcome {
  const found = atEach(seen, ({ alpn }) => {
    const of = (name: string) => alpn.find(({ protocol }) => protocol === name)?.offered ?? 'untested';
    return {
      findings: wanted
        .filter((name) => of(name) === 'no')
        .map((name) => ({ id: `alpn:${name}`, title: `${name} is not offered by ALPN.` })),
      doubts: wanted.filter((name) => of(name) === 'untested').map((name) => `whether ${name} is offered by ALPN was not tested`),
    };
  });
  return outcomeOf('ALPN', found, {
    value: found.findings.length === 0,
    limit: wanted.join(', '),
    remedy: 'Turn these protocols on.',
  });
}
