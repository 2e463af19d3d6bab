import { type Count, type CoveredFile, percentOf, sumOf } from './coverage-count.ts';
import { type Doubts, newDoubts } from './doubts.ts';
import type { LcovRecord } from './lcov-record.ts';
import { countOf, merge, type PackedMarks, pack } from './marks.ts';

/** What several reports say together, file by file and line by line. */
export interface LcovTally {
  readonly files: Map<string, LcovFile>;
  /** Sums of what the records declare. */
  readonly declared: Map<string, number>;
  readonly doubts: Doubts;
  /** One name for one file, however a report writes it. */
  readonly nameOf: (path: string) => string;
  /** Bytes kept, so that a hostile report ends in a problem and not in a crash. */
  kept: number;
}

interface LcovFile {
  states: Uint8Array;
  functions: PackedMarks;
  branches: PackedMarks;
}

const mostKept = 1024 ** 3;
const bytesOfKey = 32;

export function newTally(nameOf: (path: string) => string = (path) => path): LcovTally {
  return { files: new Map(), declared: new Map(), doubts: newDoubts(), nameOf, kept: 0 };
}

/**
 * Adds a record that has ended; an answer is why it cannot be. What it declares is checked against what it lists: a tool that
 * cannot add, or somebody who edited, is not believed.
 */
export function addRecord(tally: LcovTally, record: LcovRecord): string | undefined {
  const functions = [countOf(record.functions), ...(record.aliases.total > 0 ? [record.aliases] : [])];
  return (
    compare(tally, record, { total: 'LF', covered: 'LH', listed: [record.lines] }) ??
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

function compare(tally: LcovTally, record: LcovRecord, pair: Pair): string | undefined {
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

/** A file that comes again, in this report or the next, is the same file: hit in one run is hit. */
function keep(tally: LcovTally, record: LcovRecord): string | undefined {
  const states = record.lines.states.subarray(0, record.lines.used);
  tally.kept += states.length + bytesOfKey * (1 + record.functions.size + record.branches.size);
  if (tally.kept > mostKept) return 'The report names more lines and branches than can be compared';
  const known = tally.files.get(record.path);
  if (known === undefined) {
    tally.files.set(record.path, { states: states.slice(), functions: pack(record.functions), branches: pack(record.branches) });
    return undefined;
  }
  const [longer, shorter] = known.states.length >= states.length ? [known.states, states] : [states.slice(), known.states];
  shorter.forEach((state, line) => (longer[line] = Math.max(longer[line] ?? 0, state)));
  known.states = longer;
  known.functions = merge(known.functions, record.functions);
  known.branches = merge(known.branches, record.branches);
  return undefined;
}

/** Every file with what all reports together say of it. */
export function filesOf(tally: LcovTally): CoveredFile[] {
  return [...tally.files].map(([path, { states, branches, functions }]) => ({
    path,
    counts: { lines: countOfStates(states), branches, functions },
  }));
}

function countOfStates(states: Uint8Array): Count {
  let covered = 0;
  let total = 0;
  for (const state of states) {
    if (state > 0) total += 1;
    if (state === 2) covered += 1;
  }
  return { covered, total };
}

/** `LF` and its kin as the report declares them, `DA` as its lines make it. */
export function factsOf(tally: LcovTally) {
  const declared = (total: string, covered: string): Count => ({
    total: tally.declared.get(total) ?? 0,
    covered: tally.declared.get(covered) ?? 0,
  });
  const lines = declared('LF', 'LH');
  const branches = declared('BRF', 'BRH');
  const functions = declared('FNF', 'FNH');
  const { lines: found = { covered: 0, total: 0 } } = sumOf(filesOf(tally));
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
