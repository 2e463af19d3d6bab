import type { Count, CoveredFile } from './coverage-count.ts';
import { type Doubts, newDoubts } from './doubts.ts';
import type { LineStates } from './line-states.ts';
import { type Marks, merge, type PackedMarks, pack } from './marks.ts';
import { bytesFor, mergeLines, type PackedLines, packLines } from './packed-lines.ts';

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
  lines: PackedLines;
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
  tally.kept += bytesFor(states.length) + bytesOfKey * (1 + functions.size + branches.size + statements.size);
  if (tally.kept > mostKept) return 'The report names more lines and branches than can be compared';
  const known = tally.files.get(path);
  if (known === undefined) {
    const packed = { functions: pack(functions), branches: pack(branches), statements: pack(statements) };
    tally.files.set(path, { format, lines: keptLines(tally, states), ...packed });
    return undefined;
  }
  if (known.format !== format)
    tally.doubts.add(`${path} is in a report of ${known.format} and in one of ${format}, which cannot be merged`);
  known.lines = mergeLines(known.lines, states);
  known.functions = merge(known.functions, functions);
  known.branches = merge(known.branches, branches);
  known.statements = merge(known.statements, statements);
  return undefined;
}

const roomBytes = 1024 * 1024;

function keptLines(tally: CoverageTally, states: Uint8Array): PackedLines {
  const bytes = bytesFor(states.length);
  if (bytes > roomBytes / 16) return packLines(states);
  if (tally.room.length < bytes) tally.room = new Uint8Array(roomBytes);
  const room = tally.room.subarray(0, bytes);
  tally.room = tally.room.subarray(bytes);
  return packLines(states, room);
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
  return [...tally.files].map(([path, { lines, branches, functions, statements }]) => ({
    path,
    counts: { lines: { covered: lines.covered, total: lines.total }, branches, functions, statements },
  }));
}
