import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openHub } from '../../../src/doors/action/hub.ts';
import { askService } from '../../../src/doors/action/service.ts';
import { openProxy } from '../../github/client/proxy.ts';
import { serve } from '../../github/client/server.ts';
import { type Beside, hasty, openBeside, token } from './beside.ts';

let beside: Beside;
let proxy: Awaited<ReturnType<typeof openProxy>>;
const names = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const before = new Map(names.map((name) => [name, process.env[name]]));

beforeAll(async () => {
  [beside, proxy] = await Promise.all([openBeside(), openProxy()]);
  for (const name of names) delete process.env[name];
  // Whether GitHub is asked through one its client decides once, by where a runner says that GitHub is.
  for (const name of ['http_proxy', 'https_proxy']) process.env[name] = proxy.url;
});
afterEach(() => {
  proxy.asked.length = 0;
});
afterAll(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await Promise.all([beside.close(), proxy.close()]);
});

/** A name that only the proxy can resolve. */
const elsewhere = (url: string) => url.replace('127.0.0.1', 'services.invalid');

test('the services beside a runner are asked through the proxy that it names', async () => {
  const url = elsewhere(beside.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  const body = Buffer.from('a body');
  expect(await askService({ url, method: 'POST', headers: {}, body }, hasty)).toBe(JSON.stringify({ value: token }));
  expect(proxy.asked).toEqual([new URL(url).host]);
  expect(beside.asked.at(-1)?.body.equals(body)).toBe(true);
});

test('and GitHub too', async () => {
  const object = { type: 'commit', sha: 'a'.repeat(40) };
  const github = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object }));
  });
  const baseUrl = elsewhere(github.url);
  const hub = await openHub({ token: 't', repository: { owner: 'acme', name: 'shop' }, baseUrl, pauseMs: 1 });
  expect(await hub.tip('main')).toBe(object.sha);
  expect(proxy.asked).toEqual([new URL(baseUrl).host]);
  await github.close();
});

test('what is not to go through it does not', async () => {
  process.env['no_proxy'] = 'services.invalid';
  const url = elsewhere(beside.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  await expect(askService({ url, method: 'GET', headers: {} }, { ...hasty, tries: 1 })).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  delete process.env['no_proxy'];
  expect(proxy.asked).toEqual([]);
});
