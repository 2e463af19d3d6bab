import { join, posix } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import type { Workspace } from '../engine/contract.ts';
import { type CoveredFile, type Metric, sumOf } from './coverage-count.ts';
import { addReport, mergedFiles, newMerge } from './coverage-merge.ts';
import { findReports } from './find.ts';
import type { ReportFormat } from './formats.ts';
import { withSource } from './source.ts';

export interface CoverageWanted {
  readonly files: string | readonly string[];
  readonly format?: ReportFormat;
  /** Globs of source files that do not count. */
  readonly ignore?: readonly string[];
}

/** Enough to name what to test next, and to judge a limit per file. */
const lowestKept = 50;

/** Reads and merges all reports of this run: lcov line by line, summaries file by file. */
export async function collectCoverage(
  wanted: CoverageWanted,
  at: { readonly workspace: Workspace; readonly signal: AbortSignal },
) {
  const { root } = at.workspace;
  const isIgnored = compileGlobs(wanted.ignore ?? []);
  const paths = await findReports(at.workspace, { files: wanted.files, howToMake: 'Run the tests with coverage' });
  const merge = newMerge((path) => nameBelow(root, path));
  const reports = [];
  for (const path of paths) {
    // One after the other, so that only one report is open at a time.
    // oxlint-disable-next-line no-await-in-loop
    const format = await withSource(join(root, path), { name: path, signal: at.signal }, (source) =>
      addReport(merge, source, wanted.format),
    );
    reports.push({ path, format });
  }
  const { files, doubts } = mergedFiles(merge);
  const kept = files.filter(({ path }) => !isIgnored(path));
  const sums = sumOf(kept);
  const counted = [...merge.carried].filter((metric) => sums[metric] !== undefined);
  return {
    reports,
    files: kept.length,
    ignored: files.length - kept.length,
    totals: Object.fromEntries(counted.map((metric) => [metric, sums[metric]])),
    lowest: Object.fromEntries(counted.map((metric) => [metric, lowestOf(metric, kept)])),
    doubts,
  };
}

/** Reports write absolute paths and backslashes; here a file has one name, relative to the root. */
export function nameBelow(root: string, path: string): string {
  const file = posix.normalize(path.replaceAll('\\', '/'));
  const folder = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return sameCase(file).startsWith(sameCase(folder)) ? file.slice(folder.length) : file;
}

/** Where there are drive letters, case does not count. */
function sameCase(path: string): string {
  return /^[a-z]:\//i.test(path) ? path.toLowerCase() : path;
}

function lowestOf(metric: Metric, files: readonly CoveredFile[]) {
  const counted = files.flatMap(({ path, counts }) => {
    const count = counts[metric];
    return count === undefined || count.total === 0 ? [] : [{ path, covered: count.covered, total: count.total }];
  });
  const lowestFirst = counted.toSorted((a, b) => a.covered * b.total - b.covered * a.total || (a.path < b.path ? -1 : 1));
  return { of: counted.length, files: lowestFirst.slice(0, lowestKept) };
}
