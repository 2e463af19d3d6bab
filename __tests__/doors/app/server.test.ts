import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listen, usualServerLimits } from '../../../src/doors/app/server.ts';
import { malformed } from './malformed.ts';
import { type Opened, openIngress } from './open-ingress.ts';
import { head, headersFor, headLines, post, raw, statusOf } from './sockets.ts';

const body = JSON.stringify({ action: 'opened', number: 12 });
const lines = (more: Record<string, string> = {}) => headLines(headersFor(body, more));

let opened: Opened;
/** Waits for nobody. */
let impatient: Opened;
beforeAll(async () => {
  opened = await openIngress();
  impatient = await openIngress({ headersMs: 500, bodyMs: 500 });
});
afterAll(async () => {
  await opened.close();
  await impatient.close();
});

/** One request that asks for the connection to end. */
function request(headers: readonly string[], text: string): string {
  return `${head('Connection: close', ...headers)}${text}`;
}

describe('bytes', () => {
  const whole = () => Buffer.from(request([...lines(), `Content-Length: ${body.length}`], body));

  test('in one piece', async () => {
    expect(statusOf(await raw(opened.url, [whole()]))).toBe(202);
  });

  test('one by one', async () => {
    expect(
      statusOf(
        await raw(
          opened.url,
          [...whole()].map((byte) => Uint8Array.of(byte)),
        ),
      ),
    ).toBe(202);
  });

  test('in chunks of any size', async () => {
    const pieces = Array.from(body, (letter) => `1\r\n${letter}\r\n`);
    const text = `${head('Connection: close', ...lines(), 'Transfer-Encoding: chunked')}${pieces.join('')}0\r\n\r\n`;
    expect(statusOf(await raw(opened.url, [text]))).toBe(202);
  });

  test('one delivery after another on one connection', async () => {
    const first = `${head(...lines(), `Content-Length: ${body.length}`)}${body}`;
    const answer = await raw(opened.url, [first, first, whole()]);
    expect(answer.match(/HTTP\/1\.1 202/g)).toHaveLength(3);
  });
});

test.each(malformed.filter((value) => !/[\r\n\0]/.test(value) && value === value.trim()))(
  'the signature %j is refused',
  async (value) => {
    const { 'x-hub-signature-256': _, ...others } = headersFor(body);
    const sent = [...headLines(others), `X-Hub-Signature-256: ${value}`, `Content-Length: ${body.length}`];
    expect(statusOf(await raw(opened.url, [request(sent, body)]))).toBe(401);
  },
);

describe('a header', () => {
  test.each(['X-Hub-Signature-256', 'X-GitHub-Delivery', 'X-GitHub-Event', 'Content-Type'])(
    '%s twice is refused',
    async (name) => {
      const all = lines();
      const twice = all.find((line) => line.toLowerCase().startsWith(name.toLowerCase())) ?? '';
      const status = statusOf(await raw(opened.url, [request([...all, twice, `Content-Length: ${body.length}`], body)]));
      expect([400, 401, 415]).toContain(status);
    },
  );

  test.each([
    ['both a length and chunks', [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked']],
    ['two lengths', [`Content-Length: ${body.length}`, 'Content-Length: 1']],
    ['a negative length', ['Content-Length: -1']],
    ['a length that is no number', ['Content-Length: ten']],
    ['another way to transfer', ['Transfer-Encoding: gzip, chunked']],
  ])('with %s is refused', async (_, more) => {
    const status = statusOf(await raw(opened.url, [request([...lines(), ...more], body)]));
    expect(status === 400 || status === 411 || status === 415).toBe(true);
  });

  test('that is too large is refused', async () => {
    expect(statusOf(await raw(opened.url, [request([...lines(), `X-Long: ${'a'.repeat(20_000)}`], body)]))).toBe(431);
  });

  test.each(['\x16\x03\x01\x02\0\x01\0', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET\r\n\r\n', '\0\0\0\0\r\n\r\n'])(
    '%j is no HTTP',
    async (text) => {
      expect(statusOf(await raw(opened.url, [text]))).toBe(400);
    },
  );
});

describe('a length that lies', () => {
  test('too large is refused before a byte of the body', async () => {
    const answer = await raw(opened.url, [head(...lines(), 'Content-Length: 400000000')]);
    expect([statusOf(answer), /connection: close/i.test(answer)]).toEqual([413, true]);
  });

  test('too long for its body: it took too long', async () => {
    expect(statusOf(await raw(impatient.url, [head(...lines(), 'Content-Length: 1000'), body]))).toBe(408);
  });

  test('too short for its body: another signature, and no HTTP behind it', async () => {
    const before = opened.inbox.calls.length;
    expect([400, 401]).toContain(statusOf(await raw(opened.url, [request([...lines(), 'Content-Length: 5'], body)])));
    expect(opened.inbox.calls.length).toBe(before);
  });

  test('and who hangs up half-way leaves nothing behind', async () => {
    const before = opened.inbox.calls.length;
    const socket = connect(Number(new URL(opened.url).port), '127.0.0.1');
    socket.write(`${head(...lines(), `Content-Length: ${body.length}`)}${body.slice(0, 5)}`);
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect([opened.inbox.calls.length, opened.server.requests()]).toEqual([before, 0]);
  });
});

describe('who is slow', () => {
  test('with the header is sent away', async () => {
    expect(
      statusOf(await raw(impatient.url, ['POST /api', ...Array.from('/github/webhooks HTTP/1.1\r\nHost: x\r\n')], 100)),
    ).toBe(408);
  });

  test('or says nothing at all', async () => {
    expect([0, 408]).toContain(statusOf(await raw(impatient.url, [])));
  });

  test('with the body is sent away', async () => {
    const pieces = [head(...lines(), `Content-Length: ${body.length}`), ...Array.from(body)];
    expect(statusOf(await raw(impatient.url, pieces, 50))).toBe(408);
  });
});

test('who asks before sending is told at once', async () => {
  const expecting = ['Connection: close', 'Expect: 100-continue'];
  const refused = await raw(opened.url, [
    head(...expecting, ...lines({ 'x-hub-signature-256': 'sha256=0' }), 'Content-Length: 9'),
  ]);
  expect([statusOf(refused), refused.includes('100 Continue')]).toEqual([401, false]);
  const sent = [head(...expecting, ...lines(), `Content-Length: ${body.length}`), body];
  expect(await raw(opened.url, sent, 50)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202/);
});

test('three hundred slow connections do not keep a delivery out', async () => {
  const { port } = new URL(opened.url);
  const slow = Array.from({ length: 300 }, () => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    socket.write(`${head(...lines(), 'Content-Length: 200000')}{`);
    return socket;
  });
  await sleep(100);
  const statuses = await Promise.all([1, 2, 3].map(async () => (await post(opened.url, body)).status));
  for (const socket of slow) socket.destroy();
  expect(statuses.filter((status) => status === 202 || status === 503)).toHaveLength(3);
});

test('there are as many connections as it was said, and no more', async () => {
  const few = await openIngress({ connections: 2 });
  const { port } = new URL(few.url);
  const held = [1, 2].map(() => connect(Number(port), '127.0.0.1'));
  await sleep(50);
  expect(await raw(few.url, [request([...lines(), `Content-Length: ${body.length}`], body)])).toBe('');
  for (const socket of held) socket.destroy();
  await sleep(50);
  expect((await post(few.url, body)).status).toBe(202);
  await few.close();
});

test('nothing else is here', async () => {
  const response = await fetch(`${opened.url}/api/github/webhook`, { method: 'POST', body });
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('/api/github/webhooks')]);
});

test('it ends when the requests at hand have had their answer, and takes none more', async () => {
  const ending = await openIngress();
  const stored = Promise.withResolvers<void>();
  ending.inbox.before = () => stored.promise;
  const atHand = post(ending.url, body);
  await sleep(50);
  let isClosed = false;
  const closed = ending.server.close().finally(() => {
    isClosed = true;
  });
  await sleep(50);
  await expect(fetch(ending.url)).rejects.toThrow('fetch failed');
  expect(isClosed).toBe(false);
  stored.resolve();
  const response = await atHand;
  expect([response.status, response.headers.get('connection')]).toEqual([202, 'close']);
  await closed;
});

test('a port that is taken says so', async () => {
  const { ingress } = opened;
  const port = Number(new URL(opened.url).port);
  const operations = { answer: () => false };
  await expect(listen({ host: '127.0.0.1', port, ingress, operations, limits: usualServerLimits })).rejects.toMatchObject({
    problems: [{ code: 'app.listen', path: 'PORT', message: `cannot listen on 127.0.0.1:${port}: something else does` }],
  });
});
