import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nothing } from './memory.ts';
import { type Opened, openIngress } from './open-ingress.ts';
import { headersFor, post, secret, signature } from './sockets.ts';

const body = JSON.stringify({ action: 'opened', number: 12 });

describe('a delivery', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openIngress();
  });
  afterAll(() => opened.close());

  test('is on record as it came before it is answered', async () => {
    const text = '{ "action":"opened",\n "title": "grün \\u0000 \u2028 🚀" }';
    const headers = headersFor(text);
    let wasAnswered = false;
    opened.inbox.before = async () => {
      await sleep(50);
      expect(wasAnswered).toBe(false);
    };
    const response = await post(opened.url, text, headers);
    wasAnswered = true;
    opened.inbox.before = () => undefined;
    expect([response.status, await response.text()]).toEqual([202, 'on record\n']);
    const stored = opened.inbox.deliveries.get(headers['x-github-delivery'] ?? '');
    expect(stored).toEqual({
      guid: headers['x-github-delivery'],
      event: 'pull_request',
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      payload: text,
    });
    expect([opened.inbox.keyed.get(stored?.guid ?? ''), opened.woken]).toEqual([nothing, []]);
  });

  test('of which nobody can tell what it is about is on record all the same, and looked into again', async () => {
    const headers = headersFor(body, { 'x-github-delivery': randomUUID() });
    const { hear } = opened.heard;
    opened.heard.hear = async () => Promise.reject(new Error('nobody can tell'));
    const { status } = await post(opened.url, body, headers);
    opened.heard.hear = hear;
    const guid = headers['x-github-delivery'] ?? '';
    expect([status, opened.inbox.deliveries.has(guid), opened.inbox.keyed.has(guid)]).toEqual([202, true, false]);
    expect(opened.woken).toHaveLength(1);
  });

  test('that comes twice is taken both times', async () => {
    const headers = headersFor(body, { 'x-github-delivery': randomUUID() });
    const answers = [await post(opened.url, body, headers), await post(opened.url, body, headers)];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  });

  test.each([
    ['an array', '[1]'],
    ['a number', '12'],
    ['null', 'null'],
    ['half an object', '{"a":'],
    ['nothing', ''],
    ['two objects', '{}{}'],
    ['a byte order mark', '\u{FEFF}{}'],
    ['a raw NUL', '{"a":"\0"}'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    ['a lone surrogate in UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d])],
    ['a million brackets', '['.repeat(1_000_000)],
  ])('is refused when it is %s', async (_, text) => {
    const before = opened.inbox.deliveries.size;
    expect((await post(opened.url, text, headersFor(text))).status).toBe(400);
    expect(opened.inbox.deliveries.size).toBe(before);
  });

  test('is refused before anything in it is looked at when its signature is wrong', async () => {
    const response = await post(opened.url, 'no JSON', headersFor('something else'));
    expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('different webhook secrets')]);
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('is not %s', async (method) => {
    const response = await fetch(`${opened.url}/api/github/webhooks`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('of a megabyte goes through a file and comes out the same', async () => {
    const large = JSON.stringify({ text: 'ä"\\'.repeat(300_000) });
    const headers = headersFor(large);
    expect((await post(opened.url, large, headers)).status).toBe(202);
    expect(opened.inbox.deliveries.get(headers['x-github-delivery'] ?? '')?.payload).toBe(large);
  });
});

test('two secrets hold while one takes the place of the other', async () => {
  const opened = await openIngress({}, [secret, 'the secret before this one']);
  const statuses = await Promise.all(
    [secret, 'the secret before this one', 'the secret before that one'].map(async (by) => {
      const response = await post(opened.url, body, headersFor(body, { 'x-hub-signature-256': signature(body, by) }));
      return response.status;
    }),
  );
  await opened.close();
  expect(statuses).toEqual([202, 202, 401]);
});

describe('a store', () => {
  test('that fails is a 503, and what it said stays here', async () => {
    const opened = await openIngress();
    opened.inbox.before = () => {
      throw new Error('canary-of-the-store');
    };
    const response = await post(opened.url, body);
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
      503,
      '5',
      'The delivery could not be stored.\n',
    ]);
    opened.inbox.before = () => undefined;
    expect((await post(opened.url, body)).status).toBe(202);
    await opened.close();
    expect(opened.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      'the store did not take a delivery',
      'a request to the ingress was refused',
    ]);
  });

  test('that hangs is a 503, takes up no more than its room, and is well again when it answers', async () => {
    const opened = await openIngress({ accepting: 3, acceptMs: 400 });
    const answer = Promise.withResolvers<void>();
    opened.inbox.before = () => answer.promise;
    const hung = await Promise.all([1, 2, 3].map(() => post(opened.url, body)));
    const fourth = await post(opened.url, body);
    expect([...hung, fourth].map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(await fourth.text()).toBe('Too many requests at once.\n');
    answer.resolve();
    await sleep(20);
    expect((await post(opened.url, body)).status).toBe(202);
    await opened.close();
    expect(opened.figures.text()).toContain('gonogo_requests_refused_total{reason="store-slow"} 3');
  });
});

test('while draining, deliveries are sent away', async () => {
  const opened = await openIngress();
  opened.ingress.drain();
  const response = await post(opened.url, body);
  await opened.close();
  expect([response.status, opened.inbox.calls]).toEqual([503, []]);
});

test('a flood of wrong signatures is counted, and said once', async () => {
  const opened = await openIngress();
  const headers = headersFor('another body');
  await Promise.all(Array.from({ length: 200 }, () => post(opened.url, body, headers).then((response) => response.text())));
  await opened.close();
  expect(opened.log.lines).toHaveLength(1);
  expect(opened.figures.text()).toContain('gonogo_requests_refused_total{reason="wrong-signature"} 200');
});
