// How long the built Action takes: npm run bench -- action [RUNS]. Until its first line beside an empty script, and whole, with eight
// gates over a small repository. Every round runs everything once, so that what else the machine does falls on all alike.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDoor } from '../scripts/bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const reports = ['coverage', 'tests', 'dependencies', 'container-scan', 'static-analysis', 'secrets-scan', 'tls-report'];

interface Source {
  readonly files: string | readonly string[];
}

/** A file name in a folder of its own. */
function below(folder: string, { files, ...rest }: Source): Source {
  const named = [files].flat().map((file) => `reports/${folder}/${file}`);
  return { ...rest, files: named };
}

/** What the gates' own tests pass by, one item for each, and one live address. */
function writeWorkspace(folder: string, address: string): void {
  const items = reports.map((gate) => {
    const from = join(root, '__tests__/gates/recorded', gate, 'pass');
    const { source, limits } = JSON.parse(readFileSync(join(from, 'expected.json'), 'utf8'));
    cpSync(from, join(folder, 'reports', gate), { recursive: true, filter: (path) => !path.endsWith('expected.json') });
    return {
      id: gate,
      title: gate,
      gate,
      source: gate === 'tests' ? { files: 'reports/tests/*' } : below(gate, source),
      limits: gate === 'tests' ? {} : limits,
    };
  });
  const live = { id: 'http', title: 'http', gate: 'http', target: 'here' };
  const checklist = { format: 'gonogo/checklist/1', title: 'Release', sections: [{ title: 'All', items: [...items, live] }] };
  const config = { version: 1, checklist: '.github/release.yml', targets: { here: { url: address, private: true } } };
  mkdirSync(join(folder, '.github'), { recursive: true });
  writeFileSync(join(folder, '.github/gonogo.yml'), JSON.stringify(config));
  writeFileSync(join(folder, '.github/release.yml'), JSON.stringify(checklist));
  writeFileSync(join(folder, '.gitignore'), 'reports/\n');
}

function commit(folder: string): string {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'base');
  return git('rev-parse', 'HEAD').trim();
}

interface Ended {
  readonly first: number;
  readonly whole: number;
  readonly code: number | null;
  readonly output: string;
}

function timed(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const from = performance.now();
  let first = Number.NaN;
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (Number.isNaN(first)) first = performance.now() - from;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ first, whole: performance.now() - from, code, output }));
  });
}

/** The path that the Action gave out last. */
function evidenceIn(output: string): string {
  return /^evidence<<.*\n(.*)\n(?![\s\S]*^evidence<<)/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write('Usage: npm run bench -- action [RUNS]\n');
  process.exit(64);
}
const scratch = mkdtempSync(join(tmpdir(), 'gonogo-bench-'));
const server = createServer((_, response) => response.end('{"status":"ok"}'));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
try {
  const [built, workspace] = [join(scratch, 'dist/action'), join(scratch, 'workspace')];
  const { eager } = await bundleDoor('action', { from: root, to: built });
  const address = server.address();
  writeWorkspace(workspace, `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
  const sha = commit(workspace);
  const repository = { id: 7, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' };
  const event = join(scratch, 'event.json');
  writeFileSync(event, JSON.stringify({ repository }));
  const output = join(scratch, 'output');
  for (const file of [join(scratch, 'summary'), output]) writeFileSync(file, '');
  const env = {
    PATH: process.env['PATH'],
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: sha,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(scratch, 'summary'),
    RUNNER_TEMP: scratch,
    INPUT_UPLOAD: 'false',
    'INPUT_FAIL-ON': 'never',
  };
  const empty = join(scratch, 'empty.mjs');
  writeFileSync(empty, "process.stdout.write('x\\n');\n");
  const main = join(built, 'main.mjs');
  // The reports must not be older than the event.
  const seen: { empty: number[]; first: number[]; whole: number[]; gates: number[]; decision: string } = {
    empty: [],
    first: [],
    whole: [],
    gates: [],
    decision: '',
  };
  for (let round = 0; round <= runs; round++) {
    const bare = await timed([empty], env);
    const own = await timed([main], env);
    if (own.code !== 0) throw new Error(`the Action ended with ${own.code}:\n${own.output}`);
    const { claims } = JSON.parse(readFileSync(evidenceIn(output), 'utf8'));
    if (claims.length !== reports.length + 1) throw new Error(`there are ${claims.length} claims`);
    // The first warms up.
    if (round === 0) continue;
    seen.empty.push(bare.first);
    seen.first.push(own.first);
    seen.whole.push(own.whole);
    seen.gates.push(Math.max(...claims.map(({ tookMs }: { tookMs: number }) => tookMs)));
  }
  const [bare, first, whole, gates] = [seen.empty, seen.first, seen.whole, seen.gates].map(median);
  const line = (name: string, ms = 0) =>
    `${name.padEnd(52)}${ms.toFixed(0).padStart(6)} ms${(ms / (bare ?? 1)).toFixed(2).padStart(8)}x\n`;
  process.stdout.write(
    `Node ${process.version}, median of ${runs} rounds\n${line('an empty script, to its first line', bare)}${line('the Action, to its first line', first)}${line('the Action, whole, eight gates', whole)}${line('  of that the longest gate', gates)}${(eager / 1024).toFixed(1)} KB are read before anything runs\n`,
  );
} finally {
  server.close();
  rmSync(scratch, { recursive: true, force: true });
}
