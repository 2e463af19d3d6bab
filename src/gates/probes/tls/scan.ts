import type { Answered, TlsAddress } from '../../rules/tls/evidence.ts';
import { suiteName } from '../../rules/tls/suites.ts';
import { protocolsBy, type Version, versions } from '../../rules/tls/versions.ts';
import { type Asker, type Caps, newAsker, usualCaps } from './ask.ts';
import { chainsOf, type SeenFlight } from './chains.ts';
import {
  fallbackOf,
  newFlightsOf,
  oldFeatures,
  type Spoken,
  secureRenegotiation,
  takesProtocol,
  withoutName,
} from './features.ts';
import { takeStock, type VersionFound } from './inventory.ts';
import type { Place } from './place.ts';
import { groupsOf, preferenceOf } from './preference.ts';
import { clientRenegotiationOf, resumptionOf } from './resume.ts';
import type { Roots } from './roots.ts';
import { lookAsClient } from './trust.ts';

export interface ScanOptions {
  readonly roots: Roots;
  readonly signal: AbortSignal;
  readonly caps?: Partial<Caps>;
  readonly protocols: readonly string[];
}

export interface Scanned {
  readonly address: TlsAddress;
  readonly untested: readonly { readonly what: string; readonly why: string }[];
}

/** Everything that one address shows of itself. Comes back whatever the peer does; what could not be told is untested. */
export async function scanAddress(place: Place, options: ScanOptions): Promise<Scanned> {
  const asker = newAsker(place, { ...usualCaps, ...options.caps }, options.signal);
  const stock = settled(await Promise.all(versions.map((version) => takeStock(asker, version))));
  const offered = stock.filter(({ offer }) => offer === 'offered');
  const untested = stock.flatMap(({ version, offer, why, isComplete }) => unclear({ version, offer, why, isComplete }));
  const protocols = protocolsOf(stock);
  if (offered.length === 0) {
    // The newest says it best: what speaks no TLS at all speaks no SSLv2 either.
    const why = stock.findLast(({ offer }) => offer === 'untested')?.why ?? 'it refuses every version';
    return { address: { ...nothingFrom(place, asker), protocols, why }, untested };
  }
  return { address: { ...(await detailsOf(asker, offered, options)), protocols, connections: asker.used() }, untested };
}

function unclear({
  version,
  offer,
  why = 'nobody can tell',
  isComplete,
}: {
  version: Version;
  offer: VersionFound['offer'];
  why: string | undefined;
  isComplete: boolean;
}) {
  if (offer === 'untested') return [{ what: version, why }];
  return offer === 'offered' && !isComplete ? [{ what: `further suites of ${version}`, why }] : [];
}

/** To hang up is to refuse only for a server that speaks TLS when it is asked for something else. */
function settled(stock: readonly VersionFound[]): VersionFound[] {
  const speaks = stock.some(({ offer }) => offer === 'offered');
  return stock.map((found) => {
    if (found.offer !== 'closed') return found;
    if (speaks) return { ...found, offer: 'refused' };
    return { ...found, offer: 'untested', why: 'it hangs up without a word' };
  });
}

function protocolsOf(stock: readonly VersionFound[]): TlsAddress['protocols'] {
  return protocolsBy((version) => {
    const offer = stock.find((each) => each.version === version)?.offer;
    return offer === undefined || offer === 'closed' ? 'untested' : offer;
  });
}

function nothingFrom({ address }: Place, asker: Asker): Omit<TlsAddress, 'protocols'> {
  return {
    address,
    isReached: false,
    connections: asker.used(),
    suites: [],
    groups: [],
    chains: [],
    unreadChains: 0,
    alpn: [],
    resumption: 'untested',
    secureRenegotiation: 'untested',
    clientRenegotiation: 'untested',
    compression: 'untested',
    heartbeat: 'untested',
    fallback: 'untested',
    asksForCertificate: 'untested',
    withoutName: 'untested',
  };
}

async function detailsOf(asker: Asker, offered: readonly VersionFound[], options: ScanOptions) {
  const named = offered.filter(({ version }) => version !== 'SSLv2');
  const old = named.findLast(({ version }) => version !== 'TLSv1.3');
  const latest = named.find(({ version }) => version === 'TLSv1.3');
  const spokenOf = async (found: VersionFound | undefined) =>
    found === undefined ? undefined : { found, ...(await groupsOf(asker, found)) };
  const suites = Promise.all(
    named.map(async (found) => ({
      version: found.version,
      suites: found.suites.map(suiteName),
      preference: await preferenceOf(asker, found),
      isComplete: found.isComplete,
    })),
  );
  const [oldSpoken, newSpoken] = await Promise.all([spokenOf(old), spokenOf(latest)]);
  const newFlights = newSpoken === undefined ? [] : await newFlightsOf(asker, newSpoken);
  const seen = [
    ...named.flatMap(({ version, flights }) => flights.map((flight) => ({ version, flight }))),
    ...newFlights.map((flight) => ({ version: 'TLSv1.3' as const, flight })),
  ];
  const spoken = newSpoken !== undefined && newFlights.length > 0 ? newSpoken : (oldSpoken ?? newSpoken);
  const [features, looked] = await Promise.all([
    featuresOf(asker, { offered, seen, spoken, options }),
    lookAsClient(asker, options.roots),
  ]);
  return {
    ...nothingFrom(asker.place, asker),
    ...features,
    isReached: true,
    suites: await suites,
    groups: [oldSpoken, newSpoken].flatMap((each) =>
      each === undefined ? [] : [{ version: each.found.version, groups: [...each.groups], isComplete: each.isComplete }],
    ),
    ...dhOf(seen),
    ...chainsOf(seen, { roots: options.roots, name: asker.place.name, looked }),
    ...(looked?.hsts !== undefined && { hsts: looked.hsts }),
  };
}

interface Seen {
  readonly offered: readonly VersionFound[];
  readonly seen: readonly SeenFlight[];
  readonly spoken: Spoken | undefined;
  readonly options: ScanOptions;
}

async function featuresOf(asker: Asker, { offered, seen, spoken, options }: Seen) {
  const old = offered.findLast(({ version }) => version !== 'TLSv1.3' && version !== 'SSLv2');
  const has = (version: Version) => offered.some((each) => each.version === version);
  const usual = seen.find(({ version, flight }) => version === spoken?.found.version && flight.certificates.length > 0)?.flight;
  const none = Promise.resolve<Answered>('untested');
  const [alpn, oldOnes, fallback, resumptions, clientRenegotiation, nameless] = await Promise.all([
    Promise.all(
      options.protocols.map(async (protocol) => ({
        protocol,
        offered: spoken === undefined ? ('untested' as const) : await takesProtocol(asker, spoken, protocol),
      })),
    ),
    old === undefined ? { compression: 'no' as const, heartbeat: 'untested' as const } : oldFeatures(asker, old),
    fallbackOf(asker, offered),
    Promise.all([has('TLSv1.2') ? resumptionOf(asker, 'TLSv1.2') : none, has('TLSv1.3') ? resumptionOf(asker, 'TLSv1.3') : none]),
    old === undefined || old.version === 'SSLv3' ? none : clientRenegotiationOf(asker),
    spoken === undefined ? ('untested' as const) : withoutName(asker, spoken, usual),
  ]);
  return {
    alpn,
    ...oldOnes,
    fallback,
    resumption: oneOf(resumptions),
    clientRenegotiation,
    secureRenegotiation: secureRenegotiation(seen),
    asksForCertificate: asksOf(seen),
    withoutName: nameless,
  };
}

function oneOf(answers: readonly Answered[]): Answered {
  return answers.find((each) => each === 'yes') ?? answers.find((each) => each === 'no') ?? 'untested';
}

function asksOf(seen: readonly SeenFlight[]): Answered {
  if (seen.some(({ flight }) => flight.asksForCertificate)) return 'yes';
  return seen.some(({ flight }) => flight.isWhole) ? 'no' : 'untested';
}

function dhOf(seen: readonly SeenFlight[]): { dhBits?: number } {
  const sizes = seen.flatMap(({ flight }) => flight.keyExchange?.dhBits ?? []);
  return sizes.length === 0 ? {} : { dhBits: Math.min(...sizes) };
}
