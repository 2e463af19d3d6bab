import { type Count, type Metric } from './coverage-count.ts';
import { addFile, type CoverageTally, marksOf } from './coverage-tally.ts';
import { isLine, type LineStates, markLine, newLines } from './line-states.ts';
import { type Marks, mark } from './marks.ts';
import { countOfAll } from './packed-lines.ts';
import { type Source, wrong } from './source.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

/** A class on its way. Several may be of one file. */
interface CoberturaClass {
  readonly path: string;
  readonly name: string;
  readonly lines: LineStates;
  readonly branches: Marks;
  readonly functions: Marks;
  method: { readonly key: string; isHit: boolean; hasLines: boolean } | undefined;
}

interface CoberturaReport {
  readonly source: Source;
  readonly tally: CoverageTally;
  readonly roots: string[];
  packages: number;
  classes: number;
  now: CoberturaClass | undefined;
  root: { readonly [attribute: string]: string | undefined };
  /** Of all lines: by class, by method, and both, because tools state one or the other. */
  readonly byClass: Sum;
  readonly byMethod: Sum;
  readonly branches: Sum;
  methods: number;
}

type Sum = { covered: number; total: number };

const rootAttributes = ['line-rate', 'branch-rate', 'lines-covered', 'lines-valid', 'branches-covered', 'branches-valid'];
const conditions = /\((\d{1,6})\/(\d{1,6})\)/;

/** Adds a report of cobertura, as coverage.py, gcovr, coverlet, istanbul, PHPUnit and others write it. Lines count, rates are checked. */
export async function addCobertura(source: Source, tally: CoverageTally) {
  const sum = (): Sum => ({ covered: 0, total: 0 });
  const report: CoberturaReport = {
    source,
    tally,
    roots: [],
    packages: 0,
    classes: 0,
    now: undefined,
    root: {},
    byClass: sum(),
    byMethod: sum(),
    branches: sum(),
    methods: 0,
  };
  await eachElement(source, {
    open: (element) => open(report, element),
    close: (name, text) => close(report, name, text),
  });
  const union = countOfAll(tally.lines);
  checkLines(report, union);
  if (report.byClass.total === 0) tally.doubts.add('the report has no line in it');
  return { facts: factsOf(report, union), counted: countedBy(report) };
}

function open(report: CoberturaReport, element: XmlElement): boolean {
  const { now } = report;
  switch (element.name) {
    case 'coverage':
      report.root = Object.fromEntries(rootAttributes.map((name) => [name, element.get(name)]));
      return false;
    case 'source':
      return true;
    case 'package':
      report.packages += 1;
      return false;
    case 'class':
      report.classes += 1;
      report.now = beginClass(report, element);
      return false;
    case 'method':
      if (now !== undefined) {
        report.methods += 1;
        const key = `${now.name}|${element.get('name') ?? ''}|${element.get('signature') ?? ''}`;
        const rate = Number(element.get('line-rate') ?? element.get('hits') ?? 0);
        now.method = { key, isHit: rate > 0, hasLines: false };
      }
      return false;
    case 'line':
      if (now !== undefined) takeLine(report, now, element);
      return false;
    default:
      return false;
  }
}

function beginClass({ tally, roots }: CoberturaReport, element: XmlElement): CoberturaClass {
  const name = element.get('name') ?? '';
  const file = element.get('filename') || name || 'a file without a name';
  return {
    path: tally.nameOf(file, roots),
    name,
    lines: newLines(),
    branches: new Map(),
    functions: new Map(),
    method: undefined,
  };
}

function takeLine({ source, byClass, byMethod, branches }: CoberturaReport, now: CoberturaClass, element: XmlElement): void {
  const number = element.whole('number');
  const hits = element.whole('hits') ?? Number.NaN;
  const isHit = Number.isNaN(hits) ? Number(element.get('hits') ?? Number.NaN) > 0 : hits > 0;
  // Some tools give 0 to what the compiler made.
  if ((!isLine(number) && number !== 0) || !/^-?\d/.test(element.get('hits') ?? '')) {
    throw wrong(source.name, {
      code: 'cobertura.line',
      message: `A line of ${now.path} has no number, or does not say how often it was hit.`,
      remedy: 'Let the coverage tool write the report again, unedited.',
    });
  }
  const sum = now.method === undefined ? byClass : byMethod;
  sum.total += 1;
  if (isHit) sum.covered += 1;
  if (now.method !== undefined) {
    if (!now.method.hasLines) now.method.isHit = false;
    now.method.hasLines = true;
    now.method.isHit ||= isHit;
    return;
  }
  markLine(now.lines, number, isHit);
  const [, covered, total] = conditions.exec(element.get('condition-coverage') ?? '') ?? [];
  if (covered === undefined || total === undefined) return;
  marksOf({ covered: Number(covered), total: Number(total) }, String(number), now.branches);
  branches.covered += Number(covered);
  branches.total += Number(total);
}

function close(report: CoberturaReport, name: string, text: string): void {
  const { now, tally, source } = report;
  if (name === 'source' && text.trim() !== '') report.roots.push(text.trim());
  if (now === undefined) return;
  if (name === 'method' && now.method !== undefined) {
    mark(now.functions, now.method.key, now.method.isHit);
    now.method = undefined;
  }
  if (name !== 'class') return;
  report.now = undefined;
  const flaw = addFile(tally, { ...now, format: 'cobertura' });
  if (flaw !== undefined) {
    throw wrong(source.name, {
      code: 'report.too-much',
      message: `${flaw}.`,
      remedy: 'Let the tool write one report for each part.',
    });
  }
}

/** A report that states what neither its classes, nor its files, nor its methods make is not believed. */
function checkLines({ root, tally, byClass, byMethod }: CoberturaReport, union: Count): void {
  const sums = [byClass, union, byMethod, { covered: byClass.covered + byMethod.covered, total: byClass.total + byMethod.total }];
  const covered = root['lines-covered'];
  const total = root['lines-valid'];
  const said = `${byClass.covered} of ${byClass.total}`;
  if (covered !== undefined && total !== undefined) {
    if (sums.some((sum) => String(sum.covered) === covered && String(sum.total) === total)) return;
    tally.doubts.add(`the report states ${covered} of ${total} lines, and lists ${said}`);
    return;
  }
  const rate = root['line-rate'];
  if (rate === undefined || sums.some((sum) => sum.total > 0 && isRate(rate, sum))) return;
  tally.doubts.add(`the report states a line rate of ${rate}, and lists ${said} lines`);
}

/** As many digits as are stated must be right, rounded or cut. */
function isRate(stated: string, { covered, total }: Count): boolean {
  const digits = Math.min(6, stated.split('.')[1]?.length ?? 0);
  const step = 10 ** -digits;
  return Math.abs(Number(stated) - covered / total) < step;
}

/** Branches that are stated and not listed, or the other way round, are not counted: a limit on them then cannot be told. */
function countedBy({ root, branches, methods }: CoberturaReport): Set<Metric> {
  const counted = new Set<Metric>(['lines']);
  const stated = root['branches-valid'];
  if (branches.total > 0 ? stated === undefined || Number(stated) > 0 : stated === '0') counted.add('branches');
  if (methods > 0) counted.add('functions');
  return counted;
}

function factsOf({ root, packages, classes, branches }: CoberturaReport, union: Count) {
  const rate = (name: string) => (root[name] === undefined || Number.isNaN(Number(root[name])) ? null : Number(root[name]));
  return {
    attr_line_rate: rate('line-rate'),
    attr_lines: `${root['lines-covered'] ?? 'None'}/${root['lines-valid'] ?? 'None'}`,
    attr_branch_rate: rate('branch-rate'),
    class_lines_covered: union.covered,
    class_lines_total: union.total,
    class_line_pct: union.total === 0 ? null : Math.round((union.covered / union.total) * 10_000) / 100,
    branches_covered: branches.covered,
    branches_total: branches.total,
    packages,
    classes,
  };
}
