import { createServer, type Socket } from 'node:net';
import { cursorOf, join, u16, u16List, vector } from '../../../../../src/gates/probes/tls/bytes.ts';
import { readExtensions } from '../../../../../src/gates/probes/tls/messages.ts';
import { newMessageReader, newRecordReader } from '../../../../../src/gates/probes/tls/records.ts';
import { extensions, fallbackScsv, versionCodes } from '../../../../../src/gates/probes/tls/wire.ts';
import { strengthOf, suiteCode, suiteName } from '../../../../../src/gates/rules/tls/suites.ts';
import type { Version } from '../../../../../src/gates/rules/tls/versions.ts';

type OldVersion = Exclude<Version, 'SSLv2' | 'TLSv1.3'>;

/** A server that says what no library says any more. It never finishes a handshake: what it has, it shows in its first flight. */
export interface Spoken {
  readonly versions?: { readonly [V in OldVersion]?: readonly string[] };
  readonly sslTwo?: boolean;
  readonly certificates?: readonly Uint8Array[];
  readonly prefers?: 'server' | 'client';
  readonly refuses?: 'alert' | 'close' | 'name' | 'silence';
  readonly dhBits?: number;
  readonly curve?: number;
  readonly compression?: boolean;
  readonly heartbeat?: boolean;
  readonly renegotiation?: boolean;
  readonly fallback?: boolean;
  readonly staple?: Uint8Array;
  readonly timestamps?: Uint8Array;
  readonly asksForCertificate?: boolean;
  /** What it says in the clear before TLS begins. */
  readonly before?: (socket: Socket) => Promise<void>;
  /** Records of so many bytes at most. */
  readonly recordBytes?: number;
}

export interface Listening {
  readonly port: number;
  readonly connections: () => number;
  close(): Promise<void>;
}

export function byteServer(spoken: Spoken): Promise<Listening> {
  return listening(async (socket) => {
    await spoken.before?.(socket);
    const records = newRecordReader();
    const messages = newMessageReader();
    socket.on('data', (chunk: Buffer) => {
      if ((chunk[0] ?? 0) >= 0x80) return socket.end(spoken.sslTwo === true ? sslTwoHello() : new Uint8Array());
      for (const { body } of records(chunk)) for (const asked of messages(body)) answer(socket, asked.body, spoken);
      return undefined;
    });
    socket.resume();
  });
}

/** Any server at all, for what is no TLS. */
export function listening(serve: (socket: Socket) => unknown): Promise<Listening> {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    Promise.resolve(serve(socket)).catch(() => socket.destroy());
  });
  const { promise, resolve } = Promise.withResolvers<Listening>();
  server.listen(0, '127.0.0.1', () => {
    const at = server.address();
    const close = () =>
      new Promise<void>((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      });
    resolve({ port: typeof at === 'object' && at !== null ? at.port : 0, connections: () => connections, close });
  });
  return promise;
}

function answer(socket: Socket, body: Uint8Array, spoken: Spoken): void {
  const cursor = cursorOf(body);
  const asked = cursor.u16();
  cursor.take(32);
  cursor.vector(1);
  const suites = u16List(cursor.vector(2));
  const compressions = cursor.vector(1);
  const found = cursor.left() > 0 ? readExtensions(cursor.vector(2)) : new Map<number, Uint8Array>();
  const version = versionFor(asked, spoken);
  if (version === undefined) return refuse(socket, 70, spoken);
  if (spoken.fallback !== false && suites.includes(fallbackScsv) && version !== newest(spoken)) return refuse(socket, 86, spoken);
  const own = (spoken.versions?.[version] ?? []).map((name) => suiteCode(name) ?? 0);
  const common =
    spoken.prefers === 'client' ? suites.filter((code) => own.includes(code)) : own.filter((code) => suites.includes(code));
  const [suite] = common;
  if (suite === undefined) return refuse(socket, 40, spoken);
  const isCompressed = spoken.compression === true && compressions.includes(1);
  const extended = version === 'SSLv3' ? [] : [vector(2, ...extensionsFor(found, spoken))];
  const code = u16(versionCodes[version]);
  const hello = join(code, Buffer.alloc(32, 9), vector(1), u16(suite), Uint8Array.of(isCompressed ? 1 : 0), ...extended);
  const flight = [message(2, hello), ...restOf(suite, version, spoken), message(14)];
  const size = spoken.recordBytes ?? 16_000;
  const whole = join(...flight);
  for (let at = 0; at < whole.length; at += size) {
    socket.write(join(Uint8Array.of(22), code, vector(2, whole.subarray(at, at + size))));
  }
}

const older: readonly OldVersion[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'];

function newest(spoken: Spoken): OldVersion | undefined {
  return older.findLast((version) => spoken.versions?.[version] !== undefined);
}

/** The newest that it has and that is not newer than what was asked for. */
function versionFor(asked: number, spoken: Spoken): OldVersion | undefined {
  return older.findLast((version) => spoken.versions?.[version] !== undefined && versionCodes[version] <= asked);
}

function refuse(socket: Socket, alert: number, { refuses = 'alert' }: Spoken): void {
  if (refuses === 'silence') return;
  if (refuses === 'close') socket.destroy();
  else socket.end(Buffer.from([21, 3, 1, 0, 2, 2, refuses === 'name' ? 112 : alert]));
}

function message(type: number, ...body: readonly Uint8Array[]): Uint8Array {
  return join(Uint8Array.of(type), vector(3, ...body));
}

function extensionsFor(asked: ReadonlyMap<number, Uint8Array>, spoken: Spoken): Uint8Array[] {
  const list: Uint8Array[] = [];
  const add = (type: number, body: Uint8Array = new Uint8Array()) => {
    if (asked.has(type)) list.push(join(u16(type), vector(2, body)));
  };
  if (spoken.renegotiation !== false) add(extensions.renegotiationInfo, Uint8Array.of(0));
  if (spoken.heartbeat === true) add(extensions.heartbeat, Uint8Array.of(1));
  if (spoken.staple !== undefined) add(extensions.statusRequest);
  if (spoken.timestamps !== undefined) add(extensions.signedTimestamps, spoken.timestamps);
  return list;
}

function restOf(suite: number, version: OldVersion, spoken: Spoken): Uint8Array[] {
  const name = suiteName(suite);
  const { isAuthenticated } = strengthOf(name);
  const list: Uint8Array[] = [];
  if (isAuthenticated) list.push(message(11, vector(3, ...(spoken.certificates ?? []).map((each) => vector(3, each)))));
  if (spoken.staple !== undefined && version !== 'SSLv3') list.push(message(22, Uint8Array.of(1), vector(3, spoken.staple)));
  const signature = vector(2, Buffer.alloc(64, 5));
  if (/_ECDHE?_/.test(name) && !/_ECDH_(?!anon)/.test(name))
    list.push(message(12, Uint8Array.of(3), u16(spoken.curve ?? 23), vector(1, Buffer.alloc(65, 4)), signature));
  else if (/_DHE_|_DH_anon/.test(name)) list.push(message(12, ...dhParameters(spoken.dhBits ?? 2048), signature));
  else if (/EXPORT/.test(name)) list.push(message(12, vector(2, Buffer.alloc(64, 0xc1)), vector(2, Uint8Array.of(3)), signature));
  if (spoken.asksForCertificate === true) list.push(message(13, vector(1, Uint8Array.of(1)), vector(2)));
  return list;
}

function dhParameters(bits: number): Uint8Array[] {
  const prime = Buffer.alloc(bits / 8, 0xc1);
  return [vector(2, prime), vector(2, Uint8Array.of(2)), vector(2, prime)];
}

function sslTwoHello(): Uint8Array {
  const body = join(Uint8Array.of(4, 0, 1, 0, 2), u16(0), u16(3), u16(16), Uint8Array.of(1, 0, 0x80), Buffer.alloc(16, 1));
  return join(u16(0x8000 | body.length), body);
}
