// The command line as a shell runs it, and repositories to run it on.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../../src/doors/cli.ts', import.meta.url));
type Env = { readonly [name: string]: string };

/** Every child reads the same sources; this halves the time of each but the first. */
export const compiled: Env = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/gonogo-tests', import.meta.url)),
};

/** Nothing of the machine that runs the tests: no CI, no colours, no configuration of git. */
export const quiet: Env = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  ...compiled,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'anna',
  GIT_AUTHOR_EMAIL: 'anna@example.com',
  GIT_COMMITTER_NAME: 'anna',
  GIT_COMMITTER_EMAIL: 'anna@example.com',
  GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()),
};

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Env;
  readonly node?: readonly string[];
  /** Called when the child runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

export async function gonogo(args: readonly string[], { cwd, env, node = [], onStart }: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [...node, cli, ...args], {
    cwd,
    env: { ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.(child);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout: out(), stderr: err() };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

const made: string[] = [];
/** By what they were made of. */
const models = new Map<string, string>();

/** An empty folder, gone when `removeFolders` is called. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'gonogo-cli-')));
  made.push(path);
  return path;
}

export function removeFolders(): void {
  models.clear();
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** A copy of a repository: each call of git is a process, and one of them takes longer than to copy what several made. */
export function copyOf(what: string, make: () => string): string {
  const model = models.get(what) ?? make();
  models.set(what, model);
  const to = folder();
  cpSync(model, to, { recursive: true, verbatimSymlinks: true });
  // Git knows files by their inodes as well, and these are new.
  git(to, 'update-index', '-q', '--refresh');
  return to;
}

export function write(root: string, files: { readonly [path: string]: string | Uint8Array }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function git(root: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: root, env: quiet, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** A repository with one commit on main; what is under coverage/ is ignored, as reports should be. */
export function repository(files: { readonly [path: string]: string }): string {
  return copyOf(JSON.stringify(['repository', files]), () => {
    const root = folder();
    git(root, 'init', '--quiet', '--initial-branch=main', '--template=');
    write(root, { '.gitignore': 'coverage/\nout/\n', ...files });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=first');
    return root;
  });
}

/** Ten lines, so many of them covered. */
export function lcov(covered: number): string {
  const lines = Array.from({ length: 10 }, (_, index) => `DA:${index + 1},${index < covered ? 1 : 0}\n`);
  return `TN:\nSF:src/a.ts\n${lines.join('')}LF:10\nLH:${covered}\nend_of_record\n`;
}

export const config = 'version: 1\nchecklist: .github/release.yml\n';

/** A checklist of one section with these items, in YAML flow style. */
export function checklist(...items: readonly string[]): string {
  const lines = items.map((item) => `      - ${item}\n`).join('');
  return `format: gonogo/checklist/1\ntitle: Release checklist\nsections:\n  - title: Quality\n    items:\n${lines}`;
}

export const covered =
  '{ id: coverage, title: Tests cover the code, gate: coverage, source: { files: coverage/lcov.info }, limits: { lines: 80 } }';
export const notes = '{ id: notes, title: Release notes are written }';

/** The usual repository: a checklist with these items, and a report with so many of ten lines covered. */
export function project(items: readonly string[], lines = 9): string {
  return repository({
    '.github/gonogo.yml': config,
    '.github/release.yml': checklist(...items),
    'coverage/lcov.info': lcov(lines),
  });
}
