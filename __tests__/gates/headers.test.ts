import { describe, expect, test } from '@jest/globals';
import { headers as gate } from '../../src/gates/headers.ts';
import { redirectFlaws } from '../../src/gates/probes/headers/flaws-transport.ts';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';
import type { LiveServer, Route } from './recorded-server.ts';

type Headers = readonly (readonly [string, string])[];

const policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const safe: Headers = [
  ['content-type', 'text/html'],
  ['content-security-policy', policy],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
];

const http: readonly Route[] = [{ status: 308, headers: [['location', '{https}/']] }];
const page = '<!doctype html><title>a</title>';

/** The safe page with some headers written anew; an empty value leaves one out. */
function served(change: Headers, body = page): LiveServer {
  const kept = safe.filter(([name]) => !change.some(([other]) => other === name));
  return { https: [{ headers: [...kept, ...change.filter(([, value]) => value !== '')], body }], http };
}

const ask = (server: LiveServer, limits: Json = {}, source: { [key: string]: Json } = {}) =>
  askLive(server, { gate: 'headers', source: { plain: '{http}/', pages: [{ path: '/' }], ...source }, limits });

test('a safe page passes with the grade that Observatory gives it', async () => {
  const { judgement } = await ask(served([]), { grade: 'A+' });
  expect([judgement.result, judgement.summary, judgement.findings]).toEqual([
    'pass',
    'grade A+ (130), 0 findings by observatory',
    [],
  ]);
  expect(judgement.measured).toContainEqual({
    metric: 'content-security-policy',
    value: '+10 csp implemented with no unsafe default src none',
  });
});

test('what lowers the grade most is named first', async () => {
  const { judgement } = await ask(
    served([
      ['strict-transport-security', ''],
      ['content-security-policy', ''],
    ]),
  );
  expect(judgement.remedy).toMatch(
    /^Mend first: content-security-policy \(-25: csp not implemented\), then strict-transport-security \(-20: hsts not implemented\)/,
  );
});

describe('what Observatory lets through fails, whatever the score', () => {
  const csp = (value: string): Headers => [['content-security-policy', policy.replace("script-src 'self'", value)]];
  const frames = (value: string): Headers => [['content-security-policy', policy.replace("frame-ancestors 'none'", value)]];
  const cookie = (value: string): Headers => [['set-cookie', value]];

  test.each<[string, Headers, string, string?]>([
    ['a time of HSTS that is a word', [['strict-transport-security', 'max-age=abc']], 'hsts-no-time'],
    ['a time of HSTS that is nothing', [['strict-transport-security', 'max-age=']], 'hsts-no-time'],
    ['a time of HSTS below zero', [['strict-transport-security', 'max-age=-1']], 'hsts-no-time'],
    ['HSTS that is turned off', [['strict-transport-security', 'max-age=0']], 'hsts-off'],
    ['frames by everybody', frames('frame-ancestors *'), 'frame-ancestors-open'],
    ['frames by all of https', frames('frame-ancestors https:'), 'frame-ancestors-open'],
    ['frames by all of an end', frames('frame-ancestors https://*.com'), 'frame-ancestors-open'],
    [
      'frames forbidden only in the page',
      frames(''),
      'frame-ancestors-in-page',
      `<meta http-equiv=Content-Security-Policy content="frame-ancestors 'none'">`,
    ],
    [
      'inline scripts by script-src-elem',
      csp("script-src 'self'; script-src-elem * 'unsafe-inline'"),
      'csp-script-src-elem-inline',
    ],
    ['all scripts by script-src-elem', csp("script-src 'self'; script-src-elem *"), 'csp-script-src-elem-broad'],
    [
      'inline handlers by script-src-attr',
      csp("script-src 'self'; script-src-attr 'unsafe-inline'"),
      'csp-script-src-attr-inline',
    ],
    ['scripts by blob:', csp("script-src 'self' blob:"), 'csp-script-blob'],
    ['scripts by any host at a port', csp("script-src 'self' *:443"), 'csp-script-broad'],
    ['scripts by all of an end', csp("script-src 'self' https://*.com"), 'csp-script-broad'],
    ['scripts by a host of anybody', csp("script-src 'self' https://*.github.io"), 'csp-script-broad'],
    ['handlers by their digest', csp("script-src 'self' 'unsafe-hashes'"), 'csp-script-hashes'],
    ['a nonce of one character', csp("script-src 'nonce-a'"), 'csp-nonce-short'],
    [
      'a host that hands out scripts',
      csp('script-src https://www.google.com https://cdn.jsdelivr.net'),
      'csp-evaluator-script-src-https:-cdn.jsdelivr.net',
    ],
    ['ALLOW-FROM', [...frames(''), ['x-frame-options', 'ALLOW-FROM https://a.example']], 'frame-options-allow-from'],
    ['a session named connect.sid', cookie('connect.sid=1; Secure; SameSite=Lax'), 'cookie-session-script-connect.sid'],
    ['a session named sid', cookie('sid=1; Secure; SameSite=Lax'), 'cookie-session-script-sid'],
    ['a session named auth_token', cookie('auth_token=1; Secure; SameSite=Lax'), 'cookie-session-script-auth_token'],
    ['a session named jwt', cookie('jwt=1; HttpOnly; SameSite=Lax'), 'cookie-session-insecure-jwt'],
    ['a session of ASP.NET', cookie('.AspNetCore.Cookies=1; Secure; SameSite=Lax'), 'cookie-session-script-.AspNetCore.Cookies'],
    ['a cookie that browsers drop', cookie('__Host-a=1; Secure; Path=/; Domain=127.0.0.1'), 'cookie-prefix-__Host-a'],
    ['a cookie that promises to be secure', cookie('__Secure-a=1'), 'cookie-prefix-__Secure-a'],
    [
      'a script by http beside one without integrity',
      [],
      'script-plain',
      '<script src="http://cdn.example/a.js" integrity="sha384-x"></script><script src="https://cdn.example/b.js"></script>',
    ],
  ])('%s', async (...[, change, found, body]) => {
    const { judgement } = await ask(served(change, body ?? page), { grade: 'F' });
    expect([judgement.result, foundIn(judgement)]).toEqual(['fail', expect.arrayContaining([expect.stringContaining(found)])]);
  });

  test.each<[string, Headers]>([
    ['a legal time in quotes', [['strict-transport-security', 'max-age="63072000"; includeSubDomains']]],
    ['a nonce that nobody guesses', csp("script-src 'nonce-dGhpcyBpcyBsb25n' 'strict-dynamic'")],
    ['a session that is kept well', cookie('__Host-sid=1; Secure; Path=/; HttpOnly; SameSite=Lax')],
    ['a cookie that is taken away', cookie('sid=; Max-Age=0')],
    ['frames by one host', frames('frame-ancestors https://a.example')],
  ])('but not %s', async (_, change) => {
    const { judgement } = await ask(served(change), { grade: 'F' });
    expect([judgement.result, foundIn(judgement)]).toEqual(['pass', []]);
  });
});

test('who reflects any origin with the rights of visitors is found, on a question that Observatory does not ask', async () => {
  const { judgement } = await ask(
    served([
      ['access-control-allow-origin', 'null'],
      ['access-control-allow-credentials', 'true'],
    ]),
  );
  expect(foundIn(judgement)).toContain('cors-1');
});

describe('presets', () => {
  const bare: LiveServer = {
    https: [
      {
        headers: [
          ['content-type', 'application/json'],
          ['server', 'thing/1.2.3'],
        ],
        body: '{}',
      },
    ],
    http,
  };

  test('ask for more, each for its own', async () => {
    const found = async (preset: string, kind = 'api') =>
      foundIn((await ask(bare, { preset, grade: 'F' }, { pages: [{ path: '/', kind }] })).judgement);
    expect(await found('observatory')).toEqual([]);
    expect(await found('api')).toEqual(['hsts-missing', 'no-nosniff', 'cached-api', 'leak-version-server']);
    expect(await found('owasp', 'page')).toEqual(['hsts-missing', 'no-nosniff', 'leak-version-server']);
    expect(await found('strict')).toEqual(expect.arrayContaining(['test:x-frame-options', 'cached-api', 'leak-version-server']));
  });

  test('an API has no grade unless one is asked for', async () => {
    const { judgement } = await ask(
      served([['cache-control', 'no-store']]),
      { preset: 'api' },
      { pages: [{ path: '/', kind: 'api' }] },
    );
    expect(foundIn(judgement)).toEqual(['api-html']);
    expect(judgement.measured[0]).toEqual({ metric: 'grade', value: 'A+ (130)' });
  });
});

describe('limits', () => {
  test.each<[string, Json, string[]]>([
    ['a grade that is reached', { grade: 'B+' }, []],
    ['a grade that is not', { grade: 'A+' }, ['grade']],
    ['a score that is not', { score: 85 }, ['score']],
    ['a test that must pass', { grade: 'F', require: ['x-frame-options', 'cookies'] }, ['test:x-frame-options']],
  ])('%s', async (_, limits, found) => {
    const noFrames: Headers = [['content-security-policy', policy.replace("frame-ancestors 'none'; ", '')]];
    expect(foundIn((await ask(served(noFrames), limits)).judgement)).toEqual(found);
  });

  test('a finding can be accepted by its name', async () => {
    const open = served([['strict-transport-security', 'max-age=0']]);
    expect((await ask(open, { grade: 'F', allow: ['hsts-off'] })).judgement.result).toBe('pass');
  });
});

test('every page that is named is looked at, with headers from secrets that nobody sees again', async () => {
  const token = 'Bearer s3cret-of-the-page';
  const server: LiveServer = {
    https: [
      {
        path: '/private',
        needs: ['authorization', token],
        headers: [
          ['content-type', 'text/html'],
          ['x-powered-by', token],
        ],
        body: page,
      },
      { path: '/private', status: 401 },
      { headers: safe, body: page },
    ],
    http,
  };
  const secretOf = (name: string) => (name === 'PAGE' ? token : undefined);
  const source = {
    plain: '{http}/',
    pages: [{ path: '/' }, { path: '/private', kind: 'login' }],
    secretHeaders: [{ name: 'Authorization', secret: 'PAGE' }],
  };
  const { claim, judgement } = await askLive(server, { gate: 'headers', source, limits: { preset: 'owasp' } }, { secretOf });
  expect(foundIn(judgement)).toEqual(expect.arrayContaining(['no-csp', 'cached-login', 'leak-version-x-powered-by']));
  expect(JSON.stringify(claim)).not.toContain('s3cret');
  expect(claim).toMatchObject({ data: { pages: [{ status: 200 }, { status: 200 }] } });
});

test('where the plain address leads must have been seen', () => {
  const found = (plain: Parameters<typeof redirectFlaws>[0]['http']) => redirectFlaws({ http: plain }).map(({ id }) => id);
  expect(found({ route: [], verified: true })).toEqual(['redirect-unseen']);
  expect(found({ route: ['https://a.example/'], verified: true })).toEqual([]);
  expect(found(null)).toEqual([]);
});

test('evidence that was not made by the gate proves nothing', () => {
  const seen = {
    url: 'https://a.example/',
    status: 200,
    tests: [],
    pages: [{ url: 'https://a.example/', kind: 'page' as const, status: 200, flaws: [] }],
    untested: [],
  };
  expect(gate.judge(seen, {}, () => false).result).toBe('cannot-tell');
});

test('a page that does not answer as a page proves nothing', async () => {
  expect((await ask({ https: [{ status: 503 }], http })).judgement.result).toBe('cannot-tell');
  expect((await ask({ http })).judgement.result).toBe('cannot-tell');
});

test('a page that is not there has the headers of an error, which may be all that is asked of one', async () => {
  const server: LiveServer = {
    https: [
      { path: '/gone', status: 404, headers: safe, body: page },
      { headers: safe, body: page },
    ],
    http,
  };
  const withKind = async (kind: string) => (await ask(server, {}, { pages: [{ path: '/' }, { path: '/gone', kind }] })).judgement;
  expect(await withKind('page')).toMatchObject({ result: 'cannot-tell', summary: expect.stringContaining('/gone answers 404') });
  expect((await withKind('error')).result).toBe('pass');
});
