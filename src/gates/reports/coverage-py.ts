import { type Count, type Metric, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally } from './coverage-tally.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { countOfLines, isLine, type LineStates, markLine, newLines } from './line-states.ts';
import { type Marks, mark } from './marks.ts';
import { type Source, wrong } from './source.ts';

const summaryShape = as.object({
  covered_lines: as.number,
  num_statements: as.number,
  covered_branches: as.number,
  num_branches: as.number,
});
const lineList = as.list(as.number);
const branchList = as.list(as.list(as.number));

const fileShape = as.object({
  executed_lines: lineList,
  missing_lines: lineList,
  executed_branches: branchList,
  missing_branches: branchList,
  summary: summaryShape,
});

type RawFile = NonNullable<(typeof fileShape)['holds']>;
type Summary = NonNullable<(typeof summaryShape)['holds']>;

/** Adds what `coverage json` of coverage.py writes. Its lines are statements as well. */
export async function addCoveragePy(source: Source, tally: CoverageTally) {
  const sums = { lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 } };
  let files = 0;
  const file = as.each(fileShape, (raw, key) => {
    files += 1;
    const path = String(key);
    const { lines, statements, branches } = marksFor(source, raw, path);
    check(tally, path, { summary: raw.summary, lines, branches });
    const { covered, total } = countOfLines(lines);
    sums.lines.covered += covered;
    sums.lines.total += total;
    for (const isHit of branches.values()) {
      sums.branches.total += 1;
      if (isHit) sums.branches.covered += 1;
    }
    const flaw = addFile(tally, { path: tally.nameOf(path), format: 'coverage-py', lines, statements, branches });
    if (flaw !== undefined) throw broken(source, path, flaw);
  });
  const root = await readJson(
    source,
    as.object({ meta: as.object({ version: as.text, branch_coverage: as.flag }), files: as.map(file), totals: summaryShape }),
  );
  if (files === 0) tally.doubts.add('the report names no file');
  const { covered_lines: covered, num_statements: total } = root?.totals ?? {};
  if (covered !== sums.lines.covered || total !== sums.lines.total) {
    tally.doubts.add(`the report states ${covered} of ${total} lines, and lists ${sums.lines.covered} of ${sums.lines.total}`);
  }
  const counted = new Set<Metric>(['lines', 'statements']);
  if (root?.meta?.branch_coverage === true) counted.add('branches');
  const fact = (count: Count) => ({ total: count.total, covered: count.covered, pct: percentOf(count) });
  return {
    facts: { version: root?.meta?.version ?? null, files, lines: fact(sums.lines), branches: fact(sums.branches) },
    counted,
  };
}

function marksFor(source: Source, raw: RawFile, path: string) {
  const { executed_lines: hit, missing_lines: missed, executed_branches: taken = [], missing_branches: left = [] } = raw;
  if (hit === undefined || missed === undefined) throw broken(source, path, 'it lists no lines');
  const lines: LineStates = newLines();
  const statements: Marks = new Map();
  const branches: Marks = new Map();
  const add = (line: number, isHit: boolean) => {
    if (!isLine(line)) throw broken(source, path, `${String(line)} is no line`);
    markLine(lines, line, isHit);
    mark(statements, String(line), isHit);
  };
  for (const line of hit) add(line, true);
  for (const line of missed) add(line, false);
  for (const way of taken) mark(branches, way.join('>'), true);
  for (const way of left) mark(branches, way.join('>'), false);
  return { lines, statements, branches };
}

interface Found {
  readonly summary: Summary | undefined;
  readonly lines: LineStates;
  readonly branches: Marks;
}

function check(tally: CoverageTally, path: string, { summary, lines, branches }: Found): void {
  const { covered_lines: covered, num_statements: total, num_branches: ways } = summary ?? {};
  const listed = countOfLines(lines);
  if (covered !== undefined && (covered !== listed.covered || total !== listed.total)) {
    tally.doubts.add(`${path} states ${covered} of ${total} lines, and lists ${listed.covered} of ${listed.total}`);
  }
  if (ways !== undefined && ways !== branches.size)
    tally.doubts.add(`${path} states ${ways} branches, and lists ${branches.size}`);
}

function broken(source: Source, path: string, message: string) {
  return wrong(source.name, {
    code: 'coverage-py.shape',
    message: `This is not what coverage.py writes: ${message}.`,
    remedy: 'Let `coverage json` write it again, unedited.',
    path,
  });
}
