import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createOperations } from '../../../src/doors/app/operations.ts';
import type { Found } from '../../../src/doors/app/readiness.ts';

const well: Found = { process: 'ok', store: 'ok', credentials: 'ok', keyer: 'ok' };
let close: () => void = () => undefined;
afterEach(() => close());

async function open(found: () => Promise<Found>, metricsToken?: string): Promise<string> {
  const readiness = { look: found, drain: () => undefined, stop: () => undefined };
  const metrics = () => Promise.resolve('figure 1\n');
  const operations = createOperations({ readiness, metrics, metricsToken });
  const server = createServer((request, response) => {
    if (!operations.answer(request.url ?? '', request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function get(url: string, init?: RequestInit): Promise<[number, string]> {
  const response = await fetch(url, init);
  return [response.status, await response.text()];
}

test('alive, ready, and figures', async () => {
  const url = await open(() => Promise.resolve(well));
  expect(await get(`${url}/healthz`)).toEqual([200, 'alive\n']);
  expect(await get(`${url}/readyz`)).toEqual([200, `${JSON.stringify(well)}\n`]);
  expect(await get(`${url}/metrics`)).toEqual([200, 'figure 1\n']);
  expect(await get(`${url}/metrics`, { method: 'HEAD' })).toEqual([200, '']);
  expect(await get(`${url}/metrics`, { method: 'POST' })).toEqual([405, 'Only GET.\n']);
  expect((await get(`${url}/__proto__`))[0]).toBe(404);
});

test.each<Partial<Found>>([
  { process: 'draining' },
  { store: 'no answer' },
  { credentials: 'refused' },
  { credentials: 'not established yet' },
  { keyer: 'stuck' },
])('%j is not ready', async (state) => {
  const url = await open(() => Promise.resolve({ ...well, ...state }));
  expect((await get(`${url}/readyz`))[0]).toBe(503);
});

test('what cannot be found out is not ready', async () => {
  const url = await open(() => Promise.reject(new Error('canary')));
  expect(await get(`${url}/readyz`)).toEqual([503, 'It is not known.\n']);
});

test('figures may want a token', async () => {
  const url = await open(() => Promise.resolve(well), 'a token that is long');
  const as = (authorization: string) => get(`${url}/metrics`, { headers: { authorization } });
  expect((await get(`${url}/metrics`))[0]).toBe(401);
  expect((await as('Bearer a token that is wrong'))[0]).toBe(401);
  expect((await as('a token that is long'))[0]).toBe(401);
  expect((await as('Bearer a token that is long'))[0]).toBe(200);
});
