// The one way in: installs what is missing, finds Node 24, then runs the named command.
// Plain JavaScript that an old Node can run, because it is what brings the new one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, join } from 'node:path';
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

/** Every package that the lockfile names for this machine stands in node_modules in that version. Takes about 3 ms. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, entry]) => path === '' || (entry.optional && !present[path]) || present[path]?.version === entry.version,
  );
}

function install() {
  process.stderr.write('Installing dependencies (npm ci) ...\n');
  // Set by npm itself; other package managers set it to themselves and know no such lockfile.
  const own = process.env.npm_execpath;
  const npm = own && basename(own).startsWith('npm-cli') ? own : undefined;
  // In an environment that says production, npm would leave out the tools that every command here needs.
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: !npm && process.platform === 'win32' };
  const done = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (done.status !== 0) {
    fail(
      'The dependencies could not be installed.',
      'Check that npm and its registry can be reached, then run npm ci and try again.',
    );
  }
}

function node24() {
  if (Number.parseInt(process.versions.node, 10) >= wanted) return process.execPath;
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const own = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  return fail(
    `Gonogo needs Node ${wanted}; this is ${process.version}, and none comes with the dependencies for ${process.platform} on ${process.arch}.`,
    `Install Node ${wanted} or newer (https://nodejs.org) and run the same command again.`,
  );
}

/** The exit code of the program; signals reach it, and one that ends it becomes 128 and its number, as in a shell. */
function run(node, args, cwd = root) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, args, { cwd, stdio: 'inherit', env: { ...process.env, PATH: path } });
  // A terminal sends Ctrl-C to the program as well; here it must only not end us first.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) =>
      fail(`${args[0]} could not be started: ${error.message}`, 'Remove node_modules and run the same command again.'),
    );
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** One after the other until one fails. */
async function inTurn(...steps) {
  for (const step of steps) {
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}

const tool = (name, file) => join(root, 'node_modules', name, file);
const script = (file) => join(root, file);
// Without the optimising compiler of WebAssembly: databases that live for seconds would spend most of their time in it.
const jestFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--liftoff-only'];

const commands = {
  start: (node, args) => run(node, [script('scripts/start.ts'), ...args]),
  gonogo: (node, args) => run(node, [script('src/doors/cli.ts'), ...args], process.cwd()),
  test: (node, args) => run(node, [...jestFlags, tool('jest', 'bin/jest.js'), ...args]),
  // Every story of the App, on both stores and at every step; npm test tells each of them once.
  stories: (node, args) => {
    process.env.GONOGO_STORIES = 'all';
    return commands.test(node, ['__tests__/scenarios/app', ...args]);
  },
  types: (node, args) => run(node, [tool('typescript', 'bin/tsc'), '--noEmit', ...args]),
  lint: (node) =>
    inTurn(
      () => run(node, [tool('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']),
      () => run(node, [tool('@biomejs/biome', 'bin/biome'), 'check', '.']),
    ),
  app: (node, args) => run(node, [script('src/doors/app.ts'), ...args]),
  sandbox: (node, args) => run(node, [script('scripts/sandbox.ts'), ...args]),
  format: (node) => run(node, [tool('@biomejs/biome', 'bin/biome'), 'check', '--write', '.']),
  docs: (node, args) => run(node, [script('scripts/docs.ts'), ...args]),
  build: (node, args) => run(node, [script('scripts/build.ts'), ...args]),
  bench: (node, [which = 'startup', ...args]) => {
    const known = readdirSync(script('bench')).map((file) => file.replace(/\.ts$/, ''));
    if (!known.includes(which)) fail(`There is no bench ${which}.`, `Use one of: ${known.join(', ')}.`);
    return run(node, [script(`bench/${which}.ts`), ...args]);
  },
  conformance: (node, args) => run(node, [script('scripts/conformance.ts'), ...args], process.cwd()),
  check: (node) =>
    inTurn(
      () => commands.types(node, []),
      () => commands.lint(node),
      () => commands.test(node, []),
      () => commands.build(node, ['--verify']),
    ),
};

const [name = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  fail(name === '' ? 'Which command?' : `There is no command ${name}.`, `Use one of: ${Object.keys(commands).join(', ')}.`);
}
if (!isInstalled()) install();
process.exitCode = await commands[name](node24(), args);
