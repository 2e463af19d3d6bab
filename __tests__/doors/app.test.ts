import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'gonogo-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

function start(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, 'src/doors/app.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

test('it takes its settings from .env, and the environment wins', () => {
  writeFileSync(join(folder, '.env'), 'APP_ID=x\nPORT=y\nLOG_LEVEL=loud\n');
  const { status, said } = start({ PORT: '3000', WEBHOOK_SECRET: 'a secret that is long' });
  expect(status).toBe(64);
  const names = [...said.matchAll(/^([A-Z_]+): /gm)].map(([, name]) => name);
  expect(names).toEqual(['APP_ID', 'PRIVATE_KEY', 'LOG_LEVEL']);
});

test('it explains itself', () => {
  expect(start({}, '--help')).toEqual({ status: 0, said: expect.stringContaining('--ephemeral') });
});
