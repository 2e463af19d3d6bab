import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { type HttpLimits, openHttp } from '../../../src/gates/probes/http.ts';
import { newGuard } from '../../../src/gates/probes/resolve.ts';
import { withBytes } from './servers.ts';

const limits: Partial<HttpLimits> = {
  connectMs: 500,
  totalMs: 700,
  followMs: 2_000,
  headerBytes: 8_192,
  bodyBytes: 100_000,
  redirects: 3,
};

/** What comes of asking a server that speaks so, and how long it took. */
async function asking(speak: (socket: Socket) => void, more: Partial<HttpLimits> = {}) {
  return withBytes(speak, async ({ url }) => {
    const guard = newGuard({ privateHosts: ['127.0.0.1'] });
    const http = openHttp({ guard, signal: new AbortController().signal, limits: { ...limits, ...more } });
    const start = performance.now();
    const outcome = await http.follow({ url }).then(
      ({ status, body }) => ({ status, length: body.length }),
      (error: unknown) => Reflect.get(Object(error), 'kind') as unknown,
    );
    await http.close();
    return { outcome, tookMs: performance.now() - start };
  });
}

const head = 'HTTP/1.1 200 OK\r\n';
const zeros = Buffer.alloc(30_000_000);

/** Sends a piece again and again until nobody listens. */
function dripping(first: string, piece: string | Buffer, everyMs: number) {
  return (socket: Socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => clearInterval(timer));
  };
}

/** As fast as it is taken. */
function pouring(first: string, piece: string | Buffer) {
  return (socket: Socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', pour);
    socket.write(first);
    pour();
  };
}

const saying = (text: string | Buffer) => (socket: Socket) => void socket.write(text);
const packed = (encoding: string, bytes: Buffer) =>
  saying(Buffer.concat([Buffer.from(`${head}content-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`), bytes]));

describe('what a server may do, and what comes of it', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['says nothing', () => {}, 'silent'],
    ['drips its status line', dripping('HTTP', '/', 20), 'protocol'],
    ['drips its headers', dripping(head, 'a: b\r\n', 20), 'silent'],
    ['drips its body', dripping(`${head}content-length: 90000\r\n\r\n`, 'x', 20), 'silent'],
    ['drips its chunks', dripping(`${head}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n', 20), 'silent'],
    ['drips what it compressed', dripping(`${head}content-encoding: gzip\r\n\r\n`, gzipSync('').subarray(0, 1), 20), 'protocol'],
    ['announces again and again that it will answer', pouring('', 'HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n'), 'silent'],
    ['never ends its headers', pouring(head, `a: ${'b'.repeat(1_000)}\r\n`), 'too-large'],
    ['has one huge header', saying(`${head}a: ${'b'.repeat(20_000)}\r\n\r\n`), 'too-large'],
    ['has ten thousand headers', saying(`${head}${'a: b\r\n'.repeat(10_000)}\r\n`), 'too-large'],
    ['never ends its body', pouring(`${head}\r\n`, Buffer.alloc(10_000)), 'too-large'],
    ['promises a huge body', pouring(`${head}content-length: 99999999999\r\n\r\n`, Buffer.alloc(10_000)), 'too-large'],
    [
      'never ends its chunks',
      pouring(`${head}transfer-encoding: chunked\r\n\r\n`, `400\r\n${'x'.repeat(1_024)}\r\n`),
      'too-large',
    ],
    ['sends a bomb by gzip', packed('gzip', gzipSync(zeros)), 'too-large'],
    ['sends a bomb by deflate', packed('deflate', deflateSync(zeros)), 'too-large'],
    ['sends a bomb by brotli', packed('br', brotliCompressSync(zeros)), 'too-large'],
    ['sends a bomb by zstd', packed('zstd', zstdCompressSync(zeros)), 'too-large'],
    ['sends a bomb in a bomb', packed('gzip, gzip', gzipSync(gzipSync(zeros))), 'too-large'],
    ['compresses three times', packed('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync('a')))), 'protocol'],
    ['compresses by what nobody knows', packed('rot13', Buffer.from('nopq')), 'protocol'],
    ['says that it compressed, and did not', packed('gzip', Buffer.from('plain')), 'protocol'],
    ['breaks off what it compressed', packed('gzip', gzipSync('a'.repeat(1_000)).subarray(0, 20)), 'protocol'],
    ['has a chunk of no size', saying(`${head}transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`), 'protocol'],
    ['has a chunk of a size without end', saying(`${head}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`), 'protocol'],
    [
      'has a chunk that is longer than it says',
      saying(`${head}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`),
      'protocol',
    ],
    ['has two lengths', saying(`${head}content-length: 1\r\ncontent-length: 2\r\n\r\nab`), 'protocol'],
    ['has a negative length', saying(`${head}content-length: -1\r\n\r\n`), 'protocol'],
    ['has a length and chunks', saying(`${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`), 'protocol'],
    ['has a status of no meaning', saying('HTTP/1.1 99999 OK\r\n\r\n'), 'protocol'],
    ['speaks another protocol', saying('220 mail.example ESMTP\r\n'), 'protocol'],
    ['speaks TLS', saying(Buffer.from([22, 3, 1, 0, 2, 1, 0])), 'protocol'],
    ['has a header with a line break in its name', saying(`${head}a\nb: c\r\n\r\n`), 'protocol'],
    ['has a header with a zero in it', saying(`${head}a: b\0c\r\n\r\n`), 'protocol'],
    ['hangs up at once', (socket) => void socket.destroy(), 'closed'],
    ['hangs up in its headers', (socket) => void socket.end(`${head}a: b\r\n`), 'closed'],
    ['hangs up in its body', (socket) => void socket.end(`${head}content-length: 100\r\n\r\nabc`), 'closed'],
    ['hangs up in a chunk', (socket) => void socket.end(`${head}transfer-encoding: chunked\r\n\r\n10\r\nabc`), 'closed'],
    ['resets', (socket) => void socket.resetAndDestroy(), 'closed'],
    ['sends on for ever', saying(`HTTP/1.1 302 Found\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n`), 'redirects'],
    ['sends on to nowhere', saying(`HTTP/1.1 302 Found\r\nlocation: http://\r\ncontent-length: 0\r\n\r\n`), 'address'],
  ])('%s', async (_, speak, kind) => {
    const { outcome, tookMs } = await asking((socket) => void socket.on('data', () => speak(socket)));
    expect(outcome).toBe(kind);
    // Only against a limit that does not hold at all: a busy machine is slow.
    expect(tookMs).toBeLessThan(20_000);
  });

  test('the same server is heard when it behaves', async () => {
    const fine = packed('gzip', gzipSync('a'.repeat(1_000)));
    expect((await asking((socket) => void socket.on('data', () => fine(socket)))).outcome).toEqual({
      status: 200,
      length: 1_000,
    });
  });
});
