import { epochOf } from '../../../ground/instant.ts';
import type { Finding } from '../../engine/contract.ts';
import { onlyGroups, onlySuites } from './bounds.ts';
import { stapling } from './chain-demands.ts';
import type { TlsCertificate, TlsEvidence } from './evidence.ts';
import { atEach, atEachChain, idOf, type Outcome, outcomeOf } from './outcome.ts';
import { type Profile, type ProfileName, profiles, profileVersion } from './profiles.ts';
import { versions } from './versions.ts';

/** Everything that a profile asks for, each as a limit of its own. */
export function profileOutcomes(seen: TlsEvidence, name: ProfileName): Outcome[] {
  const profile = profiles[name];
  const of = `${name} ${profileVersion}`;
  const all = [
    onlyVersions(seen, profile),
    onlySuites(seen, profile.suites),
    onlyGroups(seen, profile.groups),
    certificates(seen, profile),
    primes(seen, profile),
    strictTransport(seen, profile),
    ...(profile.staple ? [stapled(seen)] : []),
  ];
  return all.map((each) => ({ ...each, measured: { ...each.measured, metric: `${of}: ${each.measured.metric}` } }));
}

function onlyVersions(seen: TlsEvidence, { versions: allowed }: Profile): Outcome {
  const found = atEach(seen, ({ protocols }) => {
    const others = versions.filter((version) => !allowed.includes(version));
    return {
      findings: others
        .filter((version) => protocols[version] === 'offered')
        .map((version) => ({
          id: `version:${version}`,
          title: `${version} is offered; the profile allows ${allowed.join(' and ')}.`,
        })),
      doubts: others
        .filter((version) => protocols[version] === 'untested')
        .map((version) => `whether ${version} is offered could not be tested`),
    };
  });
  const value = found.findings.length === 0;
  return outcomeOf('versions', found, { value, limit: `only ${allowed.join(', ')}`, remedy: 'Turn the other versions off.' });
}

const dayMs = 86_400_000;

function certificates(seen: TlsEvidence, profile: Profile): Outcome {
  const found = atEachChain(seen, ({ certificates: [own] }) => ({ findings: own === undefined ? [] : flawsOf(own, profile) }));
  const remedy = 'Have the certificate issued as the profile wants it.';
  return outcomeOf('certificate', found, { value: found.findings.length === 0, limit: 'as the profile wants it', remedy });
}

function flawsOf(own: TlsCertificate, { keys, signatures, lifetimeDays }: Profile): Finding[] {
  const { key, signature, subject } = own;
  const fits = keys.some(
    ({ kind, bits }) => kind === key.kind && ('least' in bits ? key.bits >= bits.least : bits.includes(key.bits)),
  );
  const days = Math.ceil((epochOf(own.notAfter) - epochOf(own.notBefore)) / dayMs);
  return [
    ...(fits ? [] : [{ id: `profile-key:${idOf(own)}`, title: `The key of ${subject} is ${key.kind} ${key.bits}.` }]),
    ...(signatures.includes(signature)
      ? []
      : [{ id: `profile-signature:${idOf(own)}`, title: `${subject} is signed with ${signature}.` }]),
    ...(days <= lifetimeDays
      ? []
      : [
          { id: `profile-lifetime:${idOf(own)}`, title: `${subject} was issued for ${days} days, ${lifetimeDays} are the most.` },
        ]),
  ];
}

function primes(seen: TlsEvidence, { dhBits: least }: Profile): Outcome {
  const found = atEach(seen, ({ dhBits }) => {
    if (dhBits === undefined || dhBits >= least) return {};
    return { findings: [{ id: 'dh', title: `DHE uses a prime of ${dhBits} bits.`, value: dhBits, better: 'higher' }] };
  });
  return outcomeOf('DH', found, {
    value: found.findings.length === 0,
    limit: `at least ${least} bits`,
    remedy: 'Leave DHE out.',
  });
}

/** Asked of web servers only, and only where the front page answered. */
function strictTransport(seen: TlsEvidence, { hstsSeconds: least }: Profile): Outcome {
  const found = atEach(seen, ({ hsts }) => {
    if (seen.startTls !== undefined || hsts === undefined || hsts >= least) return {};
    return {
      findings: [
        { id: 'hsts', title: `Strict-Transport-Security lasts ${hsts} s, ${least} are asked.`, value: hsts, better: 'higher' },
      ],
    };
  });
  const remedy = `Send Strict-Transport-Security: max-age=${least}.`;
  return outcomeOf('HSTS', found, { value: found.findings.length === 0, limit: `${least} s where a web page answers`, remedy });
}

function stapled(seen: TlsEvidence): Outcome {
  const found = stapling(seen);
  const remedy = 'Turn OCSP stapling on, and see that the server reaches the responder.';
  return outcomeOf('stapling', found, { value: found.findings.length === 0, limit: 'where there is a responder', remedy });
}
