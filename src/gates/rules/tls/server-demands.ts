import type { Answered, TlsAddress, TlsEvidence } from './evidence.ts';
import { isPostQuantum } from './groups.ts';
import { atEach, type Found } from './outcome.ts';
import { strengthOf } from './suites.ts';
import { versions } from './versions.ts';
import { weaknessOf } from './weakness.ts';

type Look = (seen: TlsEvidence) => Required<Found>;

/** What is not known to the end cannot be said to be free of something. */
export function cutSuites({ suites }: TlsAddress): string[] {
  return suites.filter(({ isComplete }) => !isComplete).map(({ version }) => `not all suites of ${version} could be tested`);
}

function untestedVersions({ protocols }: TlsAddress): string[] {
  return Object.entries(protocols)
    .filter(([, offer]) => offer === 'untested')
    .map(([version]) => `whether ${version} is offered could not be tested`);
}

export function allSuites({ suites }: TlsAddress): string[] {
  return [...new Set(suites.flatMap((each) => each.suites))];
}

/** A report may say that a version is offered, and not with which suites. */
function unlistedSuites({ protocols, suites }: TlsAddress): string[] {
  return versions
    .filter(
      (version) => version !== 'SSLv2' && protocols[version] === 'offered' && !suites.some((each) => each.version === version),
    )
    .map((version) => `the suites of ${version} were not tested`);
}

export function blindOf(address: TlsAddress): string[] {
  return [...untestedVersions(address), ...cutSuites(address), ...unlistedSuites(address)];
}

const suiteRule =
  (id: string, flaw: (suite: string) => string | undefined): Look =>
  (seen) =>
    atEach(seen, (address) => ({
      findings: [
        ...allSuites(address).flatMap((name) => {
          const why = flaw(name);
          return why === undefined ? [] : [{ id: `${id}:${name}`, title: `${name} ${why}.` }];
        }),
        ...(id === 'suite' && address.protocols.SSLv2 === 'offered'
          ? [{ id: 'suite:SSLv2', title: 'SSLv2 has only broken suites.' }]
          : []),
      ],
      doubts: blindOf(address),
    }));

export const strongSuites = suiteRule('suite', weaknessOf);
export const forwardSecrecy = suiteRule('secrecy', (name) =>
  strengthOf(name).hasForwardSecrecy ? undefined : 'has no forward secrecy',
);

export const serverPreference: Look = (seen) =>
  atEach(seen, ({ suites }) => {
    const several = suites.filter((each) => each.suites.length > 1);
    return {
      findings: several
        .filter(({ preference }) => preference === 'client')
        .map(({ version }) => ({ id: `preference:${version}`, title: `The client chooses among the suites of ${version}.` })),
      doubts: several
        .filter(({ preference }) => preference === 'untested')
        .map(({ version }) => `whose order of suites counts in ${version} could not be tested`),
    };
  });

export const postQuantum: Look = (seen) =>
  atEach(seen, ({ groups, protocols }) => {
    if (groups.some((each) => each.groups.some(isPostQuantum))) return {};
    const blind = groups.some(({ isComplete }) => !isComplete) || protocols['TLSv1.3'] === 'untested';
    if (blind) return { doubts: ['not all groups could be tested'] };
    return { findings: [{ id: 'post-quantum', title: 'No group withstands a quantum computer; X25519MLKEM768 does.' }] };
  });

interface Answer {
  readonly id: string;
  readonly of: (address: TlsAddress) => Answered;
  readonly wanted: 'yes' | 'no';
  readonly title: string;
  readonly doubt: string;
}

const answerRule =
  ({ id, of, wanted, title, doubt }: Answer): Look =>
  (seen) =>
    atEach(seen, (address) => {
      const answer = of(address);
      if (answer === 'untested') return { doubts: [doubt] };
      return answer === wanted ? {} : { findings: [{ id, title }] };
    });

/** Only older versions have it at all. */
function unlessNewOnly(of: (address: TlsAddress) => Answered, otherwise: Answered): (address: TlsAddress) => Answered {
  return (address) => {
    const { SSLv2: two, SSLv3: three, 'TLSv1.3': newest, ...middle } = address.protocols;
    const isNewOnly = newest === 'offered' && [two, three, ...Object.values(middle)].every((offer) => offer === 'refused');
    return isNewOnly ? otherwise : of(address);
  };
}

export const secureRenegotiation = answerRule({
  id: 'renegotiation:insecure',
  of: unlessNewOnly((address) => address.secureRenegotiation, 'yes'),
  wanted: 'yes',
  title: 'Renegotiation can be cut into: RFC 5746 is not spoken.',
  doubt: 'whether renegotiation is secure could not be tested',
});

export const noClientRenegotiation = answerRule({
  id: 'renegotiation:by-client',
  of: unlessNewOnly((address) => address.clientRenegotiation, 'no'),
  wanted: 'no',
  title: 'A client may renegotiate, which costs the server far more than the client.',
  doubt: 'whether a client may renegotiate could not be tested',
});

export const noCompression = answerRule({
  id: 'compression',
  of: (address) => address.compression,
  wanted: 'no',
  title: 'Compression is offered, by which secrets leak (CRIME).',
  doubt: 'whether compression is offered could not be tested',
});

export const noHeartbeat = answerRule({
  id: 'heartbeat',
  of: unlessNewOnly((address) => address.heartbeat, 'no'),
  wanted: 'no',
  title: 'The heartbeat is offered, which nobody needs over TCP.',
  doubt: 'whether the heartbeat is offered could not be tested',
});

export const resumption = answerRule({
  id: 'resumption',
  of: (address) => address.resumption,
  wanted: 'yes',
  title: 'No session is resumed: every connection costs a whole handshake.',
  doubt: 'whether sessions are resumed could not be tested',
});

export const fallback = answerRule({
  id: 'fallback',
  of: ({ fallback: answer }) => (answer === 'one version' ? 'yes' : answer),
  wanted: 'yes',
  title: 'A client that was made to come back with an older version is not told (TLS_FALLBACK_SCSV).',
  doubt: 'whether a fallback is noticed could not be tested',
});

export const caa: Look = ({ caa: found }) => {
  if (found === undefined) return { findings: [], doubts: ['the CAA records could not be looked up'] };
  if (found.records.length > 0) return { findings: [], doubts: [] };
  return { findings: [{ id: 'caa', title: `Any authority may issue for ${found.name}: there is no CAA record.` }], doubts: [] };
};

/** What a visitor meets must not depend on which machine answers. */
export const sameEverywhere: Look = (seen) => {
  const shown = seen.addresses
    .filter(({ isReached }) => isReached)
    .map(({ address, protocols, chains, suites }) => ({
      address,
      looks: JSON.stringify([
        protocols,
        chains.map(({ certificates: [own] }) => own?.fingerprint ?? '').toSorted((a, b) => (a < b ? -1 : 1)),
        suites.map((each) => [each.version, each.suites.toSorted()]),
      ]),
    }));
  const [first, ...rest] = shown;
  const others = rest.filter(({ looks }) => looks !== first?.looks).map(({ address }) => address);
  if (others.length === 0) return { findings: [], doubts: [] };
  return {
    findings: [
      { id: 'addresses', title: `${others.join(', ')} shows other versions, suites or certificates than ${first?.address}.` },
    ],
    doubts: [],
  };
};
