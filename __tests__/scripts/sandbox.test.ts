import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

test('it says where it is, shows its release, and ends when it is told to', async () => {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox.ts'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('Ctrl-C')) break;
    }
    const address = /(?<address>http:\/\/127\.0\.0\.1:\d+\/harbour\/ferry\/pull\/\d+)/.exec(said)?.groups?.['address'] ?? '';
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Release 2.4.0');
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});

test('it explains itself', async () => {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox.ts'), '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) said += String(chunk);
  expect(said).toContain('--hook URL');
});

test('a file of settings that is there already is told in words, before anything starts', async () => {
  const args = [join(root, 'scripts/sandbox.ts'), '--env', join(root, 'package.json')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  for await (const chunk of child.stderr) said += String(chunk);
  expect(said).toMatch(/package\.json is there already, and is not written over\.\n {2}Name another file/);
});
