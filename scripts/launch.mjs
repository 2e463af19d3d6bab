// The one way in: installs what is missing, finds Node 24, then runs the named command.
// Plain JavaScript that an old Node can run, because it is what brings the new one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = 24;

function fail(what, remedy) {
  process.stderr.write(`${what}\n  ${remedy}\n`);
  process.exit(70);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** Every package that the lockfile names for this machine stands in node_modules in that version. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, entry]) => path === '' || (entry.optional && !present[path]) || present[path]?.version === entry.version,
  );
}

function install() {
  process.stderr.write('Installing dependencies (npm ci) ...\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: !npm && process.platform === 'win32' };
  const npmRun = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (npmRun.status !== 0) {
    fail(
      'The dependencies could not be installed.',
      'Check that the npm registry can be reached, then run npm ci and try again.',
    );
  }
}

function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

function node24() {
  if (majorOf(process.version) >= wanted) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const own = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  return fail(
    `Gonogo needs Node ${wanted}; this is ${process.version}, and no Node ${wanted} came with the dependencies for ${name}.`,
    `Install Node ${wanted} or newer (https://nodejs.org) and run the same command again.`,
  );
}

function run(node, args, env = {}) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawnSync(node, args, { cwd: process.cwd(), stdio: 'inherit', env: { ...process.env, PATH: path, ...env } });
  if (child.error)
    fail(`${args[0]} could not be started: ${child.error.message}`, 'Remove node_modules and run the same command again.');
  return child.status ?? 1;
}

const bin = (name, file) => join(root, 'node_modules', name, file);
const jestFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

const commands = {
  start: (node) => run(node, [join(root, 'scripts/start.mjs')]),
  gonogo: (node, args) => run(node, [join(root, 'src/doors/cli.ts'), ...args]),
  test: (node, args) => run(node, [...jestFlags, bin('jest', 'bin/jest.js'), ...args]),
  build: (node, args) => run(node, [join(root, 'scripts/build.mjs'), ...args]),
  types: (node) => run(node, [bin('typescript', 'bin/tsc'), '--noEmit']),
  lint: (node) =>
    run(node, [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']) ||
    run(node, [bin('@biomejs/biome', 'bin/biome'), 'format', '.']),
  format: (node) => run(node, [bin('@biomejs/biome', 'bin/biome'), 'format', '--write', '.']),
  check: (node) => commands.types(node) || commands.lint(node) || commands.test(node, []) || commands.build(node, ['--verify']),
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) fail(`There is no command ${name}.`, `Use one of: ${Object.keys(commands).join(', ')}.`);
if (!isInstalled()) install();
process.exitCode = command(node24(), args);
