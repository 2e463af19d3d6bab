import { type Metric, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally, marksOf } from './coverage-tally.ts';
import { countOfLines, isLine, type LineStates, markLine, newLines } from './line-states.ts';
import { type Marks, mark } from './marks.ts';
import { type Source, wrong } from './source.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

const kinds = ['statements', 'methods', 'conditionals', 'elements'] as const;
type Numbers = { [K in (typeof kinds)[number]]: { covered: number; total: number } };

interface CloverFile {
  readonly path: string;
  readonly lines: LineStates;
  readonly methods: Marks;
  metrics: Numbers | undefined;
}

interface CloverReport {
  readonly source: Source;
  readonly tally: CoverageTally;
  files: number;
  lines: number;
  now: CloverFile | undefined;
  /** Of the project as a whole, as it states them, and the sums of what its files state. */
  project: Numbers | undefined;
  readonly sums: Numbers;
  hasFileMetrics: boolean;
}

/** More in one file than anybody writes. */
const mostStated = 1_000_000;

/** Adds a report of clover, as PHPUnit and istanbul write it. Lines are counted; what is stated of files must make what is stated of all. */
export async function addClover(source: Source, tally: CoverageTally) {
  const report: CloverReport = {
    source,
    tally,
    files: 0,
    lines: 0,
    now: undefined,
    project: undefined,
    sums: noNumbers(),
    hasFileMetrics: true,
  };
  await eachElement(source, { open: (element) => open(report, element), close: (name) => close(report, name) });
  checkTotals(report);
  if (report.lines === 0) tally.doubts.add('the report has no line in it');
  const counted = new Set<Metric>(report.hasFileMetrics ? ['lines', 'statements', 'functions', 'branches'] : ['lines']);
  return { facts: factsOf(report), counted };
}

function noNumbers(): Numbers {
  const none = () => ({ covered: 0, total: 0 });
  return { statements: none(), methods: none(), conditionals: none(), elements: none() };
}

function open(report: CloverReport, element: XmlElement): boolean {
  const { now, tally, source } = report;
  switch (element.name) {
    case 'file': {
      const path = element.get('path') || element.get('name');
      if (path === undefined || path === '') throw broken(source, 'A file has no name.');
      report.files += 1;
      report.now = { path: tally.nameOf(path), lines: newLines(), methods: new Map(), metrics: undefined };
      break;
    }
    case 'line':
      if (now !== undefined) takeLine(report, now, element);
      break;
    case 'metrics':
      if (element.parent === 'project') report.project = numbersOf(source, element);
      else if (element.parent === 'file' && now !== undefined) now.metrics = numbersOf(source, element);
      break;
    default:
      break;
  }
  return false;
}

function takeLine(report: CloverReport, now: CloverFile, element: XmlElement): void {
  const number = element.whole('num');
  const count = element.whole('count');
  if (!isLine(number) || (count === undefined && element.get('type') !== 'cond') || Number.isNaN(count)) {
    throw broken(report.source, `A line of ${now.path} has no number, or does not say how often it was hit.`);
  }
  const isHit = (count ?? (element.whole('truecount') ?? 0) + (element.whole('falsecount') ?? 0)) > 0;
  if (element.get('type') === 'method') mark(now.methods, `${number}|${element.get('name') ?? ''}`, isHit);
  else {
    markLine(now.lines, number, isHit);
    report.lines += 1;
  }
}

function numbersOf(source: Source, element: XmlElement): Numbers {
  const numbers = noNumbers();
  for (const kind of kinds) {
    const total = element.whole(kind) ?? 0;
    const covered = element.whole(`covered${kind}`) ?? 0;
    if (Number.isNaN(total + covered)) throw broken(source, `The number of ${kind} is none.`);
    if (covered > total) throw broken(source, `${covered} of only ${total} ${kind} are covered.`);
    numbers[kind] = { covered, total };
  }
  return numbers;
}

function close(report: CloverReport, name: string): void {
  const { now, tally, source, sums } = report;
  if (name !== 'file' || now === undefined) return;
  report.now = undefined;
  const { path, lines, methods, metrics } = now;
  if (metrics === undefined) report.hasFileMetrics = false;
  else {
    for (const kind of kinds) {
      sums[kind].covered += metrics[kind].covered;
      sums[kind].total += metrics[kind].total;
      if (metrics[kind].total > mostStated) throw broken(source, `${path} has more ${kind} than anybody writes.`);
    }
    checkFile(tally, now, metrics);
  }
  const { statements, methods: functions, conditionals } = metrics ?? noNumbers();
  const flaw = addFile(tally, {
    path,
    format: 'clover',
    lines,
    statements: marksOf(statements, 's'),
    functions: methods.size === functions.total ? methods : marksOf(functions, 'f'),
    branches: marksOf(conditionals, 'c'),
  });
  if (flaw !== undefined) throw broken(source, `${flaw}.`);
}

/** A line may have several statements, never the other way round. */
function checkFile(tally: CoverageTally, { path, lines }: CloverFile, { statements, conditionals }: Numbers): void {
  const { covered, total } = countOfLines(lines);
  const most = statements.total + conditionals.total;
  if (total > most) tally.doubts.add(`${path} lists ${total} lines, and states only ${most} statements`);
  else if (total === statements.total && covered !== statements.covered) {
    tally.doubts.add(`${path} lists ${covered} of ${total} lines as hit, and states ${statements.covered}`);
  }
}

function checkTotals({ project, sums, tally, hasFileMetrics }: CloverReport): void {
  if (project === undefined) {
    tally.doubts.add('the report has no metrics of its project');
    return;
  }
  if (!hasFileMetrics) return;
  // The elements are the sum of the others, which not every tool states of its files.
  for (const kind of ['statements', 'methods', 'conditionals'] as const) {
    const [stated, sum] = [project[kind], sums[kind]];
    if (stated.total === sum.total && stated.covered === sum.covered) continue;
    tally.doubts.add(
      `the report states ${stated.covered} of ${stated.total} ${kind}, and its files ${sum.covered} of ${sum.total}`,
    );
  }
}

function factsOf({ project, sums, files }: CloverReport) {
  const numbers = project ?? sums;
  const fact = (kind: (typeof kinds)[number]) => [numbers[kind].covered, numbers[kind].total, percentOf(numbers[kind])];
  return {
    statements: fact('statements'),
    methods: fact('methods'),
    conditionals: fact('conditionals'),
    elements: fact('elements'),
    files,
  };
}

function broken(source: Source, message: string) {
  return wrong(source.name, {
    code: 'clover.broken',
    message,
    remedy: 'Let the coverage tool write the report again, unedited.',
  });
}
