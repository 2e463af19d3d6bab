import { eachLine } from './lines.ts';
import { type Source, wrong } from './source.ts';
import { addTest, addUnseen, closeReport, factsSince, type Outcome, type TestTally } from './test-tally.ts';

/** The tests of one depth: a subtest is indented, and the point behind it sums it up. */
interface TapLevel {
  readonly indent: number;
  points: number;
  bad: number;
  plan: number | undefined;
}

interface TapReport {
  readonly source: Source;
  readonly tally: TestTally;
  readonly levels: TapLevel[];
  /** The subtest that has just ended, until the point that sums it up. */
  inside: { readonly indent: number; readonly points: number; readonly bad: number } | undefined;
  /** How far a block of YAML is indented; less than 0 outside of one. */
  yaml: number;
  line: number;
}

const point = /^(not )?ok\b(?:\s+(\d{1,9}))?\s*(?:-\s*)?(.*)$/;
const plan = /^(\d{1,9})\.\.(\d{1,9})\s*(?:#\s*(.*))?$/;
/** Behind a space: a sharp inside of a word, as in an address, is a part of the name. */
const directive = /(?:^|\s)#\s*(skip|todo)\b/i;
const bailOut = /^bail out!/i;

/** Adds a report in the Test Anything Protocol, of version 12 to 14. Each depth must have as many tests as its plan says. */
export async function addTap(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const report: TapReport = { source, tally, levels: [newLevel(0)], inside: undefined, yaml: -1, line: 0 };
  const utf8 = new TextDecoder();
  await eachLine(source, (bytes, from, to) => {
    report.line += 1;
    readLine(report, utf8.decode(bytes.subarray(from, to)));
  });
  if (report.yaml >= 0) throw broken(report, 'The report ends inside of a block of YAML.');
  while (report.levels.length > 0) endLevel(report);
  closeReport(tally, before.tests);
  return factsSince(tally, before);
}

function newLevel(indent: number): TapLevel {
  return { indent, points: 0, bad: 0, plan: undefined };
}

function readLine(report: TapReport, whole: string): void {
  const text = whole.trimStart();
  const indent = whole.length - text.length;
  if (report.yaml >= 0) {
    if (text.trimEnd() === '...' && indent === report.yaml) report.yaml = -1;
    return;
  }
  if (text === '') return;
  if (text.trimEnd() === '---') {
    report.yaml = indent;
    return;
  }
  const said = point.exec(text.trimEnd());
  const planned = plan.exec(text.trimEnd());
  if (bailOut.test(text)) addUnseen(report.tally, 1, { name: 'the tests bailed out', message: text.slice(9) });
  else if (planned !== null) notePlan(report, levelAt(report, indent), planned);
  else if (said !== null) notePoint(report, levelAt(report, indent), said);
}

/** The level of so much indentation; deeper ones end with it. */
function levelAt(report: TapReport, indent: number): TapLevel {
  const { levels } = report;
  while ((levels.at(-1)?.indent ?? 0) > indent) endLevel(report);
  const last = levels.at(-1);
  if (last !== undefined && last.indent === indent) return last;
  if (levels.length === 100) throw broken(report, 'Subtests are nested more than 100 deep.');
  if (report.inside !== undefined) report.tally.doubts.add('a subtest is not summed up');
  report.inside = undefined;
  const level = newLevel(indent);
  levels.push(level);
  return level;
}

function endLevel(report: TapReport): void {
  const level = report.levels.pop();
  if (level === undefined) return;
  const { points, bad, plan: planned, indent } = level;
  if (report.inside !== undefined && report.inside.indent > indent) report.tally.doubts.add('a subtest is not summed up');
  const where = indent === 0 ? 'the report' : 'a subtest';
  if (planned === undefined) report.tally.doubts.add(`${where} has no plan: it may have ended early`);
  else if (planned !== points) report.tally.doubts.add(`${where} plans ${planned} tests and has ${points}`);
  report.inside = { indent, points, bad };
}

function notePlan(report: TapReport, level: TapLevel, [, first = '', last = '']: RegExpExecArray): void {
  const amount = Number(last) - Number(first) + 1;
  if (level.plan !== undefined && level.plan !== amount) report.tally.doubts.add('there are two plans');
  if (amount < 0 || (Number(first) === 0 && amount !== 1)) throw broken(report, 'The plan counts backwards.');
  level.plan = Math.max(0, amount);
}

function notePoint(report: TapReport, level: TapLevel, [, not, number, said = '']: RegExpExecArray): void {
  const { tally, inside } = report;
  level.points += 1;
  if (number !== undefined && Number(number) !== level.points) tally.doubts.add(`test ${number} comes as number ${level.points}`);
  const kind = directive.exec(said)?.[1]?.toLowerCase();
  const outcome = outcomeOf(not !== undefined, kind);
  const isBad = outcome === 'failed';
  if (isBad) level.bad += 1;
  report.inside = undefined;
  // A point that sums up a subtest is no test of its own, unless it fails and nothing inside does.
  const sumsUp = inside !== undefined && inside.indent > level.indent && inside.points > 0;
  if (sumsUp && !(isBad && inside.bad === 0)) {
    if (!isBad && inside.bad > 0) level.bad += 1;
    return;
  }
  const name = said.replace(/(?:^|\s+)#\s*(?:skip|todo|time=).*$/i, '').replaceAll('\\#', '#');
  addTest(tally, { outcome, about: () => ({ name: name || `test ${level.points}` }), places: () => [name] });
}

/** What is still to be done may fail, and says nothing where it does not. */
function outcomeOf(isNot: boolean, kind: string | undefined): Outcome {
  if (kind !== undefined) return 'skipped';
  return isNot ? 'failed' : 'passed';
}

function broken({ source, line }: TapReport, message: string) {
  const remedy = 'Let the tool write the report again, and nothing else into the same file.';
  return wrong(source.name, { code: 'tap.broken', message, remedy, line });
}
