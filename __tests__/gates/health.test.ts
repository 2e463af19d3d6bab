import { describe, expect, test } from '@jest/globals';
import { healthGate } from '../../src/gates/health.ts';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';
import type { Route } from './recorded-server.ts';

const quick = { within: 1, every: 0.05 };
const ask = (route: Route, limits: Json = {}, source: { [key: string]: Json } = {}) =>
  askLive({ https: [route] }, { gate: 'health', source: { ...quick, ...source }, limits });
const says = (body: Json, status = 200): Route => ({ status, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('a service is well only when status and body say so', () => {
  test.each<[string, Route, Json, string, string[]]>([
    ['health+json', says({ status: 'pass', checks: { 'db:time': [{ status: 'pass' }] } }), {}, 'pass', []],
    ['Actuator', says({ status: 'UP', components: { db: { status: 'UP' } } }), {}, 'pass', []],
    ['Terminus', says({ status: 'ok', info: {}, error: {}, details: { db: { status: 'up' } } }), {}, 'pass', []],
    ['Kubernetes', says('[+]ping ok\n[+]etcd ok\nreadyz check passed\n'), {}, 'pass', []],
    ['a word', says('OK\n'), {}, 'pass', []],
    ['a word in JSON', says('"healthy"'), {}, 'pass', []],
    ['success, and it says fail', says({ status: 'fail' }), {}, 'fail', ['contradiction', 'in-a-row']],
    ['success, and it says DOWN', says({ status: 'DOWN' }), {}, 'fail', ['contradiction', 'in-a-row']],
    ['an error, and it says up', says({ status: 'UP' }, 503), {}, 'fail', ['contradiction', 'in-a-row']],
    ['an error, and it says so', says({ status: 'DOWN' }, 503), {}, 'fail', ['status', 'in-a-row']],
    ['an error without a word', says('', 500), {}, 'fail', ['status', 'in-a-row']],
    [
      'a part that is down',
      says({ status: 'UP', components: { db: { status: 'UP', components: { replica: { status: 'DOWN' } } } } }),
      {},
      'fail',
      ['in-a-row', 'part:db/replica'],
    ],
    [
      'a part that is down, as text',
      says('[+]ping ok\n[-]etcd failed: reason withheld\n'),
      {},
      'fail',
      ['contradiction', 'in-a-row', 'part:etcd'],
    ],
    [
      'a part that may be down',
      says({ status: 'UP', components: { mail: { status: 'DOWN' } } }),
      { ignore: ['mail'] },
      'pass',
      [],
    ],
    [
      'a part that is down, as a word',
      says({ status: 'ok', checks: { db: 'ok', redis: 'fail' } }),
      {},
      'fail',
      ['in-a-row', 'part:redis'],
    ],
    [
      'a part that is down, as no',
      says({ status: 'ok', checks: { db: true, redis: false } }),
      {},
      'fail',
      ['in-a-row', 'part:redis'],
    ],
    ['a part in a word that nobody knows', says({ status: 'ok', checks: { db: 'hm' } }), {}, 'fail', ['in-a-row', 'part:db']],
    ['parts that are well, as words', says({ status: 'ok', checks: { db: 'ok', uptime: 12 } }), {}, 'pass', []],
    ['a part of a list', says({ status: 'UP', checks: [{ name: 'db', status: 'DOWN' }] }), {}, 'fail', ['in-a-row', 'part:db']],
    ['a part of Actuator, as a word', says({ status: 'UP', components: { db: 'DOWN' } }), {}, 'fail', ['in-a-row', 'part:db']],
    [
      'a part by another name',
      says({ status: 'Healthy', entries: { db: { status: 'Unhealthy' } } }),
      {},
      'fail',
      ['in-a-row', 'part:db'],
    ],
    ['what is no part', says({ status: 'ok', services: { api: 'v1.2' }, results: [{ id: 'x' }] }), {}, 'pass', []],
    [
      'a part behind many others',
      says({
        status: 'ok',
        checks: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`p${at}`, at === 299 ? 'down' : 'up'])),
      }),
      {},
      'fail',
      ['in-a-row', 'part:p299'],
    ],
    ['a part that is not told of', says({ status: 'UP' }), { parts: ['db'] }, 'fail', ['missing:db']],
    ['a warning', says({ status: 'warn' }), {}, 'fail', ['warning', 'in-a-row']],
    ['a warning that is accepted', says({ status: 'warn' }), { warnings: true }, 'pass', []],
    ['a login', { status: 302, headers: [['location', '/login']] }, {}, 'fail', ['redirected', 'in-a-row']],
    ['a page of the application', says('<!doctype html><title>Welcome</title>'), {}, 'cannot-tell', []],
    ['an empty object', says({}), {}, 'cannot-tell', []],
    ['a list', says([]), {}, 'cannot-tell', []],
  ])('%s', async (_, route, limits, result, found) => {
    const { judgement } = await ask(route, limits);
    expect([judgement.result, foundIn(judgement)]).toEqual([result, found]);
  });
});

test('it may take a while to be well, and must stay so', async () => {
  const starting: Route = { ...says('', 503), later: [says({ status: 'UP' }), says('', 503), says({ status: 'UP' })] };
  const { judgement, arrived } = await ask(starting, {}, { inARow: 3, within: 20 });
  expect([judgement.result, arrived.length]).toEqual(['pass', 6]);
  expect(judgement.summary).toBe('200, up by actuator, 0 parts, 3 of 3 in a row');
});

test('nobody there proves nothing', async () => {
  const { judgement } = await askLive({}, { gate: 'health', source: quick });
  expect([judgement.result, judgement.summary]).toEqual(['cannot-tell', expect.stringMatching(/Nobody listens/)]);
});

test('counts that contradict each other prove nothing', () => {
  const answer = { url: 'https://a.example/', status: 200, format: 'text', health: 'up' as const, parts: [] };
  expect(healthGate.judge({ answer, inARow: 3, wanted: 3, looks: 1, failed: 0 }, {}, () => false).result).toBe('cannot-tell');
  expect(healthGate.judge({ answer, inARow: 3, wanted: 3, looks: 3, failed: 0 }, {}, () => false).result).toBe('pass');
});
