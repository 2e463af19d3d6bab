// One way to read one report, in a process of its own because memory is counted per process: node reading.mjs BENCH WAY PATH.
// bench/reports.ts builds it, and starts it.
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { ReportBench } from './reports.ts';

async function measure([module = '', way = '', path = '']: readonly string[]): Promise<void> {
  const { bench }: { readonly bench: ReportBench } = await import(pathToFileURL(module).href);
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

await measure(process.argv.slice(2));
