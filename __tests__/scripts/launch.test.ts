import { type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../house/sources.ts';

// A checkout in small: the real launcher beside a command that tells what it was given.
const home = realpathSync(mkdtempSync(join(tmpdir(), 'gonogo launch ')));
const launcher = join(home, 'scripts/launch.mjs');
const lock = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } },
};
const present = { packages: { 'node_modules/a': { version: '1.0.0' } } };
const told = `const [what, ...rest] = process.argv.slice(2);
if (what === 'exit') process.exit(Number(rest[0]));
if (what === 'wait') process.on(rest[0], () => process.exit(7)), setInterval(() => {}, 1000);
if (what === 'die') process.kill(process.pid, 'SIGKILL');
console.log(JSON.stringify({ args: rest, cwd: process.cwd() }));`;

function write(path: string, text: string): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
}

function launch(args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}) {
  return spawnSync(process.execPath, [launcher, ...args], { cwd: home, encoding: 'utf8', ...options });
}

/** A module that makes this Node claim to be an old one on some system. */
function pretend(platform: string): string {
  const code = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); Object.defineProperty(process, 'platform', { value: '${platform}' });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function launchOld(platform: string) {
  const args = ['--import', pretend(platform), launcher, 'gonogo', 'tell', 'x'];
  return spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' });
}

beforeAll(() => {
  cpSync(join(root, 'scripts/launch.mjs'), launcher);
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', JSON.stringify(lock));
  write('node_modules/.package-lock.json', JSON.stringify(present));
  write('src/doors/cli.ts', told);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the launcher', () => {
  test('hands every argument over as it is, and the folder in which it was called', () => {
    const args = ['--json', 'a b', '$(touch x)', '; exit 3', '"', "'", '*'];
    const { stdout, status, stderr } = launch(['gonogo', 'tell', ...args], { cwd: join(home, 'src') });
    expect({ ...JSON.parse(stdout), status, stderr }).toEqual({ args, cwd: join(home, 'src'), status: 0, stderr: '' });
  });

  test.each([0, 1, 2, 64])('keeps exit code %d', (code) => {
    expect(launch(['gonogo', 'exit', String(code)]).status).toBe(code);
  });

  test('tells a death by signal like a shell', () => {
    expect(launch(['gonogo', 'die']).status).toBe(128 + 9);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on and waits for the answer', async (signal) => {
    const child = spawn(process.execPath, [launcher, 'gonogo', 'wait', signal], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  test.each([[[]], [['fly']], [['toString']]])('refuses %j and names the commands', (args) => {
    const { status, stderr } = launch(args);
    expect({ status, stderr }).toEqual({
      status: 70,
      stderr: expect.stringMatching(/^(?:There is no command|Which command).*\n  Use one of: start, gonogo, test/),
    });
  });
});

describe('a bench', () => {
  beforeAll(() => write('bench/tide.ts', 'process.exitCode = process.argv.length;'));

  test('runs by its name, with its arguments', () => {
    expect(launch(['bench', 'tide', '1', '2']).status).toBe(4);
  });

  test.each(['ebb', '../scripts/launch', 'startup'])('%j is none of this checkout', (name) => {
    const { status, stderr } = launch(['bench', name]);
    expect({ status, stderr }).toEqual({ status: 70, stderr: `There is no bench ${name}.\n  Use one of: tide.\n` });
  });
});

describe('what is missing', () => {
  const fakeNpm = `import { writeFileSync } from 'node:fs';
writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)));
if (process.env.BREAK) process.exit(1);
writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify(present))});`;

  beforeAll(() => write('bin/npm-cli.mjs', fakeNpm));

  test.each([
    ['nothing is there', undefined],
    ['a version is another', { packages: { 'node_modules/a': { version: '0.9.0' } } }],
    ['a package is not there', { packages: {} }],
  ])('is installed when %s', (_, installed) => {
    rmSync(join(home, 'node_modules/.package-lock.json'));
    if (installed) write('node_modules/.package-lock.json', JSON.stringify(installed));
    const { stdout, stderr, status } = launch(['gonogo', 'tell', 'x'], {
      env: { ...process.env, npm_execpath: join(home, 'bin/npm-cli.mjs') },
    });
    expect(stderr).toBe('Installing dependencies (npm ci) ...\n');
    expect({ ...JSON.parse(stdout), status }).toMatchObject({ args: ['x'], status: 0 });
  });

  test('and the failure to install it says what to do', () => {
    write('node_modules/.package-lock.json', '{ "packages": {} }');
    const { stdout, stderr, status } = launch(['gonogo', 'tell'], {
      env: { ...process.env, npm_execpath: join(home, 'bin/npm-cli.mjs'), BREAK: '1' },
    });
    write('node_modules/.package-lock.json', JSON.stringify(present));
    expect({ stdout, status }).toEqual({ stdout: '', status: 70 });
    expect(stderr).toContain('could not be installed.\n  Check that npm and its registry can be reached');
  });
});

describe('an old Node', () => {
  test('is told where to get a new one when none comes with the dependencies', () => {
    const { status, stderr } = launchOld('darwin');
    expect(status).toBe(70);
    expect(stderr).toMatch(
      /^Gonogo needs Node 24; this is .*none comes with the dependencies for darwin on .*\n  Install Node 24 .*nodejs\.org/,
    );
  });

  test('is replaced by the one that came with the dependencies', () => {
    const bin = join(home, `node_modules/node-plan9-${process.arch}/bin`);
    mkdirSync(bin, { recursive: true });
    symlinkSync(process.execPath, join(bin, 'node'));
    const { status, stdout } = launchOld('plan9');
    expect({ ...JSON.parse(stdout), status }).toMatchObject({ args: ['x'], status: 0 });
  });
});
