import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { rootsWith } from '../../../../src/gates/probes/tls/roots.ts';
import { scanAddress } from '../../../../src/gates/probes/tls/scan.ts';
import { type StartTls, startTlsKinds, startTlsPorts } from '../../../../src/gates/probes/tls/starttls.ts';
import { byteServer } from './bed/byte-server.ts';
import { family } from './bed/certificates.ts';

const { root, middle, leaf } = family();
const until = (socket: Socket, wanted: RegExp | number) =>
  new Promise<void>((resolve) => {
    let held = Buffer.alloc(0);
    const hear = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (typeof wanted === 'number' ? held.length < wanted : !wanted.test(held.toString('latin1'))) return;
      socket.off('data', hear);
      socket.pause();
      // MySQL answers nothing, so that the hello may come in the same piece.
      if (typeof wanted === 'number') socket.unshift(held.subarray(wanted));
      resolve();
    };
    socket.on('data', hear);
    socket.resume();
  });

/** `says`, then waits for `hears`, one after the other; the last word is the server's. */
const talk =
  (...turns: readonly (readonly [says: string | Buffer, hears?: RegExp | number])[]) =>
  async (socket: Socket) => {
    for (const [says, hears] of turns) {
      if (says.length > 0) socket.write(says);
      if (hears !== undefined) await until(socket, hears);
    }
  };

function mysqlGreeting(flags: number): Buffer {
  const body = Buffer.concat([
    Buffer.from([10]),
    Buffer.from('8.4.0\0'),
    Buffer.alloc(13, 1),
    Buffer.from([flags & 0xff, flags >> 8]),
    Buffer.alloc(20),
  ]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}

const ldapAnswer = (code: number) => Buffer.from([0x30, 12, 2, 1, 1, 0x78, 7, 0x0a, 1, code, 4, 0, 4, 0]);

const willing: Readonly<Record<StartTls, (socket: Socket) => Promise<void>>> = {
  smtp: talk(['220 mail\r\n', /EHLO/], ['250-mail\r\n250-SIZE\r\n250 STARTTLS\r\n', /STARTTLS/], ['220 go\r\n']),
  imap: talk(['* OK ready\r\n', /STARTTLS/], ['* CAPABILITY\r\na OK go\r\n']),
  pop3: talk(['+OK ready\r\n', /STLS/], ['+OK go\r\n']),
  ldap: talk(['', 31], [ldapAnswer(0)]),
  postgres: talk(['', 8], ['S']),
  mysql: talk([mysqlGreeting(0x0800), 36]),
};

const unwilling: Readonly<Record<StartTls, (socket: Socket) => Promise<void>>> = {
  smtp: talk(['220 mail\r\n', /EHLO/], ['250 mail\r\n']),
  imap: talk(['* OK ready\r\n', /STARTTLS/], ['a NO never\r\n']),
  pop3: talk(['+OK ready\r\n', /STLS/], ['-ERR never\r\n']),
  ldap: talk(['', 31], [ldapAnswer(2)]),
  postgres: talk(['', 8], ['N']),
  mysql: talk([mysqlGreeting(0)]),
};

async function seenWith(startTls: StartTls, before: (socket: Socket) => Promise<void>, ms = 1500) {
  const server = await byteServer({
    versions: { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] },
    certificates: [leaf.der, middle.der],
    before,
  });
  const place = { name: 'localhost', address: '127.0.0.1', port: server.port, startTls };
  const signal = new AbortController().signal;
  const { address } = await scanAddress(place, { roots: rootsWith(root.pem), signal, protocols: [], caps: { ms } });
  await server.close();
  return address;
}

describe('who is asked for TLS first', () => {
  test.each(startTlsKinds)('%s: and begins it', async (kind) => {
    const address = await seenWith(kind, willing[kind], 15_000);
    expect(address.protocols).toMatchObject({ SSLv3: 'refused', TLSv1: 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'refused' });
    expect(address.chains).toMatchObject([{ trust: 'trusted' }]);
  });

  test.each(startTlsKinds)('%s: and does not have it', async (kind) => {
    const address = await seenWith(kind, unwilling[kind]);
    expect(address).toMatchObject({ isReached: false, protocols: { TLSv1: 'untested', 'TLSv1.2': 'untested' } });
    expect(address.why).toMatch(/cannot be asked for TLS/);
  });

  test.each(startTlsKinds)('%s: and is something else altogether', async (kind) => {
    const address = await seenWith(kind, talk(['HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nX: '.repeat(3), /never/]));
    expect(address).toMatchObject({ isReached: false, protocols: { 'TLSv1.2': 'untested' } });
  });
});

test('what is slipped in before TLS begins is no part of it', async () => {
  const slipped = talk(['* OK ready\r\n', /STARTTLS/], ['a OK go\r\n* 1 EXISTS\r\n']);
  expect(await seenWith('imap', slipped)).toMatchObject({ isReached: false, why: expect.stringContaining('in the clear') });
});

test('who greets without end is left', async () => {
  const endless = talk([`220-${'x'.repeat(70)}\r\n`.repeat(700), /never/]);
  const address = await seenWith('smtp', endless);
  expect(address).toMatchObject({ isReached: false, why: expect.stringMatching(/talks on|does not end/) });
});

test('every kind has its port', () => {
  expect(startTlsKinds.map((kind) => startTlsPorts[kind])).toEqual([25, 143, 110, 389, 5432, 3306]);
});
