import { type Count, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally } from './coverage-tally.ts';
import type { LcovRecord } from './lcov-record.ts';
import { countOfLines } from './line-states.ts';
import { countOf } from './marks.ts';
import { countOfAll } from './packed-lines.ts';

/**
 * Adds a record that has ended; an answer is why it cannot be. What it declares is checked against what it lists: a tool that
 * cannot add, or somebody who edited, is not believed.
 */
export function addRecord(tally: CoverageTally, record: LcovRecord): string | undefined {
  const functions = [countOf(record.functions), ...(record.aliases.total > 0 ? [record.aliases] : [])];
  return (
    compare(tally, record, { total: 'LF', covered: 'LH', listed: [countOfLines(record.lines)] }) ??
    compare(tally, record, { total: 'BRF', covered: 'BRH', listed: [countOf(record.branches)] }) ??
    compare(tally, record, { total: 'FNF', covered: 'FNH', listed: functions }) ??
    keep(tally, record)
  );
}

interface Pair {
  readonly total: string;
  readonly covered: string;
  /** Any of these is right: some tools count functions, some the names of functions. */
  readonly listed: readonly Count[];
}

function compare(tally: CoverageTally, record: LcovRecord, pair: Pair): string | undefined {
  const total = record.declared.get(pair.total);
  const covered = record.declared.get(pair.covered);
  const [listed] = pair.listed;
  if (listed === undefined || (total === undefined && covered === undefined)) return undefined;
  // Half a declaration is completed by what is listed, so that the sums stay sums of the same records.
  const whole = { total: total ?? listed.total, covered: covered ?? listed.covered };
  if (whole.covered > whole.total) return `${record.path} has ${pair.covered} ${whole.covered} of ${pair.total} ${whole.total}`;
  tally.declared.set(pair.total, (tally.declared.get(pair.total) ?? 0) + whole.total);
  tally.declared.set(pair.covered, (tally.declared.get(pair.covered) ?? 0) + whole.covered);
  const agrees = pair.listed.some((each) => (total ?? each.total) === each.total && (covered ?? each.covered) === each.covered);
  if (agrees) return undefined;
  const says = `${pair.total} ${whole.total} and ${pair.covered} ${whole.covered}`;
  tally.doubts.add(`${record.path} declares ${says}, but lists ${listed.total} and ${listed.covered}`);
  return undefined;
}

function keep(tally: CoverageTally, { path, lines, functions, branches }: LcovRecord): string | undefined {
  return addFile(tally, { path, format: 'lcov', lines, functions, branches });
}

/** `LF` and its kin as the report declares them, `DA` as its lines make it. */
export function factsOf(tally: CoverageTally) {
  const declared = (total: string, covered: string): Count => ({
    total: tally.declared.get(total) ?? 0,
    covered: tally.declared.get(covered) ?? 0,
  });
  const lines = declared('LF', 'LH');
  const branches = declared('BRF', 'BRH');
  const functions = declared('FNF', 'FNH');
  const found = countOfAll(tally.lines);
  return {
    files: tally.files.size,
    LF: lines.total,
    LH: lines.covered,
    line_pct: percentOf(lines),
    DA_lines: found.total,
    DA_hit: found.covered,
    DA_pct: percentOf(found),
    BRF: branches.total,
    BRH: branches.covered,
    branch_pct: percentOf(branches),
    FNF: functions.total,
    FNH: functions.covered,
    func_pct: percentOf(functions),
  };
}
