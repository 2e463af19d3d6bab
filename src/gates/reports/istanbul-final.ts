import { type Count, type Counts, type Metric, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally, sumOfTally } from './coverage-tally.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { isLine, type LineStates, markLine, newLines } from './line-states.ts';
import { type Marks, mark } from './marks.ts';
import { type Source, wrong } from './source.ts';

const start = as.object({
  start: as.object({ line: as.number, column: as.number }),
  end: as.object({ line: as.number, column: as.number }),
});
const counts = as.map(as.number);

const fileShape = as.object({
  path: as.text,
  statementMap: as.map(start),
  fnMap: as.map(as.object({ name: as.text, loc: start, decl: start })),
  branchMap: as.map(as.object({ type: as.text, loc: start })),
  s: counts,
  f: counts,
  b: as.map(as.list(as.number)),
});

type RawFile = NonNullable<(typeof fileShape)['holds']>;
type Span = NonNullable<(typeof start)['holds']>;

/** Adds `coverage-final.json`, as istanbul, nyc, c8, jest and vitest write it: every statement, function and branch of every file. */
export async function addIstanbulFinal(source: Source, tally: CoverageTally) {
  const before = tally.files.size;
  let files = 0;
  const file = as.each(fileShape, (raw, key) => {
    files += 1;
    const path = raw.path ?? String(key);
    const flaw = addFile(tally, { path: tally.nameOf(path), format: 'istanbul', ...marksFor(source, raw, path) });
    if (flaw !== undefined) throw broken(source, path, flaw);
  });
  await readJson(source, as.map(file));
  if (files === 0) tally.doubts.add('the report names no file');
  const counted = new Set<Metric>(['lines', 'statements', 'functions', 'branches']);
  return { facts: factsOf(sumOfTally(tally, before), files), counted };
}

function marksFor(source: Source, raw: RawFile, path: string) {
  const { statementMap = {}, fnMap = {}, branchMap = {}, s = {}, f = {}, b = {} } = raw;
  const lines: LineStates = newLines();
  const marks = { statements: new Map(), functions: new Map(), branches: new Map() } satisfies Record<string, Marks>;
  for (const [id, span] of Object.entries(statementMap)) {
    const count = countAt(s, id);
    const line = span.start?.line;
    if (count === undefined || !isLine(line)) throw broken(source, path, `the statement ${id} has no line or no count`);
    markLine(lines, line, count > 0);
    mark(marks.statements, `${placeOf(span)}|${id}`, count > 0);
  }
  for (const [id, { name = '', decl, loc }] of Object.entries(fnMap)) {
    const count = countAt(f, id);
    if (count === undefined) throw broken(source, path, `the function ${id} has no count`);
    mark(marks.functions, `${placeOf(decl ?? loc)}|${name}|${id}`, count > 0);
  }
  for (const [id, { loc }] of Object.entries(branchMap)) {
    const counted = Object.hasOwn(b, id) ? b[id] : undefined;
    if (counted === undefined) throw broken(source, path, `the branch ${id} has no counts`);
    counted.forEach((count, at) => mark(marks.branches, `${placeOf(loc)}|${id}|${at}`, count > 0));
  }
  const strangers = [Object.keys(s).length - marks.statements.size, Object.keys(f).length - marks.functions.size];
  if (strangers.some((more) => more !== 0)) throw broken(source, path, 'it counts what it does not name');
  return { lines, ...marks };
}

function countAt(of: { readonly [id: string]: number }, id: string): number | undefined {
  const count = Object.hasOwn(of, id) ? of[id] : undefined;
  return count === undefined || count < 0 ? undefined : count;
}

function placeOf(span: Span | undefined): string {
  return `${span?.start?.line ?? ''}:${span?.start?.column ?? ''}`;
}

function factsOf(sums: Counts, files: number) {
  const fact = (count: Count = { covered: 0, total: 0 }) => ({
    total: count.total,
    covered: count.covered,
    pct: percentOf(count),
  });
  return {
    shape: 'final',
    files,
    lines: fact(sums.lines),
    statements: fact(sums.statements),
    functions: fact(sums.functions),
    branches: fact(sums.branches),
  };
}

function broken(source: Source, path: string, message: string) {
  return wrong(source.name, {
    code: 'istanbul.shape',
    message: `This is not what istanbul writes as coverage-final.json: ${message}.`,
    remedy: 'Let the coverage tool write it with its json reporter.',
    path,
  });
}
