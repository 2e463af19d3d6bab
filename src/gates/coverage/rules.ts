import type { Finding, Measured } from '../engine/contract.ts';
import {
  type Count,
  type CoverageEvidence,
  type CoverageLimits,
  type Metric,
  metrics,
  reaches,
  say,
  shownPercent,
} from './shape.ts';

/** One percentage that is asked for: of everything, of every single file, of a part, or of what changed. */
export interface Rule {
  readonly metric: Metric;
  readonly least: number;
  readonly of: 'all' | 'each file' | 'changed' | { readonly group: string };
}

type Asked = Partial<Record<Metric, number>>;

export function rulesOf({ files = {}, groups = {}, changed, lines, statements, branches, functions }: CoverageLimits): Rule[] {
  const rules = (of: Rule['of'], asked: Asked) =>
    metrics.flatMap((metric): Rule[] => {
      const least = asked[metric];
      return least === undefined ? [] : [{ metric, least, of }];
    });
  return [
    ...rules('all', definite({ lines, statements, branches, functions })),
    ...rules('each file', files),
    ...Object.entries(groups).flatMap(([group, asked]) => rules({ group }, asked)),
    ...rules('changed', changed ?? {}),
  ];
}

function definite(asked: { readonly [M in Metric]: number | undefined }): Asked {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** What a rule looks at. Nothing to cover is nothing to look at. */
export function countFor({ metric, of }: Rule, { totals, lowest, groups = {}, changed }: CoverageEvidence): Count | undefined {
  const count = () => {
    if (of === 'all') return totals[metric];
    if (of === 'each file') return lowest[metric]?.files[0];
    if (of === 'changed') return metric === 'lines' ? changed?.lines : undefined;
    return Object.hasOwn(groups, of.group) ? groups[of.group]?.[metric] : undefined;
  };
  const found = count();
  return found === undefined || found.total === 0 ? undefined : found;
}

/** A change without a line that counts asks for nothing; one that nobody looked at does. */
export function isSatisfiedByNothing({ of }: Rule, { changed }: CoverageEvidence): boolean {
  return of === 'changed' && changed !== undefined && changed.lines.total === 0;
}

function nameOf({ metric, of }: Rule): string {
  if (of === 'all') return metric;
  if (of === 'each file') return `${metric} of the lowest file`;
  return of === 'changed' ? `changed ${metric}` : `${metric} of ${of.group}`;
}

export function measure(rule: Rule, seen: CoverageEvidence): Measured[] {
  const count = countFor(rule, seen);
  const limit = `at least ${rule.least} %`;
  if (count !== undefined) {
    return [{ metric: nameOf(rule), value: shownPercent(count), unit: '%', limit, ok: reaches(count, rule.least) }];
  }
  return isSatisfiedByNothing(rule, seen) ? [{ metric: nameOf(rule), value: 'none that counts', limit, ok: true }] : [];
}

export function findingsOf(rule: Rule, seen: CoverageEvidence): Finding[] {
  const { metric, least, of } = rule;
  const count = countFor(rule, seen);
  if (count === undefined || reaches(count, least)) return [];
  if (of === 'each file') return findingsInFiles(rule, seen);
  if (of === 'changed') return findingsInChanges(rule, count, seen);
  const id = of === 'all' ? metric : `group:${of.group}:${metric}`;
  return [
    { id, title: `${nameOf(rule)}: ${say(count)}, at least ${least} % is asked`, value: shownPercent(count), better: 'higher' },
  ];
}

function findingsInFiles({ metric, least }: Rule, { lowest }: CoverageEvidence): Finding[] {
  const { of, files } = lowest[metric] ?? { of: 0, files: [] };
  const below = files.filter((file) => !reaches(file, least));
  const findings = below.map((file): Finding => {
    const title = `${metric} of ${file.path}: ${say(file)}, at least ${least} % is asked of every file`;
    return { id: `${metric}:${file.path}`, title, value: shownPercent(file), better: 'higher', file: file.path };
  });
  const unseen = of - files.length;
  // The files come lowest first, so that only a list that is below the limit to its end can hide more.
  if (unseen === 0 || below.length < files.length) return findings;
  const title = `${metric}: ${unseen} more files may be below ${least} %`;
  return [...findings, { id: `${metric}:more-files`, title, value: unseen, better: 'lower' }];
}

/** The whole first, then where to look. */
function findingsInChanges(rule: Rule, count: Count, { changed }: CoverageEvidence): Finding[] {
  const title = `${nameOf(rule)}: ${say(count)}, at least ${rule.least} % is asked`;
  const places = (changed?.uncovered ?? []).map(({ path, missed, lines }): Finding => {
    const [first = ''] = /^\d+/.exec(lines) ?? [];
    return {
      id: `changed:${path}`,
      title: `${path}: no test runs the changed lines ${lines}`,
      value: missed,
      better: 'lower',
      file: path,
      ...(first !== '' && first !== '0' && { line: Number(first) }),
    };
  });
  return [{ id: 'changed', title, value: shownPercent(count), better: 'higher' }, ...places];
}

/** By how much it may be less than the base, in percentage points. */
export interface Drop {
  readonly metric: Metric;
  readonly most: number;
}

export function dropsOf({ drop = {} }: CoverageLimits): Drop[] {
  return metrics.flatMap((metric): Drop[] => {
    const most = drop[metric];
    return most === undefined ? [] : [{ metric, most }];
  });
}

/** Both sides; nothing when one of them does not count this. */
export function sidesOf(
  { metric }: Drop,
  { totals, base }: CoverageEvidence,
): { readonly now: Count; readonly before: Count } | undefined {
  const now = totals[metric];
  const before = base?.totals[metric];
  return now === undefined || before === undefined || now.total === 0 || before.total === 0 ? undefined : { now, before };
}

/** Whole numbers, as everywhere: a drop of 0.005 is more than none. */
export function isWithin({ most }: Drop, { now, before }: { readonly now: Count; readonly before: Count }): boolean {
  const [nowTotal, beforeTotal] = [BigInt(now.total), BigInt(before.total)];
  const lost = BigInt(before.covered) * nowTotal - BigInt(now.covered) * beforeTotal;
  return lost * 100_000_000n <= BigInt(Math.floor(most * 1_000_000 + 0.001)) * nowTotal * beforeTotal;
}

export function measureDrop(drop: Drop, seen: CoverageEvidence): Measured[] {
  const sides = sidesOf(drop, seen);
  if (sides === undefined) return [];
  const { now, before } = sides;
  const lost = Math.max(0, (before.covered / before.total - now.covered / now.total) * 100);
  const value = Math.ceil(lost * 100 - 1e-7) / 100;
  return [{ metric: `drop of ${drop.metric}`, value, unit: 'points', limit: `at most ${drop.most}`, ok: isWithin(drop, sides) }];
}

export function findingsOfDrop(drop: Drop, seen: CoverageEvidence): Finding[] {
  const sides = sidesOf(drop, seen);
  if (sides === undefined || isWithin(drop, sides)) return [];
  const { now, before } = sides;
  const title = `${drop.metric} fell from ${say(before)} to ${say(now)}, by more than ${drop.most} points`;
  return [{ id: `drop:${drop.metric}`, title, value: shownPercent(now), better: 'higher' }];
}
