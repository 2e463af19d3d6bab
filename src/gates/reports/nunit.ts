import type { Source } from './source.ts';
import { addTest, addUnseen, closeReport, factsSince, type Outcome, reconcile, type TestTally } from './test-tally.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

const byResult: Readonly<Record<string, Outcome>> = {
  passed: 'passed',
  success: 'passed',
  warning: 'passed',
  failed: 'failed',
  failure: 'failed',
  error: 'errored',
  cancelled: 'errored',
  invalid: 'errored',
  notrunnable: 'errored',
  skipped: 'skipped',
  ignored: 'skipped',
  explicit: 'skipped',
  inconclusive: 'skipped',
};

interface NunitCase {
  readonly name: string;
  readonly className: string;
  readonly outcome: Outcome;
  message: string;
}

/** A suite on its way, or the run as a whole. */
interface NunitSuite {
  readonly name: string;
  readonly isByChild: boolean;
  readonly isBad: boolean;
  /** Something in it is shown to be bad. */
  hasBad: boolean;
}

interface NunitReport {
  readonly tally: TestTally;
  readonly suites: NunitSuite[];
  now: NunitCase | undefined;
  stated: { readonly tests?: number | undefined; readonly bad: number; readonly skipped: number };
  shape: string;
}

/** Adds a report of NUnit, of version 2 (`test-results`) or 3 (`test-run`). */
export async function addNunit(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const report: NunitReport = { tally, suites: [], now: undefined, stated: { bad: 0, skipped: 0 }, shape: '' };
  await eachElement(source, {
    open: (element) => open(report, element),
    close: (name, text) => close(report, name, text),
  });
  reconcile(tally, before, report.stated);
  closeReport(tally, before.tests);
  return { shape: report.shape, ...factsSince(tally, before) };
}

function open(report: NunitReport, element: XmlElement): boolean {
  const { suites, now, tally } = report;
  const suite = suites.at(-1);
  switch (element.name) {
    case 'test-run':
    case 'test-results':
      report.shape = element.name;
      report.stated = statedBy(element);
      suites.push(suiteOf(element));
      return false;
    case 'test-suite':
      suites.push(suiteOf(element));
      return false;
    case 'test-case':
      if (now !== undefined) tally.doubts.add('a test stands inside of a test');
      report.now = caseOf(element, tally);
      return false;
    case 'failure':
      if (now === undefined && element.parent === 'test-suite' && suite?.isByChild === false) failOutside(tally, suite);
      return false;
    default:
      return element.name === 'message' && now !== undefined;
  }
}

function suiteOf(element: XmlElement): NunitSuite {
  const [said = ''] = (element.get('result') ?? (element.get('success')?.toLowerCase() === 'false' ? 'failed' : '')).split('(');
  return {
    name: element.get('fullname') ?? element.get('name') ?? 'the run as a whole',
    isByChild: isByChild(element),
    isBad: isBad(byResult[said.trim().toLowerCase()]),
    hasBad: false,
  };
}

function isBad(outcome: Outcome | undefined): boolean {
  return outcome === 'failed' || outcome === 'errored';
}

function failOutside(tally: TestTally, suite: NunitSuite): void {
  suite.hasBad = true;
  addUnseen(tally, 1, { name: `${suite.name} failed outside of its tests` });
}

/** What cleans up behind the last test may fail, and only the suite says so. */
function closeSuite({ suites, tally }: NunitReport): void {
  const suite = suites.pop();
  const around = suites.at(-1);
  if (suite === undefined) return;
  if (suite.isBad && !suite.hasBad) failOutside(tally, suite);
  if (around !== undefined && suite.hasBad) around.hasBad = true;
}

/** Version 3 says where it failed; version 2 does not, and has a message only where it was the suite itself. */
function isByChild(element: XmlElement): boolean {
  return element.get('site') === 'Child' || element.get('result') !== 'Failed';
}

function statedBy(element: XmlElement) {
  const sum = (...names: readonly string[]) => names.reduce((all, name) => all + (element.whole(name) ?? 0), 0);
  // The total of version 2 leaves out what did not run.
  if (element.name === 'test-results') return { bad: sum('errors', 'failures', 'invalid'), skipped: sum('not-run') };
  return { tests: element.whole('total'), bad: sum('failed'), skipped: sum('skipped', 'inconclusive') };
}

function caseOf(element: XmlElement, tally: TestTally): NunitCase {
  const said = [element.get('label'), element.get('result')].map((word) => word?.toLowerCase() ?? '');
  const outcome = said.map((word) => byResult[word]).find((each) => each !== undefined);
  const byFlags = element.get('success')?.toLowerCase() === 'false' ? 'failed' : undefined;
  const isIdle = element.get('executed')?.toLowerCase() === 'false';
  if (outcome === undefined && byFlags === undefined && !isIdle) tally.doubts.add('a test does not say how it ended');
  return {
    name: element.get('fullname') ?? element.get('name') ?? '',
    className: element.get('classname') ?? '',
    outcome: (byFlags === 'failed' && outcome !== 'errored' ? 'failed' : outcome) ?? (isIdle ? 'skipped' : 'errored'),
    message: '',
  };
}

function close(report: NunitReport, name: string, text: string): void {
  const { now, suites, tally } = report;
  if (name === 'test-suite' || name === report.shape) closeSuite(report);
  if (now === undefined) return;
  now.message ||= text;
  if (name !== 'test-case') return;
  report.now = undefined;
  const around = suites.at(-1);
  if (around !== undefined && isBad(now.outcome)) around.hasBad = true;
  const places = [...suites.map((suite) => suite.name), now.className, now.name].filter((place) => place !== '');
  addTest(tally, {
    outcome: now.outcome,
    about: () => ({ name: now.name, suite: now.className, message: now.message }),
    places: () => places,
  });
}
