import { describe, expect, test } from '@jest/globals';
import { http as gate } from '../../src/gates/http.ts';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';
import type { LiveServer, Route } from './recorded-server.ts';

const ask = (routes: readonly Route[], source: Json = {}, limits: Json = {}) =>
  askLive({ https: routes }, { gate: 'http', source, limits });
const one = (step: Json): Json => ({ steps: [step] });
const item: Route = {
  headers: [
    ['content-type', 'application/json'],
    ['x-a', 'b'],
    ['x-a', 'c'],
  ],
  body: '{"data":{"items":[{"id":7,"name":"boat"}],"none":null}}',
};

describe('an answer is held against what is expected', () => {
  test.each<[string, Route, Json, string[]]>([
    ['a success goes without saying', item, {}, []],
    ['an error', { status: 500 }, {}, ['1:status']],
    ['a redirect is no success', { status: 302, headers: [['location', '/']] }, {}, ['1:status']],
    ['a status', { status: 404 }, one({ expect: { status: [404, 410] } }), []],
    ['another status', item, one({ expect: { status: [404] } }), ['1:status']],
    ['headers, any instance', item, one({ expect: { headers: { 'Content-Type': '^application/json', 'x-a': '^c$' } } }), []],
    ['a header that differs', item, one({ expect: { headers: { 'x-a': '^d$' } } }), ['1:header:x-a']],
    ['a header that is not there', item, one({ expect: { headers: { 'x-b': '.' } } }), ['1:header:x-b']],
    ['JSON', item, one({ expect: { json: { 'data.items[0].id': 7, 'data.none': null }, has: ['data.items'] } }), []],
    ['another value in JSON', item, one({ expect: { json: { 'data.items[0].id': 8 } } }), ['1:json:data.items[0].id']],
    ['a number that is a text', item, one({ expect: { json: { 'data.items[0].id': '7' } } }), ['1:json:data.items[0].id']],
    ['nothing there', item, one({ expect: { has: ['data.items[1]', '$.data'] } }), ['1:has:data.items[1]']],
    ['no JSON', { body: '{"a":' }, one({ expect: { has: ['a'] } }), ['1:json']],
    ['a pattern', item, one({ expect: { matches: '"boat"', matchesNot: 'ship' } }), []],
    ['a pattern that is not met', item, one({ expect: { matches: 'ship', matchesNot: 'boat' } }), ['1:matches', '1:matches-not']],
  ])('%s', async (_, route, source, found) => {
    const { judgement } = await ask([route], source);
    expect([judgement.result, foundIn(judgement)]).toEqual([found.length === 0 ? 'pass' : 'fail', found]);
  });
});

describe('steps', () => {
  const token = 'tok-3456789';
  const server: LiveServer = {
    https: [
      { path: 'POST /login', body: JSON.stringify({ token, user: { id: 5 } }) },
      { path: '/users/5', needs: ['authorization', `Bearer ${token}`], body: JSON.stringify({ id: 5, token }) },
      { status: 401, body: 'who are you' },
    ],
  };
  const login = { method: 'POST', path: '/login', body: '{"user":"a"}', capture: { token: 'token', user: 'user.id' } };
  const headers = [{ name: 'Authorization', value: 'Bearer {{token}}' }];

  test('hand on what they captured, and show it nowhere', async () => {
    const steps = [login, { path: '/users/{{user}}', headers, expect: { json: { token: 'another' } } }];
    const { judgement, claim, arrived } = await askLive(server, { gate: 'http', source: { steps } });
    expect(arrived).toEqual(['POST /login', 'GET /users/5']);
    expect(judgement.findings).toEqual([
      { id: '2:json:token', title: expect.stringMatching(/: token is "\{\{token\}\}", "another" is expected$/) },
    ]);
    expect(JSON.stringify([judgement, claim])).not.toContain(token);
  });

  test('end at the first that is not as expected', async () => {
    const { judgement, arrived } = await askLive(server, { gate: 'http', source: { steps: [{ path: '/a' }, { path: '/b' }] } });
    expect([arrived, foundIn(judgement)]).toEqual([['GET /a'], ['1:status']]);
  });

  test('say what they could not capture, and never send it elsewhere', async () => {
    const none = await askLive(server, { gate: 'http', source: { steps: [{ ...login, capture: { a: 'nothing.there' } }] } });
    expect(foundIn(none.judgement)).toEqual(['1:capture:a']);
    const away = await askLive(server, { gate: 'http', source: { steps: [login, { path: 'https://other.example/{{token}}' }] } });
    expect(away.judgement).toMatchObject({ result: 'cannot-tell', summary: 'A captured value would go to another host.' });
    const unknown = await askLive(server, { gate: 'http', source: { steps: [{ path: '/{{who}}' }] } });
    expect(unknown.judgement).toMatchObject({ result: 'cannot-tell', summary: 'Nothing was captured as who.' });
  });
});

describe('latency', () => {
  test('is taken from samples after a warm-up, and its method is said', async () => {
    const { judgement, arrived } = await ask([{ body: 'ok' }], { samples: { count: 10, warmup: 2 } }, { p95: 60_000 });
    expect([judgement.result, arrived.length]).toEqual(['pass', 13]);
    expect(judgement.summary).toMatch(/^1 step, all as expected, p95 [\d.]+ ms \(nearest rank of 10\)$/);
  });

  test('above its limit fails, and so do samples that failed', async () => {
    expect(foundIn((await ask([{ body: 'ok' }], { samples: { count: 5 } }, { p50: 0.001 })).judgement)).toEqual(['p50']);
    const flaky: Route = { body: 'ok', later: [{ body: 'ok' }, { status: 500 }, { body: 'ok' }] };
    const { judgement } = await ask([flaky], { samples: { count: 4, warmup: 0 } });
    expect([foundIn(judgement), judgement.measured.at(-1)]).toEqual([
      ['failed'],
      { metric: 'failed samples', value: 1, limit: 'at most 0', ok: false },
    ]);
  });

  test('of a step that follows redirects is that of where they end', async () => {
    const routes: readonly Route[] = [
      { path: '/', status: 302, headers: [['location', '/in']] },
      { path: '/in', body: 'ok' },
    ];
    const { judgement } = await ask(routes, { steps: [{ path: '/', follow: true }], samples: { count: 3 } }, { p95: 60_000 });
    expect([judgement.result, judgement.summary]).toEqual(['pass', expect.stringContaining('nearest rank of 3')]);
  });

  test('that was not taken, or contradicts itself, proves nothing', () => {
    const steps = [{ name: 'a', status: 200, tookMs: 1, checks: [{ id: 'status', title: 'a', holds: true }] }];
    expect(gate.judge({ steps }, { p95: 10 }, () => false).result).toBe('cannot-tell');
    const latency = { samples: 3, warmup: 1, failed: 0, p50: 5, p95: 4, p99: 6, max: 6 };
    expect(gate.judge({ steps, latency }, {}, () => false).result).toBe('cannot-tell');
  });

  test('is not taken of what changes something', async () => {
    const { judgement } = await ask([{ body: 'ok' }], { steps: [{ method: 'POST' }], samples: { count: 2 } });
    expect([judgement.result, judgement.summary]).toEqual(['cannot-tell', 'A POST is not repeated for its latency.']);
  });
});
