import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../src/ground/json.ts';
import { askLive, foundIn } from './live.ts';

const ask = (lines: readonly string[], limits: Json = {}, source: { [key: string]: Json } = {}) =>
  askLive({ https: [{ headers: lines.map((line) => ['set-cookie', line]) }] }, { gate: 'cookies', source, limits });

describe('a cookie', () => {
  test.each<[string, readonly string[], Json, string[]]>([
    ['kept well', ['__Host-sid=s3cret; Path=/; Secure; HttpOnly; SameSite=Lax'], { strict: true, atLeast: 1 }, []],
    ['none', [], {}, []],
    ['none, where a login sets one', [], { atLeast: 1 }, ['too-few']],
    [
      'of a session that scripts can read',
      ['connect.sid=s3cret; Secure; SameSite=Lax'],
      {},
      ['cookie-session-script-connect.sid'],
    ],
    ['of a session in the clear', ['PHPSESSID=s3cret; HttpOnly; SameSite=Lax'], {}, ['cookie-session-insecure-PHPSESSID']],
    ['that promises too much', ['__Host-a=s3cret; Secure; SameSite=Lax'], {}, ['cookie-prefix-__Host-a']],
    ['for all sites, in the clear', ['a=s3cret; SameSite=None'], {}, ['cookie-none-insecure-a', 'cookie-insecure-a']],
    ['with a word that nobody knows', ['a=s3cret; Secure; SameSite=Often'], {}, ['cookie-site-unknown-a']],
    ['without a site, which is no fault', ['theme=s3cret; Secure'], {}, []],
    ['without a site, strictly', ['theme=s3cret; Secure'], { strict: true }, ['cookie-site-theme']],
    ['accepted', ['theme=s3cret; Secure'], { strict: true, allow: ['cookie-site-theme'] }, []],
  ])('%s', async (_, lines, limits, found) => {
    const { judgement, claim } = await ask(lines, limits);
    expect([judgement.result, foundIn(judgement)]).toEqual([found.length === 0 ? 'pass' : 'fail', found]);
    expect(JSON.stringify([judgement, claim])).not.toContain('s3cret');
  });

  test('carries a session by the names that the policy has', async () => {
    const { judgement } = await ask(
      ['sid=s3cret; Secure', 'kermit=s3cret; Secure; SameSite=Lax'],
      {},
      { sessionCookies: ['^kermit$'] },
    );
    expect(foundIn(judgement)).toEqual(['cookie-session-script-kermit']);
  });
});

test('cookies on the way are read too', async () => {
  const https = [
    {
      path: '/',
      status: 302,
      headers: [
        ['location', '/in'],
        ['set-cookie', 'sid=1'],
      ] as const,
    },
    { path: '/in', headers: [['set-cookie', 'theme=1; Secure']] as const },
  ];
  const { judgement } = await askLive({ https }, { gate: 'cookies' });
  expect(judgement.summary).toBe('sid, theme: 3 findings');
});

test.each([404, 410, 503])('a page that answers %d sets no cookies, and proves nothing', async (status) => {
  const { judgement } = await askLive({ https: [{ status }] }, { gate: 'cookies' });
  expect([judgement.result, judgement.summary]).toEqual(['cannot-tell', expect.stringContaining(`answers ${status}`)]);
});

test('a page that asks for a login may set cookies', async () => {
  const { judgement } = await askLive({ https: [{ status: 401, headers: [['set-cookie', 'sid=1']] }] }, { gate: 'cookies' });
  expect(judgement.result).toBe('fail');
});
