import { expect, test } from '@jest/globals';
import { newAsker, usualCaps } from '../../../../src/gates/probes/tls/ask.ts';
import { byteServer, listening } from './bed/byte-server.ts';

const hello = { version: 'TLSv1.2', suites: [0xc02b] } as const;
const at = (port: number) => ({ name: 'localhost', address: '127.0.0.1', port });

test('no more at a time, and no more in all, than allowed', async () => {
  let [open, most] = [0, 0];
  const server = await listening((socket) => {
    socket.once('data', () => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 40]));
      }, 20);
    });
  });
  const asker = newAsker(at(server.port), { connections: 7, ms: 2000, atOnce: 3 }, new AbortController().signal);
  const answers = await Promise.all(Array.from({ length: 10 }, () => asker.ask(hello)));
  await server.close();
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual([...Array(7).fill('alert'), ...Array(3).fill('nothing')]);
  expect([asker.used(), server.connections(), most <= 3]).toEqual([7, 7, true]);
});

test('a connection that is lost once is asked again', async () => {
  const good = await byteServer({ versions: { 'TLSv1.2': ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] } });
  let count = 0;
  const { connect } = await import('node:net');
  const between = await listening((socket) => {
    count += 1;
    if (count === 2) return socket.resetAndDestroy();
    const behind = connect(good.port, '127.0.0.1');
    behind.on('error', () => {});
    return socket.pipe(behind).pipe(socket);
  });
  const asker = newAsker(at(between.port), { ...usualCaps, ms: 2000 }, new AbortController().signal);
  expect(await asker.ask(hello)).toMatchObject({ kind: 'flight' });
  expect(await asker.ask(hello)).toMatchObject({ kind: 'flight' });
  expect(asker.used()).toBe(3);
  await Promise.all([between.close(), good.close()]);
});

test('who never answers is not asked everything twice', async () => {
  const server = await listening(() => {});
  const asker = newAsker(at(server.port), { ...usualCaps, ms: 100 }, new AbortController().signal);
  expect(await asker.ask(hello)).toEqual({ kind: 'nothing', why: 'no whole answer within 0.1 s' });
  expect(asker.used()).toBe(1);
  await server.close();
});
