import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { removeEnvironment, settleOwnApp, writeEnvironment } from '../../scripts/sandbox-app.ts';
import { readSettings } from '../../src/doors/app/settings.ts';
import { Policies } from '../../src/reconcile/policy/policies.ts';
import { settleDemo } from '../../src/sandbox/demo/demo.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openPlatformOf } from './own-app.ts';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'gonogo-env-'));

beforeAll(async () => {
  sandbox = await startSandbox({ validate: false });
  settleDemo(sandbox.world);
});

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

test('what it writes for the App is what the App wants', async () => {
  const { env, pull } = settleOwnApp(sandbox, 'a secret that is long');
  const settings = readSettings(parseEnv(env));
  expect(settings).toMatchObject({ apiUrl: sandbox.url, webhookSecrets: ['a secret that is long'], port: 3_000 });
  if ('folder' in settings.database) rmSync(dirname(settings.database.folder), { recursive: true });
  const { platform, place } = await openPlatformOf(settings, pull);
  const bundled = { profile: async () => Promise.reject(new Error('none is named')), catalogueFor: async () => [] };
  const policies = new Policies({ platform, bundled, now: Date.now });
  const found = await policies.at({ place, commit: pull.pull.baseSha });
  expect(found).toMatchObject({ is: 'read', policy: { checklist: { title: 'Release of the lighthouse' } } });
});

test('it is for nobody else to read, and never written over another file', () => {
  const file = join(folder, '.env');
  writeEnvironment(file, 'APP_ID=1\n');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['APP_ID=1\n', 0o600]);
  expect(() => writeEnvironment(file, 'APP_ID=2\n')).toThrow('EEXIST');
});

test('in the end it is gone, unless somebody changed it', () => {
  const file = join(folder, 'ended.env');
  writeEnvironment(file, 'APP_ID=1\n');
  writeFileSync(file, 'APP_ID=1\nLOG_LEVEL=debug\n');
  removeEnvironment(file, 'APP_ID=1\n');
  expect(existsSync(file)).toBe(true);
  removeEnvironment(file, 'APP_ID=1\nLOG_LEVEL=debug\n');
  expect(existsSync(file)).toBe(false);
  removeEnvironment(file, 'APP_ID=1\n');
});
