// How long the built command line takes to start: npm run bench [-- startup RUNS]. Every round runs every command once, so that what
// else the machine does falls on all of them alike.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDoor } from '../scripts/bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 10);

interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly took: number[];
}

/** One gate over one small report: what is left is the start, the policy, the verdict and the view. */
const smallWorkspace: Readonly<Record<string, string>> = {
  '.github/gonogo.yml': 'version: 1\nchecklist: .github/release.yml\n',
  '.github/release.yml': `format: gonogo/checklist/1
title: Release checklist
sections:
  - title: Quality
    phase: merge
    items:
      - { id: coverage, title: Tests cover the code, level: must, gate: coverage, source: { files: coverage/lcov.info }, limits: { lines: 80 } }
`,
  'coverage/lcov.info': 'TN:\nSF:src/a.ts\nDA:1,1\nDA:2,1\nLF:2\nLH:2\nend_of_record\n',
};

function writeWorkspace(folder: string): void {
  for (const [path, text] of Object.entries(smallWorkspace)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function milliseconds({ args, cwd }: Contestant): number {
  const from = performance.now();
  const { error, status } = spawnSync(process.execPath, args, { cwd, stdio: 'ignore', env: { ...process.env, CI: 'true' } });
  const took = performance.now() - from;
  if (error || status === null || status > 2) throw new Error(`node ${args.join(' ')} ended with ${status ?? String(error)}`);
  return took;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

function table(contestants: readonly Contestant[]): string {
  const bare = median(contestants[0]?.took ?? []);
  const rows = contestants.map(({ name, took }) => {
    const own = median(took);
    return [
      name,
      own.toFixed(1),
      (own - bare).toFixed(1),
      `${(own / bare).toFixed(2)}x`,
      Math.min(...took).toFixed(1),
      Math.max(...took).toFixed(1),
    ];
  });
  const cells = [['', 'median ms', 'more than node', 'ratio', 'least', 'most'], ...rows];
  return cells.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(15))).join('')).join('\n');
}

if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write('Usage: npm run bench [-- startup RUNS]\n');
  process.exit(64);
}
const scratch = mkdtempSync(join(tmpdir(), 'gonogo-bench-'));
try {
  const cli = join(scratch, 'cli');
  const workspace = join(scratch, 'workspace');
  await bundleDoor('cli', { from: root, to: cli });
  writeWorkspace(workspace);
  const bin = join(cli, 'gonogo.js');
  const contestants: Contestant[] = [
    { name: 'node -e 0', args: ['-e', '0'], cwd: workspace, took: [] },
    { name: 'gonogo --version', args: [bin, '--version'], cwd: workspace, took: [] },
    { name: 'gonogo check, one small report', args: [bin, 'check'], cwd: workspace, took: [] },
    { name: 'gonogo check, this repository', args: [bin, 'check'], cwd: root, took: [] },
  ];
  for (const each of contestants) milliseconds(each);
  for (let round = 0; round < runs; round++) for (const each of contestants) each.took.push(milliseconds(each));
  process.stdout.write(`Node ${process.version}, ${runs} rounds\n${table(contestants)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
