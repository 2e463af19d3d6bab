import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Environment, hasNoApp, readSettings, readSetUp } from '../../../src/doors/app/settings.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { rhythm } from '../../../src/reconcile/rhythm.ts';
import { privateKey } from './keys.ts';

const good: Environment = { APP_ID: '12345', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret that is long' };

function problems(env: Environment, args: readonly string[] = []) {
  try {
    readSettings(env, args);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

test('an App and nothing else is enough', () => {
  expect(readSettings(good)).toEqual({
    appId: 12_345,
    privateKey: privateKey.trim(),
    webhookSecrets: ['a secret that is long'],
    host: '127.0.0.1',
    port: 3_000,
    database: { folder: './gonogo-data', isEphemeral: false },
    apiUrl: 'https://api.github.com',
    logLevel: 'info',
    concurrency: 4,
    metricsToken: undefined,
    rhythm,
    collecting: 4,
    reach: { privateHosts: [], lent: [] },
  });
});

test.each<[Environment, object]>([
  [
    { PORT: '0', HOST: '0.0.0.0' },
    { port: 0, host: '0.0.0.0' },
  ],
  [{ DATABASE_URL: 'postgres://u:p@h/d' }, { database: { url: 'postgres://u:p@h/d' } }],
  [{ GONOGO_DATA: '/var/lib/gonogo', GONOGO_EPHEMERAL: '1' }, { database: { folder: '/var/lib/gonogo', isEphemeral: true } }],
  [{ GHE_HOST: 'github.example.com' }, { apiUrl: 'https://github.example.com/api/v3' }],
  [{ GITHUB_API_URL: 'http://127.0.0.1:4000/' }, { apiUrl: 'http://127.0.0.1:4000' }],
  [{ GITHUB_API_URL: 'http://[::1]:4000' }, { apiUrl: 'http://[::1]:4000' }],
  [{}, { issuer: undefined }],
  [{ GONOGO_OIDC_ISSUER: 'https://token.example.com/acme/' }, { issuer: 'https://token.example.com/acme' }],
  [{ GONOGO_OIDC_ISSUER: 'http://127.0.0.1:4000' }, { issuer: 'http://127.0.0.1:4000' }],
  [{ WEBHOOK_SECRET_OLD: 'the secret before it' }, { webhookSecrets: ['a secret that is long', 'the secret before it'] }],
  [
    { LOG_LEVEL: 'debug', GONOGO_CONCURRENCY: '64' },
    { logLevel: 'debug', concurrency: 64 },
  ],
  [{ METRICS_TOKEN: 'a token that is long' }, { metricsToken: 'a token that is long' }],
  [{ GONOGO_RHYTHM: 'settle=2, boardQuiet=0.5' }, { rhythm: { ...rhythm, settle: 2, boardQuiet: 0.5 } }],
  [
    { APP_ID: ' 7 ', HOST: '' },
    { appId: 7, host: '127.0.0.1' },
  ],
])('%j', (more, expected) => {
  expect(readSettings({ ...good, ...more })).toMatchObject(expected);
});

test('--ephemeral says the same as its variable', () => {
  expect(readSettings(good, ['--ephemeral']).database).toMatchObject({ isEphemeral: true });
});

describe('what is wrong', () => {
  test.each<[Environment, string]>([
    [{ APP_ID: '' }, 'APP_ID'],
    [{ APP_ID: '-1' }, 'APP_ID'],
    [{ APP_ID: '1e3' }, 'APP_ID'],
    [{ APP_ID: 'Iv1.0123456789abcdef' }, 'APP_ID'],
    [{ PRIVATE_KEY: '' }, 'PRIVATE_KEY'],
    [{ PRIVATE_KEY: 'canary' }, 'PRIVATE_KEY'],
    [{ PRIVATE_KEY_PATH: '/nowhere' }, 'PRIVATE_KEY_PATH'],
    [{ WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET'],
    [{ WEBHOOK_SECRET: 'development' }, 'WEBHOOK_SECRET'],
    [{ WEBHOOK_SECRET_OLD: 'canary' }, 'WEBHOOK_SECRET_OLD'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '3000a' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://canary@h/d' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'canary' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://h/d', GONOGO_DATA: 'x' }, 'GONOGO_DATA'],
    [{ GONOGO_EPHEMERAL: 'canary' }, 'GONOGO_EPHEMERAL'],
    [{ GITHUB_API_URL: 'http://api.example.com' }, 'GITHUB_API_URL'],
    [{ GITHUB_API_URL: 'https://u:canary@api.example.com' }, 'GITHUB_API_URL'],
    [{ GITHUB_API_URL: 'canary' }, 'GITHUB_API_URL'],
    [{ GHE_HOST: 'https://github.example.com' }, 'GHE_HOST'],
    [{ GHE_HOST: 'github.example.com', GITHUB_API_URL: 'https://x.example.com' }, 'GHE_HOST'],
    [{ GONOGO_OIDC_ISSUER: 'http://token.example.com' }, 'GONOGO_OIDC_ISSUER'],
    [{ GONOGO_OIDC_ISSUER: 'canary' }, 'GONOGO_OIDC_ISSUER'],
    [{ LOG_LEVEL: 'canary' }, 'LOG_LEVEL'],
    [{ GONOGO_CONCURRENCY: '0' }, 'GONOGO_CONCURRENCY'],
    [{ GONOGO_RHYTHM: 'canary=2' }, 'GONOGO_RHYTHM'],
    [{ GONOGO_RHYTHM: 'settle=canary' }, 'GONOGO_RHYTHM'],
    [{ METRICS_TOKEN: 'canary' }, 'METRICS_TOKEN'],
    [{ GONOGO_CONCURENCY: '5' }, 'GONOGO_CONCURENCY'],
  ])('%j', (more, name) => {
    const found = problems({ ...good, ...more });
    expect(found.map(({ path }) => path)).toEqual([name]);
    expect(found.every(({ remedy }) => remedy.length > 10)).toBe(true);
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  test('is said all at once', () => {
    const env = { PORT: 'x', LOG_LEVEL: 'loud', GONOGO_DATE: 'y' };
    expect(problems(env, ['--fast']).map(({ path }) => path)).toEqual([
      undefined,
      'GONOGO_DATE',
      'APP_ID',
      'PRIVATE_KEY',
      'WEBHOOK_SECRET',
      'PORT',
      'LOG_LEVEL',
    ]);
    expect(problems({ ...good, GONOGO_DATE: 'y' })).toMatchObject([{ remedy: 'Did you mean GONOGO_DATA?' }]);
  });
});

test('a key in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-key-'));
  const path = join(folder, 'key.pem');
  writeFileSync(path, privateKey);
  const { PRIVATE_KEY: _, ...without } = good;
  expect(readSettings({ ...without, PRIVATE_KEY_PATH: path }).privateKey).toBe(privateKey);
  rmSync(folder, { recursive: true });
});

test('before there is an App, only its addresses are asked for', () => {
  expect([hasNoApp({}), hasNoApp({ APP_ID: ' ' }), hasNoApp({ APP_ID: '7' }), hasNoApp({ PRIVATE_KEY_PATH: 'x' })]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(readSetUp({ PORT: '4000' })).toEqual({ apiUrl: 'https://api.github.com', port: 4_000 });
  expect(() => readSetUp({ PORT: 'x' })).toThrow('is no whole number');
});
