import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import type { Workspace } from '../engine/contract.ts';
import { changedSince } from '../engine/git-diff.ts';
import { coverageOfChanges } from './changed-coverage.ts';
import { type Counts, type CoveredFile, type Metric, sumOf } from './coverage-count.ts';
import { addReport, type CoverageMerge, mergedFiles, newMerge } from './coverage-merge.ts';
import { findReports } from './find.ts';
import type { ReportFormat } from './formats.ts';
import { type SourceNames, sourceNames } from './names.ts';
import { withSource } from './source.ts';

type Globs = string | readonly string[];

export interface CoverageWanted {
  readonly files: Globs;
  readonly format?: ReportFormat;
  /** Globs of source files that do not count. */
  readonly ignore?: readonly string[];
  /** Beginnings of paths in the reports that are cut off. */
  readonly strip?: readonly string[];
  /** Globs of all source files: one that no report names counts as not covered. */
  readonly sources?: readonly string[];
  /** Parts of the source by name. */
  readonly groups?: { readonly [name: string]: readonly string[] };
  /** The reports of what it is compared with. */
  readonly base?: Globs;
  /** A commit or branch: lines that changed since are counted apart. */
  readonly since?: string;
}

interface At {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/** Enough to name what to test next, and to judge a limit per file. */
const lowestKept = 50;
const absentKept = 50;

/** Reads and merges all reports of this run, line by line where they have lines. */
export async function collectCoverage(wanted: CoverageWanted, at: At) {
  const { workspace } = at;
  const isIgnored = compileGlobs(wanted.ignore ?? []);
  const names = sourceNames({ root: workspace.root, files: await workspace.find(['**']), strip: wanted.strip ?? [] });
  const paths = await findReports(workspace, { files: wanted.files, howToMake: 'Run the tests with coverage' });
  const { merge, reports } = await readAll(paths, { ...at, names, format: wanted.format });
  const { files, doubts } = mergedFiles(merge);
  const strangers = names.strangers();
  const kept = files.filter(({ path }) => !isIgnored(path));
  const absent = await absentFrom(files, wanted, { ...at, isIgnored });
  const sums = withAbsent(sumOf(kept), absent);
  const counted = [...merge.carried].filter((metric) => sums[metric] !== undefined);
  const only = (all: Counts) =>
    Object.fromEntries(counted.flatMap((metric) => (all[metric] === undefined ? [] : [[metric, all[metric]]])));
  const groups = Object.entries(wanted.groups ?? {}).map(([name, globs]) => {
    const isOf = compileGlobs(globs);
    return [name, only(sumOf(kept.filter(({ path }) => isOf(path))))] as const;
  });
  return {
    reports,
    files: kept.length,
    ignored: files.length - kept.length,
    totals: only(sums),
    lowest: Object.fromEntries(counted.map((metric) => [metric, lowestOf(metric, kept)])),
    ...(strangers.of > 0 && { strangers }),
    ...(groups.length > 0 && { groups: Object.fromEntries(groups) }),
    ...(absent !== undefined && {
      absent: { files: absent.size, lines: linesOf(absent), paths: [...absent.keys()].slice(0, absentKept) },
    }),
    ...(wanted.base !== undefined && { base: await baseOf(wanted.base, { ...at, wanted, isIgnored }) }),
    ...(wanted.since !== undefined && { changed: await changesOf(wanted.since, { ...at, merge, isIgnored, absent }) }),
    doubts: [...doubts, ...(wanted.since === undefined ? [] : summaryDoubts(merge))],
  };
}

async function readAll(
  paths: readonly string[],
  { workspace, signal, names, format }: At & { readonly names: SourceNames; readonly format: ReportFormat | undefined },
) {
  const merge = newMerge((path) => path);
  const reports: { path: string; format: string }[] = [];
  for (const path of paths) {
    merge.tally.nameOf = names.in(path);
    // One after the other, so that only one report is open at a time.
    // oxlint-disable-next-line no-await-in-loop
    const found = await withSource(join(workspace.root, path), { name: path, signal }, (source) =>
      addReport(merge, source, format),
    );
    reports.push({ path, format: found });
  }
  return { merge, reports };
}

/** Source files that no report names, with the lines in them that are not empty. Nothing when nobody said which there are. */
async function absentFrom(
  files: readonly CoveredFile[],
  { sources, base }: CoverageWanted,
  { workspace, isIgnored }: At & { readonly isIgnored: (path: string) => boolean },
): Promise<Map<string, number> | undefined> {
  if (sources === undefined) return undefined;
  const named = new Set(files.map(({ path }) => path));
  const isReport = compileGlobs([base ?? []].flat());
  const there = (await workspace.find(sources)).filter((path) => !named.has(path) && !isIgnored(path) && !isReport(path));
  const counted = new Map<string, number>();
  // One after the other: there may be thousands, and nobody waits for one of them.
  // oxlint-disable-next-line no-await-in-loop
  for (const path of there) counted.set(path, await linesIn(join(workspace.root, path)));
  return counted;
}

async function linesIn(path: string): Promise<number> {
  let lines = 0;
  let isEmpty = true;
  for await (const chunk of createReadStream(path)) {
    const bytes: Uint8Array = chunk;
    for (const byte of bytes) {
      if (byte === 0x0a) isEmpty = true;
      else if (isEmpty && byte > 0x20) {
        isEmpty = false;
        lines += 1;
      }
    }
  }
  return lines;
}

function linesOf(absent: ReadonlyMap<string, number>): number {
  return [...absent.values()].reduce((sum, lines) => sum + lines, 0);
}

/** What is absent has lines, and nobody knows how many branches and functions. */
function withAbsent(sums: Counts, absent: ReadonlyMap<string, number> | undefined): Counts {
  if (absent === undefined || absent.size === 0) return sums;
  const more = linesOf(absent);
  const added = (['lines', 'statements'] as const).flatMap((metric) => {
    const { covered = 0, total = 0 } = sums[metric] ?? {};
    return [[metric, { covered, total: total + more }] as const];
  });
  return Object.fromEntries(added);
}

async function baseOf(
  base: Globs,
  { wanted, isIgnored, ...at }: At & { readonly wanted: CoverageWanted; readonly isIgnored: (path: string) => boolean },
) {
  // Of a base nobody expects that it was made in this run.
  const { runStartedAt: _, ...workspace } = at.workspace;
  const paths = await findReports(workspace, { files: base, howToMake: 'Bring the reports of the base here' });
  const names = sourceNames({ root: workspace.root, files: [], strip: wanted.strip ?? [] });
  const { merge, reports } = await readAll(paths, { ...at, names, format: wanted.format });
  const { files, doubts } = mergedFiles(merge);
  const sums = sumOf(files.filter(({ path }) => !isIgnored(path)));
  const counted = [...merge.carried].filter((metric) => sums[metric] !== undefined);
  return { reports, totals: Object.fromEntries(counted.map((metric) => [metric, sums[metric]])), doubts };
}

async function changesOf(
  since: string,
  {
    workspace,
    merge,
    isIgnored,
    absent = new Map(),
  }: At & {
    readonly merge: CoverageMerge;
    readonly isIgnored: (path: string) => boolean;
    readonly absent: ReadonlyMap<string, number> | undefined;
  },
) {
  const { base, files } = await changedSince(workspace.root, since);
  const counting = new Map([...files].filter(([path]) => !isIgnored(path)));
  return coverageOfChanges({ base, files: counting }, merge.tally, absent);
}

function summaryDoubts({ summaries }: CoverageMerge): string[] {
  const [first] = summaries.keys();
  return first === undefined ? [] : [`a summary says nothing of the lines of ${first}, which may have changed`];
}

function lowestOf(metric: Metric, files: readonly CoveredFile[]) {
  const counted = files.flatMap(({ path, counts }) => {
    const count = counts[metric];
    return count === undefined || count.total === 0 ? [] : [{ path, covered: count.covered, total: count.total }];
  });
  const lowestFirst = counted.toSorted((a, b) => a.covered * b.total - b.covered * a.total || (a.path < b.path ? -1 : 1));
  return { of: counted.length, files: lowestFirst.slice(0, lowestKept) };
}
