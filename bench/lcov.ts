// How long a large lcov report takes, and how much memory: the streaming reader against reading it whole and splitting it.
// node bench/lcov.ts [MEGABYTES]. Each way runs in a process of its own, because memory is counted per process.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readReport } from '../src/gates/reports/read.ts';

const linesPerFile = 400;
const branchesPerFile = 40;

function record(number: number): string {
  const lines = Array.from({ length: linesPerFile }, (_, at) => `DA:${at * 2 + 1},${(at * 7 + number) % 5}`);
  const branches = Array.from({ length: branchesPerFile }, (_, at) => `BRDA:${at * 3 + 1},0,${at % 2},${at % 3}`);
  const hit = (details: readonly string[]) => details.filter((line) => !line.endsWith(',0')).length;
  const totals = [`LF:${linesPerFile}`, `LH:${hit(lines)}`, `BRF:${branchesPerFile}`, `BRH:${hit(branches)}`];
  return ['TN:', `SF:packages/number-${number}/src/index.ts`, ...lines, ...branches, ...totals, 'end_of_record', ''].join('\n');
}

function generate(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  for (let number = 0, written = 0; written < bytes; number++) written += writeSync(file, record(number));
  closeSync(file);
}

const ways: Readonly<Record<string, (path: string) => unknown>> = {
  streaming: async (path) => {
    const { facts } = await readReport(path);
    return facts['DA_hit'];
  },
  split: (path) => {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line.startsWith('DA:') && Number(line.split(',')[1]) > 0).length;
  },
};

async function measure(way: string, path: string): Promise<void> {
  const start = performance.now();
  const hit = await ways[way]?.(path);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `${way.padEnd(10)} ${seconds.padStart(6)} s ${String(peak).padStart(5)} MB peak, ${String(hit)} lines hit\n`,
  );
}

function compare(megabytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-lcov-'));
  const report = join(folder, 'lcov.info');
  try {
    generate(report, megabytes * 1_000_000);
    process.stdout.write(`lcov of ${megabytes} MB, Node ${process.version}\n`);
    const self = fileURLToPath(import.meta.url);
    for (const way of Object.keys(ways)) spawnSync(process.execPath, [self, way, report], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first = '50', path] = process.argv.slice(2);
if (path === undefined) compare(Number(first));
else await measure(first, path);
