import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { setUp } from '../../../src/doors/app/set-up.ts';
import { fakeGithub } from './fake-github.ts';
import { privateKey } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'gonogo-set-up-'));
afterAll(() => rmSync(folder, { recursive: true }));

const app = { id: 7, pem: privateKey, webhook_secret: 'a'.repeat(40), html_url: 'https://github.com/apps/x' };

/** Its status alone, under whatever name of a host. */
function statusUnder(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('an App is registered, and nobody else can have theirs put in its place', async () => {
  const github = await fakeGithub((path) => (path.includes('good') ? [201, app] : [404, {}]));
  const envFile = join(folder, '.env');
  const said: string[] = [];
  const done = setUp({ apiUrl: github.url, port: 0, envFile, say: (text) => said.push(text) });
  while (said.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said.join(''))?.[0] ?? '';
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}${path}`, init);
    return [response.status, await response.text()] as const;
  };

  expect((await get('/'))[1]).toContain('Where GitHub can reach this App');
  expect((await get('/nothing'))[0]).toBe(404);
  expect((await get('/', { method: 'POST' }))[0]).toBe(405);
  expect((await get('/register?address=http://x'))[0]).toBe(400);
  expect(await statusUnder(`${url}/`, 'elsewhere.example.com')).toBe(403);

  const [, page] = await get('/register?address=https://gonogo.example.com&organization=acme');
  expect(page).toContain('https://gonogo.example.com/api/github/webhooks');
  const state = /apps\/new\?state=([0-9a-f]+)/.exec(page)?.[1] ?? '';

  expect((await get('/registered?code=good'))[0]).toBe(403);
  expect((await get('/registered?code=good&state=guessed'))[0]).toBe(403);
  expect(github.asked).toEqual([]);
  expect((await get(`/registered?code=bad&state=${state}`))[0]).toBe(502);
  const [status, last] = await get(`/registered?code=good&state=${state}`);
  expect([status, last]).toEqual([200, expect.stringContaining('/apps/x/installations/new')]);
  await done;
  github.close();
  expect(parseEnv(readFileSync(envFile, 'utf8'))).toEqual({
    APP_ID: '7',
    PRIVATE_KEY: privateKey.trim(),
    WEBHOOK_SECRET: app.webhook_secret,
  });
  expect(said.join('')).not.toContain(app.webhook_secret);
});

test('a port that is taken says so', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(setUp({ apiUrl: 'https://x', port, envFile: 'x', say: () => undefined })).rejects.toThrow('cannot listen');
  other.close();
});
