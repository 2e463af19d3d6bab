import { type Count, type Counts, type CoveredFile, sumOf } from './coverage-count.ts';
import { type Doubts, newDoubts } from './doubts.ts';
import type { LineStates } from './line-states.ts';
import { type Marks, merge, type PackedMarks, pack } from './marks.ts';
import { bytesOf, countOfPacked, mergeLines, newPackedLines, type PackedLines, packLines } from './packed-lines.ts';

/** What several reports say together, file by file and line by line. */
export interface CoverageTally {
  /** The number of each file by its name, in the order in which they came. */
  readonly files: Map<string, number>;
  readonly lines: PackedLines;
  /** The marks of each file that has any, by its number. */
  readonly marks: Map<number, FileMarks>;
  /** The format that named the files first, from a number on. */
  readonly formats: { readonly format: string; readonly first: number }[];
  /** Sums of what the records of lcov declare. */
  readonly declared: Map<string, number>;
  readonly doubts: Doubts;
  /** One name for one file, however a report writes it. `roots` are where the report says that its files are. */
  nameOf: (path: string, roots?: readonly string[]) => string;
  /** Bytes kept, so that a hostile report ends in a problem and not in a crash. */
  kept: number;
}

/** A file as one report knows it. A metric that the report does not count has no marks. */
export interface ReportedFile {
  readonly path: string;
  /** How branches and functions are named differs from one format to the next: only reports of one format can be put together. */
  readonly format: string;
  readonly lines: LineStates;
  readonly functions?: Marks;
  readonly branches?: Marks;
  readonly statements?: Marks;
}

interface FileMarks {
  readonly functions: PackedMarks;
  readonly branches: PackedMarks;
  readonly statements: PackedMarks;
}

const mostKept = 1024 ** 3;
const bytesOfKey = 32;
const none: Marks = new Map();
const noMarks: FileMarks = { functions: pack(none), branches: pack(none), statements: pack(none) };

export function newTally(nameOf: CoverageTally['nameOf'] = (path) => path): CoverageTally {
  const lines = newPackedLines();
  return { files: new Map(), lines, marks: new Map(), formats: [], declared: new Map(), doubts: newDoubts(), nameOf, kept: 0 };
}

/** Adds a file; an answer is why it cannot be. One that comes again is the same file: hit in one run is hit. */
export function addFile(tally: CoverageTally, reported: ReportedFile): string | undefined {
  const { path, format, lines, functions = none, branches = none, statements = none } = reported;
  const keys = functions.size + branches.size + statements.size;
  tally.kept += lines.used + bytesOfKey * (1 + keys);
  if (tally.kept > mostKept) return 'The report names more lines and branches than can be compared';
  const file = fileNamed(tally, path, { format, lines });
  if (keys === 0) return undefined;
  const before = tally.marks.get(file) ?? noMarks;
  tally.marks.set(file, {
    functions: merge(before.functions, functions),
    branches: merge(before.branches, branches),
    statements: merge(before.statements, statements),
  });
  return undefined;
}

function fileNamed(tally: CoverageTally, path: string, { format, lines }: Pick<ReportedFile, 'format' | 'lines'>): number {
  const known = tally.files.get(path);
  if (known === undefined) {
    const file = packLines(tally.lines, lines);
    tally.files.set(path, file);
    if (tally.formats.at(-1)?.format !== format) tally.formats.push({ format, first: file });
    return file;
  }
  const before = formatOf(tally, path);
  if (before !== format) tally.doubts.add(`${path} is in a report of ${before} and in one of ${format}, which cannot be merged`);
  mergeLines(tally.lines, known, lines);
  return known;
}

/** So many of so many, where a report counts and does not name them. Two runs that hit different ones are taken for less. */
export function marksOf({ covered, total }: Count, kind: string, marks: Marks = new Map()): Marks {
  for (let at = 0; at < total; at++) {
    const key = `${kind}#${at}`;
    marks.set(key, at < covered || marks.get(key) === true);
  }
  return marks;
}

/** The format of the report that named a file first. */
export function formatOf({ files, formats }: CoverageTally, path: string): string {
  const file = files.get(path) ?? -1;
  return formats.findLast(({ first }) => first <= file)?.format ?? '';
}

/** What is known of the lines of a file, if any report names it. */
export function linesOf({ files, lines }: Pick<CoverageTally, 'files' | 'lines'>, path: string): Uint8Array | undefined {
  const file = files.get(path);
  return file === undefined ? undefined : bytesOf(lines, file);
}

/** Every file with what all reports together say of it. */
export function filesOf(tally: CoverageTally): CoveredFile[] {
  return [...eachFile(tally, 0)];
}

/** The sum of each metric over all files, or those from a number on, that never are there all at once. */
export function sumOfTally(tally: CoverageTally, first = 0): Counts {
  return sumOf(eachFile(tally, first));
}

function* eachFile({ files, lines, marks }: CoverageTally, first: number): Generator<CoveredFile> {
  for (const [path, file] of files)
    if (file >= first) yield { path, counts: { lines: countOfPacked(lines, file), ...(marks.get(file) ?? noMarks) } };
}
