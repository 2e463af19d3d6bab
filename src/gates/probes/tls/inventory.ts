import { groups } from '../../rules/tls/groups.ts';
import { suiteName, suites } from '../../rules/tls/suites.ts';
import type { Offer, Version } from '../../rules/tls/versions.ts';
import type { Asker } from './ask.ts';
import type { Answer, Flight } from './flight.ts';
import { newSecrets } from './secrets.ts';

/** What a server has of one version. */
export interface VersionFound {
  readonly version: Version;
  /** `closed`: it hung up without a word, which is a refusal only from somebody who speaks TLS at all. */
  readonly offer: Offer | 'closed';
  readonly why?: string;
  readonly suites: readonly number[];
  /** Every suite that it has is among these. */
  readonly isComplete: boolean;
  readonly flights: readonly Flight[];
}

/** Some servers and what stands before them take no hello with more suites than this. */
const mostSuites = 125;

/** Alerts that are about something else than the version or the suites: an unknown name, a certificate of ours. */
const elsewhere: readonly number[] = [112, 116, 120];

const curvesAsked = groups.filter(({ code }) => code > 14).map(({ code }) => code);

/** The suites to ask for, in helpings: the likely ones first. */
export function suitesToAsk(version: Version): number[][] {
  if (version === 'SSLv2') return [[0]];
  const isNew = (code: number) => code >> 8 === 0x13 || code === 0xc6 || code === 0xc7;
  const known = suites.filter(({ code }) => isNew(code) === (version === 'TLSv1.3'));
  const isLikely = (name: string) =>
    !/ARIA|CAMELLIA.*(?:GCM|SHA256|SHA384)|GOST|SEED|DH_(?:DSS|RSA)|_DSS_|_FIPS_|SM4|EXPORT1024/.test(name);
  const isForAll = (name: string) => !/(?:SHA256|SHA384|OLD|CCM|CCM_8|OMAC|IMIT|GOSTR3411)$/.test(name);
  const fitting = version === 'TLSv1.2' || version === 'TLSv1.3' ? known : known.filter(({ name }) => isForAll(name));
  const codes = [...fitting.filter(({ name }) => isLikely(name)), ...fitting.filter(({ name }) => !isLikely(name))].map(
    ({ code }) => code,
  );
  return Array.from({ length: Math.ceil(codes.length / mostSuites) }, (_, at) =>
    codes.slice(at * mostSuites, (at + 1) * mostSuites),
  );
}

/** Asks for everything, takes away what the server chooses, and asks again until it refuses. */
export async function takeStock(asker: Asker, version: Version): Promise<VersionFound> {
  const found: number[] = [];
  const flights: Flight[] = [];
  const ends: End[] = [];
  for (const helping of suitesToAsk(version)) {
    let rest = helping;
    for (;;) {
      const answer = await asker.ask(helloFor(asker, version, rest), { until: version === 'TLSv1.3' ? 'hello' : 'flight' });
      const end = endOf(answer, version, rest);
      if (end !== undefined) {
        ends.push(end);
        break;
      }
      if (answer.kind !== 'flight') break;
      const { suite } = answer.flight.hello;
      found.push(suite);
      flights.push(answer.flight);
      rest = rest.filter((code) => code !== suite);
      if (rest.length === 0) break;
    }
    // Who does not answer will not answer the next helping either.
    if (ends.some(({ kind }) => kind === 'nothing')) break;
  }
  return concluded(version, { found, flights, ends });
}

function helloFor({ place }: Asker, version: Version, suitesAsked: readonly number[]) {
  const shares = version === 'TLSv1.3' ? newSecrets([29, 23]).shares : [];
  return { version, suites: suitesAsked, name: place.name, groups: curvesAsked, shares };
}

interface End {
  readonly kind: 'refused' | 'closed' | 'nothing';
  readonly why?: string;
}

/** Why there is no more to be had; nothing when the server chose one of what was asked for. */
function endOf(answer: Answer, version: Version, asked: readonly number[]): End | undefined {
  switch (answer.kind) {
    case 'flight': {
      const { hello } = answer.flight;
      // An older version than the one asked for is how servers say no to it.
      if (hello.version !== version) return { kind: 'refused' };
      if (asked.includes(hello.suite)) return undefined;
      return { kind: 'nothing', why: `it chose ${suiteName(hello.suite)}, which it was not offered` };
    }
    case 'alert':
      if (!elsewhere.includes(answer.alert)) return { kind: 'refused' };
      return { kind: 'nothing', why: `it refuses the name or the client (alert ${answer.alert}), not the version` };
    case 'closed':
      return { kind: 'closed' };
    case 'nothing':
      return { kind: 'nothing', why: answer.why };
  }
}

function concluded(
  version: Version,
  { found, flights, ends }: { found: readonly number[]; flights: readonly Flight[]; ends: readonly End[] },
): VersionFound {
  const unclear = ends.find(({ kind }) => kind === 'nothing');
  const why = unclear?.why === undefined ? {} : { why: unclear.why };
  const common = { version, suites: found, flights, isComplete: unclear === undefined, ...why };
  if (found.length > 0) return { ...common, offer: 'offered' };
  if (unclear !== undefined) return { ...common, offer: 'untested' };
  return { ...common, offer: ends.some(({ kind }) => kind === 'refused') ? 'refused' : 'closed' };
}
