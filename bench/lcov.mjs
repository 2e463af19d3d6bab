// How long a large lcov report takes, and how much memory: the streaming reader against reading it whole and splitting it.
// Usage: node bench/lcov.mjs [megabytes]. Each way runs in a process of its own, because memory is counted per process.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const linesPerFile = 400;

function record(number) {
  const lines = Array.from({ length: linesPerFile }, (_, at) => `DA:${at * 2 + 1},${(at * 7 + number) % 5}`);
  const hit = lines.filter((line) => !line.endsWith(',0')).length;
  const branches = Array.from({ length: 40 }, (_, at) => `BRDA:${at * 3 + 1},0,${at % 2},${at % 3}`);
  const taken = branches.filter((line) => !line.endsWith(',0')).length;
  const totals = [`LF:${lines.length}`, `LH:${hit}`, `BRF:${branches.length}`, `BRH:${taken}`];
  return ['TN:', `SF:packages/number-${number}/src/index.ts`, ...lines, ...branches, ...totals, 'end_of_record', ''].join('\n');
}

async function generate(path, megabytes) {
  const file = createWriteStream(path);
  for (let number = 0, written = 0; written < megabytes * 1_000_000; number++) {
    const text = record(number);
    written += text.length;
    // Waiting when the buffer is full is the point.
    // oxlint-disable-next-line no-await-in-loop
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

const ways = {
  async streaming(path) {
    const { readReport } = await import('../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return `${facts.DA_hit} of ${facts.DA_lines} lines`;
  },
  split(path) {
    const counts = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('DA:'))
      .map((line) => Number(line.split(',')[1]));
    return `${counts.filter((hits) => hits > 0).length} of ${counts.length} lines`;
  },
};

async function measure(way, path) {
  const start = performance.now();
  const answer = await ways[way](path);
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${way.padEnd(10)} ${seconds.padStart(6)} s ${String(peak).padStart(5)} MB peak   ${answer}\n`);
}

const [first = '50', path] = process.argv.slice(2);
if (path === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-lcov-'));
  const report = join(folder, 'lcov.info');
  try {
    await generate(report, Number(first));
    process.stdout.write(`lcov of ${(statSync(report).size / 1_000_000).toFixed(0)} MB, Node ${process.version}\n`);
    const self = fileURLToPath(import.meta.url);
    for (const way of Object.keys(ways)) spawnSync(process.execPath, [self, way, report], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
} else await measure(first, path);
