import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { pullEvent, report, shop, told } from './action/shop.ts';
import { removeFolders } from './child.ts';

afterAll(removeFolders);
const door = fileURLToPath(new URL('../../src/doors/action.ts', import.meta.url));

async function start(env: { readonly [name: string]: string }) {
  const child = spawn(process.execPath, [door], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, said };
}

test('as a runner starts it: a log, outputs, a summary, evidence', async () => {
  const { root, ...at } = shop();
  const event = told(pullEvent({ ...at }));
  report(root, 7);
  const [output, summary] = ['output', 'summary'].map((name) => join(event['RUNNER_TEMP'] ?? '', name)) as [string, string];
  for (const path of [output, summary]) writeFileSync(path, '');
  const env = { ...event, GITHUB_WORKSPACE: root, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, INPUT_UPLOAD: 'false' };
  const { code, said } = await start(env);
  expect(said).toContain('NO-GO');
  expect(code).toBe(1);
  expect(readFileSync(output, 'utf8')).toMatch(/decision<<(\S+)\nno-go\n\1\n/);
  expect(readFileSync(summary, 'utf8')).toMatch(/^# ❌ NO-GO/);
});

test('outside of a workflow it says what it is for', async () => {
  const { code, said } = await start({ PATH: process.env['PATH'] ?? '' });
  expect(said).toContain('GITHUB_EVENT_NAME is not set, so this is no workflow of GitHub Actions');
  expect(said).toContain('gonogo check');
  expect(code).toBe(1);
});
