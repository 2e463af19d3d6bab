import { epochOf } from '../../../ground/instant.ts';
import { cannotTell, type Finding, type Judgement, type Measured } from '../../engine/contract.ts';
import { boundOutcomes } from './bounds.ts';
import { demandOutcomes } from './demands.ts';
import type { TlsEvidence } from './evidence.ts';
import { gradeOf } from './grade.ts';
import type { TlsLimits } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { profileOutcomes } from './profile-check.ts';
import { mergedProtocols, versions } from './versions.ts';

/** Every limit on its own; one finding is enough to fail, and one thing that had to be known and is not is enough not to pass. */
export function judgeTls(seen: TlsEvidence, limits: TlsLimits): Judgement {
  const doubt = unbelievable(seen);
  if (doubt !== undefined) return cannotTell(doubt, 'Run it again on this commit.');
  const [nowhere] = unreached(seen);
  // What was not reached has shown nothing, neither good nor bad.
  if (nowhere !== undefined && seen.addresses.every(({ isReached }) => !isReached)) {
    return cannotTell(`${placeOf(seen)}: ${nowhere}${more(seen.addresses.length - 1)}`, unseenRemedy);
  }
  const outcomes = [
    ...boundOutcomes(seen, limits),
    ...demandOutcomes(seen, limits.require ?? []),
    ...(limits.profile === undefined ? [] : profileOutcomes(seen, limits.profile)),
  ];
  const findings = withoutTwins(outcomes.flatMap((outcome) => outcome.findings));
  const doubts = [...new Set([...unreached(seen), ...outcomes.flatMap((outcome) => outcome.doubts)])];
  const measured = [...outcomes.map((outcome) => outcome.measured), ...otherFacts(seen)];
  if (findings.length > 0) {
    const remedies = [...new Set(outcomes.filter((outcome) => outcome.findings.length > 0).map(({ remedy }) => remedy))];
    return { result: 'fail', summary: failed(seen, findings), measured, findings, remedy: remedies.slice(0, 3).join(' ') };
  }
  if (doubts.length > 0) {
    return {
      result: 'cannot-tell',
      summary: `${placeOf(seen)}: ${doubts[0]}${more(doubts.length - 1)}`,
      measured: measured.map(withoutVerdict),
      findings: [],
      remedy: unseenRemedy,
    };
  }
  return { result: 'pass', summary: passed(seen, outcomes), measured, findings };
}

const unseenRemedy =
  'See that the server answers with TLS from here, and run it again; a firewall that answers in its place must let this scan through.';

function more(count: number): string {
  return count > 0 ? ` (and ${count} more such)` : '';
}

/** What cannot be told has neither kept nor missed a limit. */
function withoutVerdict({ metric, value, limit }: Measured): Measured {
  return { metric, value, ...(limit !== undefined && { limit }) };
}

function failed(seen: TlsEvidence, findings: readonly Finding[]): string {
  const [first] = findings;
  return `${placeOf(seen)}: ${first?.title.replace(/\.$/, '')}${more(findings.length - 1)}`;
}

function passed(seen: TlsEvidence, outcomes: readonly Outcome[]): string {
  const said = outcomes.slice(0, 4).map(({ measured: { metric, value, limit } }) => `${metric} ${String(value)} (${limit})`);
  const count = seen.addresses.length;
  return `${placeOf(seen)}, ${count === 1 ? '1 address' : `${count} addresses`}: ${said.join(', ')}${outcomes.length > 4 ? `, and ${outcomes.length - 4} more` : ''}`;
}

function placeOf({ host, port }: TlsEvidence): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function unreached({ addresses }: TlsEvidence): string[] {
  return addresses
    .filter(({ isReached }) => !isReached)
    .map(({ address, why }) => `${address} could not be tested: ${why ?? 'nobody can tell'}`);
}

function withoutTwins(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

/** What was looked at without being asked for. */
function otherFacts(seen: TlsEvidence): Measured[] {
  const { grade } = gradeOf(seen);
  const protocols = mergedProtocols(seen.addresses.map((address) => address.protocols));
  const offered = versions.filter((version) => protocols[version] === 'offered');
  return [
    { metric: 'grade', value: grade },
    { metric: 'versions', value: offered.join(', ') || 'none' },
    { metric: 'connections', value: seen.addresses.reduce((sum, { connections }) => sum + connections, 0) },
  ];
}

/** Evidence may have been written by anybody: what contradicts itself proves nothing. */
function unbelievable({ addresses, at }: TlsEvidence): string | undefined {
  if (addresses.length === 0) return 'no address was tested';
  if (Number.isNaN(epochOf(at))) return 'nobody can tell when it was tested';
  const odd = addresses.find(
    ({ protocols, suites, isReached }) =>
      suites.some((each) => protocols[each.version] !== 'offered' || each.suites.length === 0) ||
      (isReached && versions.every((version) => protocols[version] !== 'offered')),
  );
  return odd === undefined ? undefined : `what was found at ${odd.address} contradicts itself`;
}
