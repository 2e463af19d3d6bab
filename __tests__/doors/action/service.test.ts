import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { askService } from '../../../src/doors/action/service.ts';
import { type Beside, hasty, openBeside, token } from './beside.ts';

let beside: Beside;
beforeAll(async () => {
  beside = await openBeside();
});
afterAll(() => beside.close());
afterEach(() => {
  beside.next.clear();
  beside.asked.length = 0;
});

const request = () => ({
  url: beside.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '',
  method: 'GET' as const,
  headers: { accept: 'a/b' },
});

test('what it answers, byte for byte, and what it was sent', async () => {
  const body = Buffer.from([0, 255, 10, 13]);
  const sent = { ...request(), method: 'POST' as const, headers: { 'content-type': 'x/y' }, body };
  expect(await askService(sent, hasty)).toBe(JSON.stringify({ value: token }));
  expect(beside.asked[0]?.body.equals(body)).toBe(true);
  expect(beside.asked[0]?.headers).toMatchObject({ 'content-type': 'x/y', 'content-length': '4' });
});

describe('what is broken is asked again', () => {
  test.each([[503], [429], ['lost' as const]])('%s', async (odd) => {
    beside.next.set('token', [odd, odd]);
    expect(await askService(request(), hasty)).toContain(token);
    expect(beside.asked).toHaveLength(3);
  });

  test('but not for ever', async () => {
    beside.next.set('token', [500, 502, 503, 504]);
    await expect(askService(request(), hasty)).rejects.toThrow(/^503 odd$/);
    expect(beside.asked).toHaveLength(3);
  });
});

test.each([400, 401, 403, 404, 409, 301])('%s stays what it is', async (status) => {
  beside.next.set('token', [status]);
  await expect(askService(request(), hasty)).rejects.toThrow(`${status} odd`);
  expect(beside.asked).toHaveLength(1);
});

test('a service that says nothing, or goes on without an end', async () => {
  const server = createServer((_, response) => {
    response.write('a');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await expect(askService({ ...request(), url }, { tries: 2, pauseMs: 1, eachMs: 100 })).rejects.toThrow('no answer in 0.1 s');
  server.closeAllConnections();
  server.close();
});

test('where nobody listens', async () => {
  await expect(askService({ ...request(), url: 'http://127.0.0.1:1/' }, hasty)).rejects.toThrow(/ECONNREFUSED/);
});
