import type { Answered, TlsAddress } from '../../rules/tls/evidence.ts';
import { groups } from '../../rules/tls/groups.ts';
import { isOlder, type Version } from '../../rules/tls/versions.ts';
import type { Asker } from './ask.ts';
import { hex } from './bytes.ts';
import type { Flight } from './flight.ts';
import type { Hello } from './hello.ts';
import type { VersionFound } from './inventory.ts';
import { keyGroups, newSecrets } from './secrets.ts';
import { extensions, fallbackScsv } from './wire.ts';

/** RSA with its two paddings, and everything else: each brings out the certificate for it. */
const signatureSets = [
  [0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0201],
  [0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0203],
];
const openable: readonly number[] = [0x1301, 0x1302, 0x1303, 0x1304, 0x1305];

export interface Spoken {
  readonly found: VersionFound;
  /** Groups of this version, for keys in TLS 1.3. */
  readonly groups: readonly string[];
}

/** The whole first flight of one version, asked for in this way. */
export async function flightOf(
  asker: Asker,
  { found, groups: names }: Spoken,
  more: Partial<Hello> = {},
): Promise<Flight | undefined> {
  const { version, suites } = found;
  const common = { version, suites, name: asker.place.name, groups: groups.map(({ code }) => code), ...more };
  if (version !== 'TLSv1.3') {
    const answer = await asker.ask(withoutNothing({ ...common, groups: common.groups.filter((code) => code < 0x100) }));
    return answer.kind === 'flight' && answer.flight.hello.version === version ? answer.flight : undefined;
  }
  const known = groups.filter(({ code, name }) => keyGroups.includes(code) && names.includes(name)).map(({ code }) => code);
  const usable = suites.filter((code) => openable.includes(code));
  if (known.length === 0 || usable.length === 0) return undefined;
  const secrets = newSecrets(known.slice(0, 2));
  const hello = withoutNothing({ ...common, suites: usable, groups: known.slice(0, 2), shares: secrets.shares });
  const answer = await asker.ask(hello, { secrets });
  return answer.kind === 'flight' && answer.flight.isWhole ? answer.flight : undefined;
}

/** An empty name is none. */
function withoutNothing({ name, ...rest }: Hello): Hello {
  return name === undefined || name === '' ? rest : { ...rest, name };
}

/** The flights of TLS 1.3 with each kind of certificate. */
export async function newFlightsOf(asker: Asker, spoken: Spoken): Promise<Flight[]> {
  const flights = await Promise.all(signatureSets.map((signatures) => flightOf(asker, spoken, { signatures })));
  return flights.filter((flight) => flight !== undefined);
}

/** Whether it takes this protocol by ALPN, asked for alone. */
export async function takesProtocol(asker: Asker, spoken: Spoken, protocol: string): Promise<Answered> {
  const flight = await flightOf(asker, spoken, { protocols: [protocol] });
  // Many servers refuse the whole handshake for a protocol that they do not have; what happened then cannot be told from here.
  if (flight === undefined) return 'no';
  return flight.alpn === protocol ? 'yes' : 'no';
}

/** Whom it takes itself for when nobody is asked for by name. */
export async function withoutName(asker: Asker, spoken: Spoken, usual: Flight | undefined): Promise<TlsAddress['withoutName']> {
  const [leaf] = usual?.certificates ?? [];
  if (leaf === undefined) return 'untested';
  const flight = await flightOf(asker, spoken, { name: '' });
  const [other] = flight?.certificates ?? [];
  if (flight === undefined) return 'refused';
  if (other === undefined) return 'untested';
  return hex(other) === hex(leaf) ? 'same' : 'another';
}

/** Compression and heartbeat, which are asked for in no other hello. */
export async function oldFeatures(
  asker: Asker,
  { version, suites }: VersionFound,
): Promise<{ compression: Answered; heartbeat: Answered }> {
  const answer = await asker.ask(
    { version, suites, name: asker.place.name, compression: true, heartbeat: true },
    { until: 'hello' },
  );
  if (answer.kind !== 'flight' || answer.flight.hello.version !== version)
    return { compression: 'untested', heartbeat: 'untested' };
  const { hello } = answer.flight;
  const heartbeat = version === 'SSLv3' ? 'untested' : hello.extensions.has(extensions.heartbeat) ? 'yes' : 'no';
  return { compression: hello.compression === 0 ? 'no' : 'yes', heartbeat };
}

/** Whether it notices that a client came back with an older version than both can speak. */
export async function fallbackOf(asker: Asker, offered: readonly VersionFound[]): Promise<TlsAddress['fallback']> {
  const [newest, ...older] = offered.toReversed();
  const second = older.find(({ version }) => !isOlder(version, 'SSLv3'));
  if (newest === undefined || second === undefined) return 'one version';
  const { version, suites } = second;
  const answer = await asker.ask({ version, suites: [...suites, fallbackScsv], name: asker.place.name }, { until: 'hello' });
  if (answer.kind === 'alert') return answer.alert === 86 ? 'yes' : 'untested';
  if (answer.kind !== 'flight') return 'untested';
  return answer.flight.hello.version === version ? 'no' : 'untested';
}

/** Renegotiation that cannot be cut into (RFC 5746): only older versions renegotiate at all. */
export function secureRenegotiation(flights: readonly { version: Version; flight: Flight }[]): Answered {
  const old = flights.filter(({ version }) => version !== 'TLSv1.3' && version !== 'SSLv2' && version !== 'SSLv3');
  if (old.length === 0) return 'untested';
  return old.every(({ flight }) => flight.hello.extensions.has(extensions.renegotiationInfo)) ? 'yes' : 'no';
}
