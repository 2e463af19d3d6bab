import { type Count, type Metric, percentOf } from './coverage-count.ts';
import { addFile, type CoverageTally, marksOf } from './coverage-tally.ts';
import { isLine, type LineStates, markLine, newLines } from './line-states.ts';
import type { Marks } from './marks.ts';
import { type Source, wrong } from './source.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

interface JacocoFile {
  readonly lines: LineStates;
  readonly branches: Marks;
  readonly functions: Marks;
}

interface JacocoReport {
  readonly source: Source;
  readonly tally: CoverageTally;
  name: string | null;
  groups: number;
  packages: number;
  readonly around: string[];
  /** The files of the package that is being read. */
  readonly files: Map<string, JacocoFile>;
  /** The source file of the class or lines that are being read. */
  file: string;
  className: string;
  method: string;
  readonly counters: Map<string, Count>;
  readonly sums: { readonly LINE: Sum; readonly BRANCH: Sum; readonly METHOD: Sum };
}

type Sum = { covered: number; total: number };

/** Adds a report of JaCoCo: lines and branches by their source files, methods by their classes; the counters of the whole are checked. */
export async function addJacoco(source: Source, tally: CoverageTally) {
  const sum = (): Sum => ({ covered: 0, total: 0 });
  const report: JacocoReport = {
    source,
    tally,
    name: null,
    groups: 0,
    packages: 0,
    around: [],
    files: new Map(),
    file: '',
    className: '',
    method: '',
    counters: new Map(),
    sums: { LINE: sum(), BRANCH: sum(), METHOD: sum() },
  };
  await eachElement(source, { open: (element) => open(report, element), close: (name) => close(report, name) });
  check(report);
  const counted = new Set<Metric>(report.sums.LINE.total > 0 ? ['lines', 'branches'] : []);
  if (report.sums.METHOD.total > 0) counted.add('functions');
  const counters = [...report.counters].map(([type, count]) => [type, [count.covered, count.total, percentOf(count)]] as const);
  const { name, groups, packages } = report;
  return { facts: { report: name, groups, packages, counters: Object.fromEntries(counters) }, counted };
}

function open(report: JacocoReport, element: XmlElement): boolean {
  const { name, parent } = element;
  switch (name) {
    case 'report':
      report.name = element.get('name') ?? null;
      break;
    case 'group':
    case 'package':
      if (name === 'group') report.groups += 1;
      else report.packages += 1;
      report.around.push(element.get('name') ?? '');
      break;
    case 'class':
      report.className = element.get('name') ?? '';
      report.file = element.get('sourcefilename') ?? `${report.className.split('/').at(-1)}.class`;
      break;
    case 'sourcefile':
      report.file = element.get('name') ?? '';
      break;
    case 'method':
      report.method = `${report.className}|${element.get('name') ?? ''}|${element.get('desc') ?? ''}`;
      break;
    case 'line':
      if (parent === 'sourcefile') takeLine(report, element);
      break;
    case 'counter':
      takeCounter(report, element);
      break;
    default:
      break;
  }
  return false;
}

function fileNow({ files, file }: JacocoReport): JacocoFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const made: JacocoFile = { lines: newLines(), branches: new Map(), functions: new Map() };
  files.set(file, made);
  return made;
}

function takeLine(report: JacocoReport, element: XmlElement): void {
  const number = element.whole('nr');
  const [missed, covered, missedBranches = 0, coveredBranches = 0] = ['mi', 'ci', 'mb', 'cb'].map((name) => element.whole(name));
  const isRight = missed !== undefined && covered !== undefined && missedBranches + coveredBranches <= 100_000;
  if (!isLine(number) || !isRight || Number.isNaN(missed + covered)) {
    throw broken(report.source, `A line of ${report.file} has no number, or does not say what was hit.`);
  }
  const file = fileNow(report);
  const { LINE, BRANCH } = report.sums;
  const isHit = covered > 0;
  LINE.total += 1;
  if (isHit) LINE.covered += 1;
  BRANCH.total += missedBranches + coveredBranches;
  BRANCH.covered += coveredBranches;
  markLine(file.lines, number, isHit);
  marksOf({ covered: coveredBranches, total: missedBranches + coveredBranches }, String(number), file.branches);
}

function takeCounter(report: JacocoReport, element: XmlElement): void {
  const type = element.get('type') ?? '';
  const covered = element.whole('covered') ?? Number.NaN;
  const total = covered + (element.whole('missed') ?? Number.NaN);
  if (Number.isNaN(total)) throw broken(report.source, `A counter of the type ${type} is no number.`);
  if (element.parent === 'report' && report.counters.size < 20) report.counters.set(type, { covered, total });
  if (element.parent !== 'method' || type !== 'METHOD') return;
  report.sums.METHOD.total += total;
  report.sums.METHOD.covered += covered;
  fileNow(report).functions.set(report.method, covered > 0);
}

function close(report: JacocoReport, name: string): void {
  if (name === 'package') {
    const folder = report.around.filter((part) => part !== '').join('/');
    for (const [file, { lines, branches, functions }] of report.files) {
      const path = report.tally.nameOf(folder === '' ? file : `${folder}/${file}`);
      const flaw = addFile(report.tally, { path, format: 'jacoco', lines, branches, functions });
      if (flaw !== undefined) throw broken(report.source, `${flaw}.`);
    }
    report.files.clear();
  }
  if (name === 'package' || name === 'group') report.around.pop();
}

/** What the report counts as a whole must be what its parts make. */
function check({ counters, sums, tally }: JacocoReport): void {
  if (counters.size === 0) tally.doubts.add('the report has no counters: nothing was measured');
  for (const [type, name] of [
    ['LINE', 'lines'],
    ['BRANCH', 'branches'],
    ['METHOD', 'methods'],
  ] as const) {
    const stated = counters.get(type) ?? { covered: 0, total: 0 };
    const { covered, total } = sums[type];
    if (stated.covered === covered && stated.total === total) continue;
    tally.doubts.add(`the report counts ${stated.covered} of ${stated.total} ${name}, and lists ${covered} of ${total}`);
  }
}

function broken(source: Source, message: string) {
  return wrong(source.name, { code: 'jacoco.broken', message, remedy: 'Let JaCoCo write the report again, unedited.' });
}
