import { type ChangeSet, type LineRange, lastLine } from '../engine/git-diff.ts';
import { type CoverageTally, linesOf } from './coverage-tally.ts';
import { stateIn } from './line-states.ts';

export interface ChangedCoverage {
  readonly base: string;
  /** Changed files that the reports name, and those that they do not. */
  readonly files: number;
  readonly unreported: number;
  readonly lines: { readonly covered: number; readonly total: number };
  /** Where to look first: files with changed lines that no test runs, the most of them first. */
  readonly uncovered: { readonly path: string; readonly missed: number; readonly lines: string }[];
}

const mostUncovered = 50;
const mostRanges = 20;

/** How much of what changed is run by tests. `absent` are source files that no report names: none of their changed lines is. */
export function coverageOfChanges(
  { base, files: changed }: ChangeSet,
  tally: Pick<CoverageTally, 'files' | 'lines'>,
  absent: ReadonlyMap<string, number>,
): ChangedCoverage {
  const uncovered: { path: string; missed: number; lines: string }[] = [];
  const sum = { covered: 0, total: 0 };
  let reported = 0;
  let unreported = 0;
  for (const [path, ranges] of changed) {
    const states = linesOf(tally, path);
    if (states === undefined) {
      if (!absent.has(path)) unreported += 1;
      else {
        const missed = ranges.reduce((all, { from, to }) => all + (to === lastLine ? (absent.get(path) ?? 0) : to - from + 1), 0);
        sum.total += missed;
        if (missed > 0) uncovered.push({ path, missed, lines: sayRanges(ranges) });
      }
      continue;
    }
    reported += 1;
    const lines = ranges
      .flatMap((range) => numbersIn(range, states.length * 4))
      .filter((line) => stateIn(states, line) !== undefined);
    const missed = lines.filter((line) => stateIn(states, line) === 'missed');
    sum.total += lines.length;
    sum.covered += lines.length - missed.length;
    if (missed.length > 0) uncovered.push({ path, missed: missed.length, lines: sayRanges(rangesOf(missed)) });
  }
  const worstFirst = uncovered.toSorted((a, b) => b.missed - a.missed || (a.path < b.path ? -1 : 1));
  return { base, files: reported, unreported, lines: sum, uncovered: worstFirst.slice(0, mostUncovered) };
}

function numbersIn({ from, to }: LineRange, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(to, end - 1) - from + 1) }, (_, at) => from + at);
}

function rangesOf(lines: readonly number[]): LineRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === line - 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges;
}

function sayRanges(ranges: readonly LineRange[]): string {
  const said = ranges.slice(0, mostRanges).map(({ from, to }) => {
    if (to === lastLine) return `${from} to the last`;
    return from === to ? String(from) : `${from}-${to}`;
  });
  return [...said, ...(ranges.length > mostRanges ? ['...'] : [])].join(', ');
}
