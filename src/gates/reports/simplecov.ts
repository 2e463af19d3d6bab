import { type Count, type Metric, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally, sumOfTally } from './coverage-tally.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type LineStates, markLine, newLines } from './line-states.ts';
import { type Marks, mark } from './marks.ts';
import { fieldOf, hasField, type Sketch, sketchOf } from './sketch.ts';
import { type Source, wrong } from './source.ts';

type Shape = 'resultset' | 'coverage' | 'last-run';

/** Which of the files of SimpleCov it is: `.resultset.json`, `coverage.json`, or `.last_run.json`, which is a percentage only. */
export function simplecovShapeOf({ json }: Sketch): Shape | undefined {
  if (hasField(fieldOf(json, 'meta'), 'simplecov_version')) return 'coverage';
  const result = fieldOf(json, 'result');
  if (hasField(result, 'line') || hasField(result, 'covered_percent')) return 'last-run';
  const [first] = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.values(json) : [];
  const coverage = fieldOf(first, 'coverage');
  const [file] = typeof coverage === 'object' && coverage !== null && !Array.isArray(coverage) ? Object.values(coverage) : [];
  const isFile = Array.isArray(file) || hasField(file, 'lines');
  return isFile || (hasField(first, 'coverage') && hasField(first, 'timestamp')) ? 'resultset' : undefined;
}

/** A line is a count, nothing where no code is, or `ignored`. Branches are `{condition: {way: count}}`, or a list of ways. */
const fileShape = as.either(as.list(as.whole), as.object({ lines: as.whole, branches: as.whole }));

/** Adds a report of SimpleCov. */
export async function addSimplecov(source: Source, tally: CoverageTally) {
  const shape = simplecovShapeOf(sketchOf(source.head));
  if (shape === 'last-run') return lastRun(source, tally);
  const before = tally.files.size;
  let files = 0;
  let hasBranches = true;
  const file = as.each<unknown>(fileShape, (raw, key) => {
    files += 1;
    const path = String(key);
    const { lines, branches } = marksFor(source, raw, path);
    hasBranches &&= branches !== undefined;
    const flaw = addFile(tally, {
      path: tally.nameOf(path),
      format: 'simplecov',
      lines,
      ...(branches !== undefined && { branches }),
    });
    if (flaw !== undefined) throw broken(source, path, flaw);
  });
  const coverage = as.object({ coverage: as.map(file) });
  if (shape === 'coverage') await readJson(source, coverage);
  else await readJson(source, as.map(as.each(coverage, () => {})));
  if (files === 0) tally.doubts.add('the report names no file');
  const sums = sumOfTally(tally, before);
  const fact = (count: Count = { covered: 0, total: 0 }) => ({
    total: count.total,
    covered: count.covered,
    pct: percentOf(count),
  });
  const counted = new Set<Metric>(hasBranches ? ['lines', 'branches'] : ['lines']);
  return { facts: { shape: shape ?? 'resultset', files, lines: fact(sums.lines), branches: fact(sums.branches) }, counted };
}

function marksFor(source: Source, raw: unknown, path: string): { readonly lines: LineStates; readonly branches?: Marks } {
  const listed = Array.isArray(raw) ? raw : fieldOf(raw, 'lines');
  if (!Array.isArray(listed)) throw broken(source, path, 'it lists no lines');
  const lines = newLines();
  listed.forEach((count: unknown, at) => {
    if (typeof count === 'number' && count >= 0) markLine(lines, at + 1, count > 0);
    else if (count !== null && count !== 'ignored') throw broken(source, path, `the line ${at + 1} has no count`);
  });
  const ways = Array.isArray(raw) ? undefined : fieldOf(raw, 'branches');
  if (ways === undefined || ways === null) return { lines };
  const branches: Marks = new Map();
  if (Array.isArray(ways))
    ways.forEach((way: unknown, at) => addWay(source, branches, [path, String(at), fieldOf(way, 'coverage')]));
  else {
    for (const [condition, inside] of Object.entries(ways)) {
      for (const [way, count] of Object.entries(inside ?? {})) addWay(source, branches, [path, `${condition}|${way}`, count]);
    }
  }
  return { lines, branches };
}

function addWay(source: Source, branches: Marks, [path, key, count]: readonly [string, string, unknown]): void {
  if (count === 'ignored') return;
  if (typeof count !== 'number' || count < 0) throw broken(source, path, `the branch ${key} has no count`);
  mark(branches, key, count > 0);
}

/** It states a percentage of what nobody knows: worth a look, and no proof. */
async function lastRun(source: Source, tally: CoverageTally) {
  const result = as.object({ line: as.number, branch: as.number, covered_percent: as.number });
  const root = await readJson(source, as.object({ result }));
  const { line, branch, covered_percent: percent } = root?.result ?? {};
  tally.doubts.add('the report states a percentage only: name .resultset.json or coverage.json of the same run');
  return { facts: { shape: 'last-run', line: line ?? percent ?? null, branch: branch ?? null }, counted: new Set<Metric>() };
}

function broken(source: Source, path: string, message: string) {
  return wrong(source.name, {
    code: 'simplecov.shape',
    message: `This is not what SimpleCov writes: ${message}.`,
    remedy: 'Let SimpleCov write it again, unedited.',
    path,
  });
}
