import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { root } from '../../house/sources.ts';
import { openIngress } from './open-ingress.ts';
import { head, headersFor, headLines, post, raw, statusOf } from './sockets.ts';

const megabyte = 1024 * 1024;
const forged = () => ['Connection: close', ...headLines(headersFor('something else'))];

/** Sends a forged body of so many bytes as fast as it is taken, in pieces as HTTP wants them. */
async function pour(url: string, bytes: number, chunked: boolean): Promise<string> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const piece = Buffer.alloc(64 * 1024, 0x20);
  socket.write(head(...forged(), chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`));
  for (let sent = 0; sent < bytes && !socket.destroyed && socket.bytesRead === 0; sent += piece.length) {
    if (chunked) socket.write('10000\r\n');
    const flows = socket.write(chunked ? Buffer.concat([piece, Buffer.from('\r\n')]) : piece);
    if (!flows) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
  }
  await closed;
  return answer;
}

test('bodies that nobody signed do not grow the memory', async () => {
  const child = spawn(process.execPath, [join(root, '__tests__/doors/app/ingress-child.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const [url] = (await once(child, 'message')) as [string];
    const memory = async () => {
      child.send('memory');
      const [figures] = (await once(child, 'message')) as [{ now: number; peak: number }];
      return figures;
    };
    // As large as its ordinary work makes it.
    const ordinary = JSON.stringify({ text: 'a'.repeat(12_000) });
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, () => post(url, ordinary)));
    await memory();
    const before = await memory();
    const answers = await Promise.all([
      pour(url, 24 * megabyte, false),
      pour(url, 24 * megabyte, false),
      pour(url, 400 * megabyte, true),
      pour(url, 400 * megabyte, false),
      ...Array.from({ length: 40 }, () => pour(url, 192 * 1024, false)),
    ]);
    const after = await memory();
    const statuses = answers.map(statusOf);
    expect(statuses.slice(0, 2)).toEqual([401, 401]);
    // Who goes on sending may be cut off before it has read its answer.
    expect(statuses.slice(2, 4).filter((status) => status !== 413 && status !== 0)).toEqual([]);
    expect(statuses.slice(4).filter((status) => status !== 401 && status !== 503)).toEqual([]);
    process.stdout.write(`memory grew by ${((after.peak - before.now) / megabyte).toFixed(1)} MB\n`);
    expect(after.peak - before.now).toBeLessThan(16 * megabyte);
  } finally {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
});

test('large bodies have so many places, and who is slow makes way', async () => {
  const opened = await openIngress({ files: 1, bodyMs: 20_000 });
  const slow = raw(opened.url, [head(...forged(), `Content-Length: ${megabyte}`), ' ']);
  await sleep(100);
  const large = JSON.stringify({ text: 'a'.repeat(megabyte) });
  const early = await post(opened.url, large);
  await sleep(1_000);
  const late = await post(opened.url, large);
  expect([early.status, late.status, statusOf(await slow)]).toEqual([503, 202, 503]);
  await opened.close();
});
