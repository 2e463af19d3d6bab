import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { rootsWith } from '../../../../src/gates/probes/tls/roots.ts';
import { scanAddress } from '../../../../src/gates/probes/tls/scan.ts';
import type { TlsEvidence } from '../../../../src/gates/rules/tls/evidence.ts';
import { judgeTls } from '../../../../src/gates/rules/tls/judge.ts';
import { versions } from '../../../../src/gates/rules/tls/versions.ts';
import { byteServer, listening } from './bed/byte-server.ts';
import { family } from './bed/certificates.ts';

const { root, middle, leaf } = family();
const record = (type: number, body: Uint8Array) =>
  Buffer.concat([Buffer.from([type, 3, 3, body.length >> 8, body.length & 0xff]), body]);
const message = (type: number, length: number) => Buffer.from([type, length >> 16, (length >> 8) & 0xff, length & 0xff]);
const onHello = (answer: (socket: Socket) => void) => (socket: Socket) => socket.once('data', () => answer(socket));

/** Sends something again and again, until it is hung up on. */
function pour(socket: Socket, bytes: Uint8Array, everyMs: number): void {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.on('close', () => clearInterval(timer));
}

const hello = Buffer.concat([
  message(2, 44),
  Buffer.from([3, 3]),
  Buffer.alloc(32, 9),
  Buffer.from([0, 0xc0, 0x2b, 0, 0, 4, 0xff, 1, 0, 0]),
]);

const servers: Readonly<Record<string, (socket: Socket) => unknown>> = {
  'says nothing, ever': () => {},
  'hangs up at once': (socket) => socket.destroy(),
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'hangs up on every hello': onHello((socket) => socket.destroy()),
  'answers in HTTP': onHello((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  'answers with noise': onHello((socket) => socket.write(Buffer.alloc(3000, 0xa7))),
  'drips one byte at a time': onHello((socket) => pour(socket, Buffer.from([22]), 20)),
  'drips a long record': onHello((socket) => {
    socket.write(Buffer.from([22, 3, 3, 0x3f, 0xff]));
    pour(socket, Buffer.from([2]), 20);
  }),
  'sends a record that is too long': onHello((socket) => socket.write(Buffer.from([22, 3, 3, 0xff, 0xff]))),
  'announces a message of 16 MB': onHello((socket) => socket.write(record(22, message(2, 0xffffff)))),
  'greets and then sends chains without end': onHello((socket) => {
    socket.write(record(22, hello));
    pour(socket, record(22, Buffer.concat([message(11, 16_000), Buffer.alloc(16_000)])), 1);
  }),
  'pours warnings': onHello((socket) =>
    pour(socket, Buffer.concat(Array.from({ length: 500 }, () => record(21, Buffer.from([1, 112])))), 1),
  ),
  'chooses what it was not offered': onHello((socket) => {
    const odd = Buffer.from(hello);
    odd[39] = 0x12;
    odd[40] = 0x34;
    socket.write(record(22, odd));
  }),
  'answers with a version that does not exist': onHello((socket) => {
    const odd = Buffer.from(hello);
    odd[5] = 9;
    socket.write(record(22, odd));
  }),
  'echoes the hello': (socket) => socket.pipe(socket),
  'knows no such name': onHello((socket) => socket.end(record(21, Buffer.from([2, 112])))),
};

async function seenAt(port: number, more: { ms?: number; signal?: AbortSignal } = {}) {
  const place = { name: 'localhost', address: '127.0.0.1', port };
  const { ms = 400, signal = new AbortController().signal } = more;
  const scanned = await scanAddress(place, { roots: rootsWith(root.pem), signal, protocols: ['h2'], caps: { ms } });
  const { address } = scanned;
  const seen: TlsEvidence = { at: new Date().toISOString(), host: 'localhost', port, addresses: [address], untested: [] };
  return { ...scanned, judgement: judgeTls(seen, { minimum: 'TLSv1.2', require: ['no-compression'] }) };
}

describe('whoever answers like that proves nothing, and cannot hold the scan up', () => {
  test.each(Object.entries(servers))('%s', async (_, serve) => {
    const server = await listening(serve);
    const start = performance.now();
    const { address, judgement } = await seenAt(server.port);
    const took = performance.now() - start;
    await server.close();
    expect(versions.filter((version) => address.protocols[version] === 'offered')).toEqual([]);
    expect(address.isReached).toBe(false);
    expect(judgement).toMatchObject({ result: 'cannot-tell', findings: [], remedy: expect.stringMatching(/\w/) });
    expect(address.connections).toBeLessThan(40);
    expect(took).toBeLessThan(40_000);
  });
});

test('a port at which something else than TLS is spoken is said to be so', async () => {
  const server = await listening((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'));
  });
  const { address, judgement } = await seenAt(server.port);
  await server.close();
  expect(address).toMatchObject({ isReached: false, why: 'this is no TLS' });
  expect(judgement).toMatchObject({ result: 'cannot-tell', summary: expect.stringContaining('this is no TLS'), measured: [] });
});

test('a port that nobody listens at is untested, not refused', async () => {
  const server = await listening(() => {});
  await server.close();
  const { address, judgement } = await seenAt(server.port);
  expect(address).toMatchObject({ isReached: false, why: 'nothing listens there', protocols: { TLSv1: 'untested' } });
  expect(judgement).toMatchObject({ result: 'cannot-tell', summary: expect.stringContaining('nothing listens there') });
});

test('who answers only some of the time leaves doubts, and never a pass', async () => {
  const good = await byteServer({ versions: { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] }, refuses: 'silence' });
  const { address, untested, judgement } = await seenAt(good.port, { ms: 1500 });
  await good.close();
  expect(address.protocols).toMatchObject({ 'TLSv1.2': 'offered', TLSv1: 'untested', SSLv3: 'untested' });
  expect(untested.map(({ what }) => what)).toEqual(expect.arrayContaining(['SSLv3', 'TLSv1', 'further suites of TLSv1.2']));
  expect(judgement.result).toBe('cannot-tell');
});

test('a chain that cannot be read is a doubt, whatever else is well', async () => {
  const noise = Buffer.from('no certificate at all');
  const server = await byteServer({
    versions: { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] },
    certificates: [noise],
  });
  const { address, judgement } = await seenAt(server.port, { ms: 5000 });
  await server.close();
  expect(address).toMatchObject({ isReached: true, chains: [], unreadChains: 1 });
  expect(judgement.result).toBe('pass');
  const seen: TlsEvidence = { at: new Date().toISOString(), host: 'localhost', port: 1, addresses: [address], untested: [] };
  expect(judgeTls(seen, { require: ['trusted'] }).result).toBe('cannot-tell');
  expect(judgeTls(seen, { grade: 'F' }).result).toBe('cannot-tell');
});

test('what does answer badly still fails where something is silent', async () => {
  const bad = await byteServer({ versions: { TLSv1: ['TLS_RSA_WITH_RC4_128_SHA'] }, refuses: 'silence' });
  const { judgement } = await seenAt(bad.port, { ms: 1500 });
  await bad.close();
  expect(judgement).toMatchObject({ result: 'fail', findings: [{ id: 'version:TLSv1' }] });
});

test('a scan that is stopped ends at once', async () => {
  const server = await listening(() => {});
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const start = performance.now();
  const { address } = await seenAt(server.port, { ms: 20_000, signal: stop.signal });
  await server.close();
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(address).toMatchObject({ isReached: false, why: 'it was stopped' });
});

test('the number of connections has an end, and what lies behind it is untested', async () => {
  const server = await byteServer({
    versions: { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] },
    certificates: [leaf.der, middle.der],
  });
  const place = { name: 'localhost', address: '127.0.0.1', port: server.port };
  const signal = new AbortController().signal;
  const { address, untested } = await scanAddress(place, {
    roots: rootsWith(root.pem),
    signal,
    protocols: [],
    caps: { connections: 4 },
  });
  await server.close();
  expect(server.connections()).toBe(4);
  expect(address.connections).toBe(4);
  expect(untested.some(({ why }) => why.includes('more than 4 connections'))).toBe(true);
});
