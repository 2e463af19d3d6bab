// How long large reports take, and how much memory, beside what one would otherwise take: node bench/reports.ts [NAME ...] [--scale 0.1]
// A file of bench/reports/ is one kind of report. All ways are built first, as what people install is: Node alone would add what it costs
// to make JavaScript of the sources.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

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

/** What measures, and what reads each of these reports. */
async function built(names: readonly string[], to: string): Promise<void> {
  const entries = names.map((name) => [name, join(folder, `${name}.ts`)] as const);
  await build({
    entryPoints: { reading: fileURLToPath(new URL('reading.ts', import.meta.url)), ...Object.fromEntries(entries) },
    outdir: to,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'warning',
  });
}

async function compare(names: readonly string[], scale: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'gonogo-reports-'));
  try {
    await built(names, scratch);
    for (const name of names) {
      const bench = await benchOf(name);
      const path = join(scratch, name);
      const bytes = generate(bench, path, bench.megabytes * scale * 1_000_000);
      process.stdout.write(`${name}, ${Math.round(bytes / 1_000_000)} MB, Node ${process.version}\n`);
      for (const way of ['ours', ...Object.keys(bench.others)]) {
        spawnSync(process.execPath, [join(scratch, 'reading.mjs'), join(scratch, `${name}.mjs`), way, path], {
          stdio: 'inherit',
        });
      }
      rmSync(path);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { scale: { type: 'string' } } });
  const all = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  return compare(positionals.length > 0 ? positionals : all, Number(values.scale ?? 1));
}

if (import.meta.main) await main();
