import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { Version } from '../../rules/tls/versions.ts';
import { ascii, join, u16, vector } from './bytes.ts';
import { contentTypes, extensions, messageTypes, versionCodes } from './wire.ts';

export interface KeyShare {
  readonly group: number;
  readonly key: Uint8Array;
}

/** What a client says first. Whatever is left out is not said. */
export interface Hello {
  readonly version: Version;
  readonly suites: readonly number[];
  /** The name asked for (SNI); an address is never sent as one. */
  readonly name?: string;
  readonly groups?: readonly number[];
  /** For TLS 1.3; an empty list lets the server choose a group. */
  readonly shares?: readonly KeyShare[];
  readonly signatures?: readonly number[];
  readonly protocols?: readonly string[];
  readonly compression?: boolean;
  readonly heartbeat?: boolean;
}

/** As the handshake hashes it, and as it is sent. */
export interface Written {
  readonly message: Uint8Array;
  readonly record: Uint8Array;
}

export const usualGroups: readonly number[] = [29, 23, 24, 25, 30];
export const usualSignatures: readonly number[] = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0402, 0x0203,
  0x0201, 0x0202, 0x0101,
];

export function clientHello(hello: Hello): Written {
  if (hello.version === 'SSLv2') return sslTwoHello();
  const { version, suites, compression = false } = hello;
  const isNew = version === 'TLSv1.3';
  const body = join(
    u16(isNew ? versionCodes['TLSv1.2'] : versionCodes[version]),
    randomBytes(32),
    // A session id makes servers and what stands before them take TLS 1.3 for what they know.
    vector(1, isNew ? randomBytes(32) : new Uint8Array()),
    vector(2, ...suites.map(u16)),
    vector(1, compression ? Uint8Array.of(1, 0) : Uint8Array.of(0)),
    version === 'SSLv3' ? new Uint8Array() : vector(2, ...extensionsOf(hello)),
  );
  const message = join(Uint8Array.of(messageTypes.clientHello), vector(3, body));
  const outer = version === 'SSLv3' ? versionCodes.SSLv3 : versionCodes.TLSv1;
  return { message, record: join(Uint8Array.of(contentTypes.handshake), u16(outer), vector(2, message)) };
}

function extensionsOf(hello: Hello): Uint8Array[] {
  const { version, name, groups = usualGroups, signatures = usualSignatures, protocols = [], heartbeat = false } = hello;
  const list: Uint8Array[] = [];
  const add = (type: number, ...parts: readonly Uint8Array[]) => list.push(join(u16(type), vector(2, ...parts)));
  if (name !== undefined && isIP(name) === 0) add(extensions.serverName, vector(2, Uint8Array.of(0), vector(2, ascii(name))));
  add(extensions.statusRequest, Uint8Array.of(1, 0, 0, 0, 0));
  add(extensions.supportedGroups, vector(2, ...groups.map(u16)));
  add(extensions.pointFormats, vector(1, Uint8Array.of(0)));
  if (version === 'TLSv1.2' || version === 'TLSv1.3') add(extensions.signatureAlgorithms, vector(2, ...signatures.map(u16)));
  if (heartbeat) add(extensions.heartbeat, Uint8Array.of(1));
  if (protocols.length > 0) add(extensions.alpn, vector(2, ...protocols.map((each) => vector(1, ascii(each)))));
  add(extensions.signedTimestamps);
  if (version === 'TLSv1.3') {
    add(extensions.supportedVersions, vector(1, u16(versionCodes['TLSv1.3'])));
    add(extensions.pskModes, vector(1, Uint8Array.of(1)));
    add(extensions.keyShare, vector(2, ...(hello.shares ?? []).map(({ group, key }) => join(u16(group), vector(2, key)))));
  } else {
    add(extensions.extendedMasterSecret);
    add(extensions.sessionTicket);
    add(extensions.renegotiationInfo, Uint8Array.of(0));
  }
  return list;
}

/** Every cipher that SSLv2 ever had, in the form that only it has. */
function sslTwoHello(): Written {
  const ciphers = [0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0, 0x080080];
  const message = join(
    Uint8Array.of(1),
    u16(versionCodes.SSLv2),
    u16(ciphers.length * 3),
    u16(0),
    u16(16),
    ...ciphers.map((code) => Uint8Array.of(code >> 16, (code >> 8) & 0xff, code & 0xff)),
    randomBytes(16),
  );
  return { message, record: join(u16(0x8000 | message.length), message) };
}
