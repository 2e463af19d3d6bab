import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { cli, covered, folder, gonogo, project, quiet, removeFolders, write } from '../child.ts';

afterAll(removeFolders);
// Each is a process of its own, on a machine that may be busy.
/** A git that takes its time, so that there is something to interrupt. */
function slowGit(): { readonly path: string; readonly started: string } {
  const bin = folder();
  const started = join(bin, 'started');
  write(bin, { git: `#!/bin/sh\ntouch ${started}\nexec sleep 60\n` });
  chmodSync(join(bin, 'git'), 0o755);
  return { path: `${bin}:${quiet['PATH']}`, started };
}

async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('interrupted', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, without an answer', async (name) => {
    const { path, started } = slowGit();
    const { promise, resolve } = Promise.withResolvers<ChildProcess>();
    const ended = gonogo(['check'], { cwd: project([covered]), env: { PATH: path }, onStart: resolve });
    await untilThere(started);
    (await promise).kill(name);
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: 'Interrupted: nothing was judged.\n' });
  });
});

describe('an error that nobody waits for', () => {
  test.each([
    ['a rejection', "Promise.reject(new Error('late'))"],
    ['a throw', "(() => { throw new Error('late'); })()"],
  ])('%s is one sentence, no stack, and no GO', async (_, late) => {
    const { path, started } = slowGit();
    const watch = `import { existsSync } from 'node:fs'; setInterval(() => { if (existsSync('${started}')) ${late}; }, 20);`;
    const node = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`];
    const { code, stdout, stderr } = await gonogo(['check'], { cwd: project([covered]), env: { PATH: path }, node });
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(/^internal error: Error: late\n {2}This is a mistake in Gonogo, and no verdict\. .*\n$/);
  });
});

describe('a reader that went away', () => {
  test('is no error, and the exit code is still the answer', async () => {
    const child = spawn(process.execPath, [cli, 'check'], {
      cwd: project([covered], 7),
      env: quiet,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([1, '']);
  });
});

describe('an output that cannot be written', () => {
  test('is never a GO', async () => {
    const root = project([covered]);
    // Open for reading only, which fails as a full disk does.
    const stdout = openSync(join(root, '.gitignore'), 'r');
    const child = spawn(process.execPath, [cli, 'check'], { cwd: root, env: quiet, stdio: ['ignore', stdout, 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(child, 'close');
    closeSync(stdout);
    expect(code).toBe(70);
    expect(said).toBe('The output could not be written (EBADF).\n  Free some room, or write it elsewhere.\n');
  });
});

test('colours, width and progress are those of the streams', async () => {
  const { stdout, stderr } = await gonogo(['check'], { cwd: project([covered]), env: { FORCE_COLOR: '1', COLUMNS: '60' } });
  expect(stdout).toContain('\u001B[');
  expect(stderr).toBe('');
});
