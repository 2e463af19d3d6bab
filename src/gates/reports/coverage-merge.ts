import { type CoveredFile, type Metric, metrics } from './coverage-count.ts';
import type { ReportFormat } from './formats.ts';
import { readIstanbulSummary } from './istanbul-summary.ts';
import { addLcov } from './lcov.ts';
import { filesOf, type LcovTally, newTally } from './lcov-tally.ts';
import { formatAbout } from './read.ts';
import type { Source } from './source.ts';

/** Several coverage reports on their way to becoming one. */
export interface CoverageMerge {
  readonly tally: LcovTally;
  /** By name. A summary has no lines, so that its files cannot be merged, only put side by side. */
  readonly summaries: Map<string, CoveredFile>;
  /** What every report counts so far; a metric that one leaves out says nothing about the whole. */
  carried: ReadonlySet<Metric>;
}

export function newMerge(nameOf: (path: string) => string): CoverageMerge {
  return { tally: newTally(nameOf), summaries: new Map(), carried: new Set(metrics) };
}

/** Adds a report of the wanted format, or of any, and says which it was. */
export async function addReport(merge: CoverageMerge, source: Source, wanted?: ReportFormat): Promise<ReportFormat> {
  const { format } = formatAbout('coverage', source, wanted);
  const counted = format === 'lcov' ? await addLcov(source, merge.tally) : await addSummary(source, merge);
  merge.carried = merge.carried.intersection(counted);
  return format;
}

async function addSummary(source: Source, { tally, summaries }: CoverageMerge): Promise<Set<Metric>> {
  const { total, files, doubts } = await readIstanbulSummary(source);
  for (const doubt of doubts) tally.doubts.add(doubt);
  for (const { path, counts } of files) {
    const name = tally.nameOf(path);
    if (summaries.has(name)) tally.doubts.add(`${name} is in two summaries, which cannot be merged`);
    summaries.set(name, { path: name, counts });
  }
  return new Set(metrics.filter((metric) => total[metric] !== undefined));
}

/** All files by name, and why they are hard to believe. */
export function mergedFiles({ tally, summaries }: CoverageMerge): { readonly files: CoveredFile[]; readonly doubts: string[] } {
  const files = new Map(filesOf(tally).map((file) => [file.path, file]));
  for (const [path, file] of summaries) {
    if (files.has(path)) tally.doubts.add(`${path} is in an lcov report and in a summary, which cannot be merged`);
    files.set(path, file);
  }
  return { files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), doubts: tally.doubts.list() };
}
