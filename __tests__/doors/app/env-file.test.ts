import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { saveToEnv } from '../../../src/doors/app/env-file.ts';
import { privateKey } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'gonogo-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('sets what it is given, keeps the rest, and nobody else may read it', () => {
  const path = join(folder, 'there');
  writeFileSync(path, '# mine\nAPP_ID=1\nPORT=4000\n export WEBHOOK_SECRET = "old"\n\n');
  chmodSync(path, 0o644);
  saveToEnv(path, { APP_ID: '7', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'new $HOME #1' });
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('# mine\nPORT=4000\nAPP_ID="7"\n')).toBe(true);
  expect(parseEnv(text)).toEqual({ PORT: '4000', APP_ID: '7', PRIVATE_KEY: privateKey.trim(), WEBHOOK_SECRET: 'new $HOME #1' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('makes the file', () => {
  const path = join(folder, 'new');
  saveToEnv(path, { APP_ID: '7' });
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['APP_ID="7"\n', 0o600]);
});

test('what would be read back as something else is not written', () => {
  const path = join(folder, 'odd');
  expect(() => saveToEnv(path, { WEBHOOK_SECRET: 'a"b' })).toThrow('WEBHOOK_SECRET');
  expect(() => readFileSync(path)).toThrow('ENOENT');
});
