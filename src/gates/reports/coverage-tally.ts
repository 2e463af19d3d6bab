import type { Count, CoveredFile } from './coverage-count.ts';
import { type Doubts, newDoubts } from './doubts.ts';
import type { LineStates } from './line-states.ts';
import { type Marks, merge, type PackedMarks, pack } from './marks.ts';

/** What several reports say together, file by file and line by line. */
export interface CoverageTally {
  readonly files: Map<string, TalliedFile>;
  /** Sums of what the records of lcov declare. */
  readonly declared: Map<string, number>;
  readonly doubts: Doubts;
  /** One name for one file, however a report writes it. `roots` are where the report says that its files are. */
  nameOf: (path: string, roots?: readonly string[]) => string;
  /** Room for the lines of many files at once: one for each would cost more than what is in it. */
  room: Uint8Array<ArrayBuffer>;
  /** Bytes kept, so that a hostile report ends in a problem and not in a crash. */
  kept: number;
}

/** A file as one report knows it. A metric that the report does not count has no marks. */
export interface FileMarks {
  readonly path: string;
  /** How branches and functions are named differs from one format to the next: only reports of one format can be put together. */
  readonly format: string;
  readonly lines: Pick<LineStates, 'states' | 'used'>;
  readonly functions?: Marks;
  readonly branches?: Marks;
  readonly statements?: Marks;
}

export interface TalliedFile {
  readonly format: string;
  states: Uint8Array;
  functions: PackedMarks;
  branches: PackedMarks;
  statements: PackedMarks;
}

const mostKept = 1024 ** 3;
const bytesOfKey = 32;
const none: Marks = new Map();

export function newTally(nameOf: CoverageTally['nameOf'] = (path) => path): CoverageTally {
  return { files: new Map(), declared: new Map(), doubts: newDoubts(), nameOf, room: new Uint8Array(0), kept: 0 };
}

/** Adds a file; an answer is why it cannot be. One that comes again is the same file: hit in one run is hit. */
export function addFile(tally: CoverageTally, marks: FileMarks): string | undefined {
  const { path, format, lines, functions = none, branches = none, statements = none } = marks;
  const states = lines.states.subarray(0, lines.used);
  tally.kept += states.length + bytesOfKey * (1 + functions.size + branches.size + statements.size);
  if (tally.kept > mostKept) return 'The report names more lines and branches than can be compared';
  const known = tally.files.get(path);
  if (known === undefined) {
    const packed = { functions: pack(functions), branches: pack(branches), statements: pack(statements) };
    tally.files.set(path, { format, states: keptStates(tally, states), ...packed });
    return undefined;
  }
  if (known.format !== format)
    tally.doubts.add(`${path} is in a report of ${known.format} and in one of ${format}, which cannot be merged`);
  const [longer, shorter] = known.states.length >= states.length ? [known.states, states] : [states.slice(), known.states];
  shorter.forEach((state, line) => (longer[line] = Math.max(longer[line] ?? 0, state)));
  known.states = longer;
  known.functions = merge(known.functions, functions);
  known.branches = merge(known.branches, branches);
  known.statements = merge(known.statements, statements);
  return undefined;
}

const roomBytes = 1024 * 1024;

function keptStates(tally: CoverageTally, states: Uint8Array): Uint8Array {
  if (states.length > roomBytes / 16) return states.slice();
  if (tally.room.length < states.length) tally.room = new Uint8Array(roomBytes);
  const kept = tally.room.subarray(0, states.length);
  tally.room = tally.room.subarray(states.length);
  kept.set(states);
  return kept;
}

/** So many of so many, where a report counts and does not name them. Two runs that hit different ones are taken for less. */
export function marksOf({ covered, total }: Count, kind: string, marks: Marks = new Map()): Marks {
  for (let at = 0; at < total; at++) {
    const key = `${kind}#${at}`;
    marks.set(key, at < covered || marks.get(key) === true);
  }
  return marks;
}

/** Every file with what all reports together say of it. */
export function filesOf(tally: Pick<CoverageTally, 'files'>): CoveredFile[] {
  return [...tally.files].map(([path, { states, branches, functions, statements }]) => ({
    path,
    counts: { lines: countOfStates(states), branches, functions, statements },
  }));
}

export function countOfStates(states: Uint8Array): Count {
  let covered = 0;
  let total = 0;
  for (const state of states) {
    if (state > 0) total += 1;
    if (state === 2) covered += 1;
  }
  return { covered, total };
}
