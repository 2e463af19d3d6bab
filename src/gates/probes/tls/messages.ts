import { groupName } from '../../rules/tls/groups.ts';
import { suiteName } from '../../rules/tls/suites.ts';
import type { Version } from '../../rules/tls/versions.ts';
import { cursorOf, hex, MalformedError } from './bytes.ts';
import { extensions, retryRandom, versionOf } from './wire.ts';

export interface ServerHello {
  readonly version: Version;
  readonly suite: number;
  readonly compression: number;
  readonly hasSession: boolean;
  /** TLS 1.3: the group that it chose, with its key unless it only asks for another hello. */
  readonly group?: number;
  readonly key?: Uint8Array;
  readonly isRetry: boolean;
  readonly extensions: ReadonlyMap<number, Uint8Array>;
}

export function readServerHello(body: Uint8Array): ServerHello {
  const cursor = cursorOf(body);
  const legacy = cursor.u16();
  const isRetry = hex(cursor.take(32)) === retryRandom;
  const session = cursor.vector(1);
  const suite = cursor.u16();
  const compression = cursor.u8();
  const found = cursor.left() > 0 ? readExtensions(cursor.vector(2)) : new Map<number, Uint8Array>();
  const chosen = found.get(extensions.supportedVersions);
  const version = versionOf(chosen === undefined ? legacy : cursorOf(chosen).u16());
  if (version === undefined || version === 'SSLv2')
    throw new MalformedError('the server answers with a version that does not exist');
  return { version, suite, compression, hasSession: session.length > 0, isRetry, extensions: found, ...shareOf(found, isRetry) };
}

function shareOf(found: ReadonlyMap<number, Uint8Array>, isRetry: boolean): Pick<ServerHello, 'group' | 'key'> {
  const share = found.get(extensions.keyShare);
  if (share === undefined) return {};
  const cursor = cursorOf(share);
  const group = cursor.u16();
  return isRetry ? { group } : { group, key: cursor.vector(2) };
}

export function readExtensions(bytes: Uint8Array): Map<number, Uint8Array> {
  const cursor = cursorOf(bytes);
  const found = new Map<number, Uint8Array>();
  while (cursor.left() > 0) found.set(cursor.u16(), cursor.vector(2));
  return found;
}

/** The protocol that the server took, from its answer to ALPN. */
export function readAlpn(extension: Uint8Array | undefined): string | undefined {
  if (extension === undefined) return undefined;
  return Buffer.from(cursorOf(cursorOf(extension).vector(2)).vector(1)).toString('latin1');
}

/** More than any chain has; what comes behind is not looked at, and said to be there. */
const mostCertificates = 30;

/** Certificates in DER, in the order in which they were sent. */
export function readCertificates(body: Uint8Array): Uint8Array[] {
  const cursor = cursorOf(cursorOf(body).vector(3));
  const list: Uint8Array[] = [];
  while (cursor.left() > 0) list.push(cursor.vector(3));
  return limited(list);
}

/** TLS 1.3 has extensions with each: the first one's carry the staple and the timestamps. */
export function readNewCertificates(body: Uint8Array): { list: Uint8Array[]; first: ReadonlyMap<number, Uint8Array> } {
  const outer = cursorOf(body);
  outer.vector(1);
  const cursor = cursorOf(outer.vector(3));
  const list: Uint8Array[] = [];
  let first: ReadonlyMap<number, Uint8Array> = new Map();
  while (cursor.left() > 0) {
    list.push(cursor.vector(3));
    const found = readExtensions(cursor.vector(2));
    if (list.length === 1) first = found;
  }
  return { list: limited(list), first };
}

function limited(list: Uint8Array[]): Uint8Array[] {
  if (list.length > mostCertificates)
    throw new MalformedError(`a chain of ${list.length} certificates is longer than any honest one`);
  return list;
}

/** The response of OCSP inside CertificateStatus, or inside the extension of a certificate. */
export function readStaple(body: Uint8Array): Uint8Array | undefined {
  const cursor = cursorOf(body);
  if (cursor.u8() !== 1) return undefined;
  const response = cursor.vector(3);
  return response.length > 0 ? response : undefined;
}

/** How the key is agreed on: a named group, or a prime of so many bits. */
export interface KeyExchange {
  readonly group?: string;
  readonly dhBits?: number;
  readonly prime?: string;
}

export function readKeyExchange(body: Uint8Array, suite: number): KeyExchange {
  const name = suiteName(suite);
  const cursor = cursorOf(body);
  if (/_ECDHE?_/.test(name)) {
    const kind = cursor.u8();
    return kind === 3 ? { group: groupName(cursor.u16()) } : { group: 'explicit curve' };
  }
  if (!/_DHE_|_DH_anon/.test(name)) return {};
  const prime = cursor.vector(2);
  return { dhBits: bitLength(prime), prime: hex(prime) };
}

function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first] ?? 0));
}

/** How many signed certificate timestamps a list holds. */
export function countTimestamps(bytes: Uint8Array): number {
  const cursor = cursorOf(cursorOf(bytes).vector(2));
  let count = 0;
  while (cursor.left() > 0) {
    cursor.vector(2);
    count += 1;
  }
  return count;
}
