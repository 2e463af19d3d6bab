// Builds dist/cli and dist/action. With --verify: builds twice in different places; both must be the same to the byte, and so must every built
// file that git tracks. With --to FOLDER: builds there and touches nothing else.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundle, builtDoors, bundleDoor } from './bundle.ts';
import { differences, filesIn } from './compare.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const usage = 'Usage: npm run build [-- --verify | -- --to FOLDER]';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(12);
}

function report({ sizes, eager, packages }: Bundle): void {
  for (const [file, bytes] of sizes) say(`${kilobytes(bytes)}  ${file}`);
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  say(`${kilobytes(total)}  in all; contains ${packages.join(', ') || 'no package'}`);
  say(`${kilobytes(eager)}  are read at every start`);
}

/** Every door in a folder of its own. */
async function bundleAll(to: string): Promise<void> {
  for (const door of builtDoors) report(await bundleDoor(door, { from: root, to: join(to, door) }));
}

/** Never leaves a half-built folder where a whole one was. */
async function build(): Promise<number> {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const made = mkdtempSync(join(root, 'dist/.made-'));
  try {
    await bundleAll(made);
    for (const door of builtDoors) {
      rmSync(join(root, 'dist', door), { recursive: true, force: true });
      renameSync(join(made, door), join(root, 'dist', door));
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return 0;
}

async function verify(): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'gonogo-build-'));
  try {
    const here = join(scratch, 'dist');
    await bundleAll(here);
    const there = buildElsewhere(scratch);
    const wrong = there === undefined ? ['the second build failed'] : differences(here, there);
    const tracked = trackedBuilds();
    wrong.push(...differences(root, scratch, tracked).map((what) => `tracked by git, but not what the source gives: ${what}`));
    wrong.push(...filesIn(join(here, 'action')).flatMap((file) => untracked(`dist/action/${file}`, tracked)));
    for (const each of wrong) say(`NOT THE SAME: ${each}`);
    if (wrong.length > 0) say('Run npm run build, commit what it writes, and look for dates, paths and chance in what is built.');
    else say(`The same to the byte when built elsewhere; ${tracked.length} built files are tracked.`);
    return wrong.length > 0 ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A workflow runs the Action as git has it, so that all of it must be there. */
function untracked(file: string, tracked: readonly string[]): string[] {
  return tracked.includes(file) ? [] : [`not tracked by git: ${file}`];
}

/** Another folder and another process, so that neither can leave a trace in what is built. */
function buildElsewhere(scratch: string): string | undefined {
  const copy = join(scratch, 'another place');
  for (const each of ['src', 'scripts', 'package.json', 'tsconfig.json'])
    cpSync(join(root, each), join(copy, each), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const to = join(scratch, 'elsewhere');
  const args = [join(copy, 'scripts/build.ts'), '--to', to];
  const { status } = spawnSync(process.execPath, args, { cwd: scratch, stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0 ? to : undefined;
}

function trackedBuilds(): string[] {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', 'dist'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : [];
}

const [option, folder, ...more] = process.argv.slice(2);
if (option === undefined) process.exitCode = await build();
else if (option === '--verify' && folder === undefined) process.exitCode = await verify();
else if (option === '--to' && folder !== undefined && more.length === 0) await bundleAll(resolve(folder));
else {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 64;
}
