import { describe, expect, test } from '@jest/globals';
import { httpsRedirect } from '../../src/gates/https-redirect.ts';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';
import type { Route } from './recorded-server.ts';

const https: readonly Route[] = [
  { path: '/back', status: 302, headers: [['location', '{http}/end']] },
  { path: '/on', status: 302, headers: [['location', '/']] },
  { path: '/loop', status: 302, headers: [['location', '/loop']] },
  { body: 'ok' },
];
const to = (location: string, status = 301): Route => ({ status, headers: [['location', location]] });
const ask = (http: readonly Route[] | undefined, limits: Json = {}, source: { [key: string]: Json } = {}) =>
  askLive({ https, ...(http && { http }) }, { gate: 'https-redirect', source: { plain: '{http}/', ...source }, limits });

describe('a redirect', () => {
  test.each<[string, readonly Route[] | undefined, Json, string[]]>([
    ['to https', [to('{https}/')], {}, []],
    ['to https, for good', [to('{https}/', 308)], { permanent: true }, []],
    ['to https, for now', [to('{https}/', 302)], { permanent: true }, ['not-permanent']],
    ['nowhere', [{ body: 'hello' }], {}, ['no-redirect']],
    ['nowhere, with an error', [{ status: 500 }], {}, ['no-redirect']],
    ['by a status that sends nobody', [to('{https}/', 304)], {}, ['no-redirect']],
    ['to http', [{ path: '/', ...to('/a') }, { body: 'a' }], {}, ['first-not-https', 'ends-plain']],
    ['to https by http', [{ path: '/', ...to('/a') }, to('{https}/')], {}, ['first-not-https']],
    ['back to http', [{ path: '/', ...to('{https}/back') }, { body: 'a' }], {}, ['back', 'ends-plain']],
    ['without an end', [to('{https}/loop')], {}, ['endless']],
    ['that is long', [to('{https}/on')], { hops: 1 }, ['hops']],
    ['that is short enough', [to('{https}/on')], { hops: 2 }, []],
    ['where nothing may listen', [to('{https}/')], { closed: true }, ['listens']],
    ['that nobody makes, since nobody listens', undefined, { closed: true, permanent: true }, []],
  ])('%s', async (_, http, limits, found) => {
    const { judgement } = await ask(http, limits);
    expect([judgement.result, foundIn(judgement)]).toEqual([found.length === 0 ? 'pass' : 'fail', found]);
  });

  test('to another host is one by which HSTS is not learned, unless that is allowed', () => {
    const url = 'http://a.example/';
    const hops = [{ url, status: 301, to: 'https://www.a.example/' }];
    const seen = { pages: [{ url, hops, end: { url: 'https://www.a.example/', is: 'answered', status: 200 } }] };
    expect(foundIn(httpsRedirect.judge(seen, {}, () => false))).toEqual(['off-host']);
    expect(httpsRedirect.judge(seen, { sameHost: false }, () => false).result).toBe('pass');
  });

  test('to an address that is not asked ends in doubt', async () => {
    const { judgement } = await ask([to('https://10.0.0.1/')]);
    expect([judgement.result, judgement.summary]).toEqual([
      'cannot-tell',
      expect.stringMatching(/10\.0\.0\.1 is a private address/),
    ]);
  });
});

test('every path that is named is asked', async () => {
  const { judgement, arrived } = await ask([{ path: '/a', ...to('{https}/a') }, { body: 'b' }], {}, { paths: ['/a', '/b'] });
  expect(arrived.toSorted()).toEqual(['GET /a', 'GET /a', 'GET /b']);
  expect([foundIn(judgement), judgement.measured.map(({ ok }) => ok)]).toEqual([['no-redirect'], [true, false]]);
});

test('a port that nobody listens at proves nothing when the service is not there either', async () => {
  const dead = await askLive({}, { gate: 'https-redirect', source: {} });
  expect([dead.judgement.result, dead.judgement.summary]).toEqual(['cannot-tell', expect.stringMatching(/Nobody listens/)]);
});
