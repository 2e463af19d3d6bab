import { type CoveredFile, type Metric, metrics } from './coverage-count.ts';
import { coverageReader, isSummary } from './coverage-readers.ts';
import { type CoverageTally, filesOf, formatOf, newTally } from './coverage-tally.ts';
import type { ReportFormat } from './formats.ts';
import { readIstanbulSummary } from './istanbul-summary.ts';
import { formatAbout } from './read.ts';
import type { Source } from './source.ts';

/** Several coverage reports on their way to becoming one. */
export interface CoverageMerge {
  readonly tally: CoverageTally;
  /** By name. A summary has no lines, so that its files cannot be merged, only put side by side. */
  readonly summaries: Map<string, CoveredFile>;
  /** What every report counts so far; a metric that one leaves out says nothing about the whole. */
  carried: ReadonlySet<Metric>;
}

export function newMerge(nameOf: CoverageTally['nameOf']): CoverageMerge {
  return { tally: newTally(nameOf), summaries: new Map(), carried: new Set(metrics) };
}

/** Adds a report of the wanted format, or of any, and says which it was. */
export async function addReport(merge: CoverageMerge, source: Source, wanted?: ReportFormat): Promise<ReportFormat> {
  const { format } = formatAbout('coverage', source, wanted);
  if (format === 'istanbul' && isSummary(source)) {
    merge.carried = merge.carried.intersection(await addSummary(source, merge));
    return format;
  }
  const { counted } = await (await coverageReader(format))(source, merge.tally);
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
    if (files.has(path)) {
      const format = formatOf(tally, path);
      tally.doubts.add(`${path} is in a report of ${format} and in a summary, which cannot be merged`);
    }
    files.set(path, file);
  }
  return { files: [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), doubts: tally.doubts.list() };
}
