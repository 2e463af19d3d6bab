// How long large reports take, and how much memory, beside what one would otherwise take: node bench/reports.ts [NAME ...] [--scale 0.1]
// Each way runs in a process of its own, because memory is counted per process. A file of bench/reports/ is one kind of report.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface ReportBench {
  readonly name: string;
  readonly megabytes: number;
  /** The report in pieces; told that it is `enough`, it ends properly. */
  generate(): Generator<string, void, 'enough' | undefined>;
  /** What comes of it, in a few words, as in all other ways. */
  ours(path: string): Promise<string>;
  readonly others: { readonly [name: string]: (path: string) => Promise<string> };
}

const folder = fileURLToPath(new URL('reports/', import.meta.url));

async function benchOf(name: string): Promise<ReportBench> {
  const { bench }: { readonly bench: ReportBench } = await import(join(folder, `${name}.ts`));
  return bench;
}

function generate(bench: ReportBench, path: string, bytes: number): number {
  const file = openSync(path, 'w');
  const all = bench.generate();
  let written = 0;
  let waiting = '';
  for (let next = all.next(); next.done !== true; next = all.next(written + waiting.length >= bytes ? 'enough' : undefined)) {
    waiting += next.value;
    if (waiting.length < 1_000_000) continue;
    written += writeSync(file, waiting);
    waiting = '';
  }
  written += writeSync(file, waiting);
  closeSync(file);
  return written;
}

/** In a process of its own. */
async function measure(name: string, way: string, path: string): Promise<void> {
  const bench = await benchOf(name);
  const read = way === 'ours' ? (from: string) => bench.ours(from) : bench.others[way];
  if (read === undefined) throw new Error(`there is no way ${way}`);
  const start = performance.now();
  const result = await Promise.resolve(path)
    .then(read)
    .catch((error: unknown) => (error instanceof Error ? `failed: ${error.message}` : 'failed'));
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const { user, system } = process.cpuUsage();
  const cpu = ((user + system) / 1_000_000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `  ${way.padEnd(26)} ${seconds.padStart(7)} s  ${cpu.padStart(7)} s of processor ${String(peak).padStart(6)} MB peak  ${result.slice(0, 90)}\n`,
  );
}

async function compare(names: readonly string[], scale: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'gonogo-reports-'));
  const self = fileURLToPath(import.meta.url);
  try {
    for (const name of names) {
      const bench = await benchOf(name);
      const path = join(scratch, name);
      const bytes = generate(bench, path, bench.megabytes * scale * 1_000_000);
      process.stdout.write(`${name}, ${Math.round(bytes / 1_000_000)} MB, Node ${process.version}\n`);
      for (const way of ['ours', ...Object.keys(bench.others)]) {
        const flags = ['--disable-warning=ExperimentalWarning'];
        spawnSync(process.execPath, [...flags, self, '--one', name, '--way', way, '--path', path], { stdio: 'inherit' });
      }
      rmSync(path);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { scale: text, one: text, way: text, path: text },
  });
  const { one, way, path } = values;
  if (one !== undefined && way !== undefined && path !== undefined) return measure(one, way, path);
  const all = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  return compare(positionals.length > 0 ? positionals : all, Number(values.scale ?? 1));
}

if (import.meta.main) await main();
