import { caseOf, isBad, type JunitCase, noteResult } from './junit-case.ts';
import { addCase, beginSuite, endSuite, type JunitSuite } from './junit-suite.ts';
import type { Source } from './source.ts';
import { addTest, addUnseen, closeReport, type TestTally } from './test-tally.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

/** As far as this report goes. */
interface JunitReport {
  readonly tally: TestTally;
  readonly open: JunitSuite[];
  root: string;
  suites: number;
  now: JunitCase | undefined;
  /** The element of a suite, outside of its tests, that says that something failed. */
  outside: { readonly name: string; message: string } | undefined;
  /** What the innermost suites state, added up. */
  readonly stated: { tests: number; failures: number; errors: number; skipped: number };
}

/**
 * Adds a JUnit report, in whatever dialect: suites in suites or none, results of suites, reruns. Tests are counted one by one, and
 * what suites state of themselves counts where it is worse.
 */
export async function addJunit(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const stated = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const report: JunitReport = { tally, open: [], root: '', suites: 0, now: undefined, outside: undefined, stated };
  await eachElement(source, {
    open: (element) => open(report, element),
    close: (name, text) => close(report, name, text),
  });
  closeReport(tally, before.tests);
  const { counts } = tally;
  return {
    root: report.root,
    suites: report.suites,
    testcases: counts.tests - before.tests,
    passed: counts.passed - before.passed,
    failed: counts.failed - before.failed,
    errored: counts.errored - before.errored,
    skipped: counts.skipped - before.skipped,
    flaky: counts.flaky - before.flaky,
    attr_leaf_sum: stated,
  };
}

function open(report: JunitReport, element: XmlElement): boolean {
  const { tally, now } = report;
  const { name } = element;
  if (report.root === '') report.root = name;
  if (name === 'testsuite' || name === 'testsuites') {
    if (now !== undefined) tally.doubts.add('a suite stands inside of a test');
    if (name === 'testsuite') report.suites += 1;
    report.open.push(beginSuite(element));
    return false;
  }
  if (name === 'testcase') {
    if (now !== undefined) tally.doubts.add('a test stands inside of a test');
    report.now = caseOf(element, tally.wanted.length > 0);
    return false;
  }
  if (now !== undefined) return noteResult(now, element);
  if ((name !== 'failure' && name !== 'error') || !element.parent.startsWith('testsuite')) return false;
  report.outside = { name, message: element.get('message') ?? '' };
  return true;
}

function close(report: JunitReport, name: string, text: string): void {
  const { now, outside, tally } = report;
  const suite = report.open.at(-1);
  if (name === 'testsuite' || name === 'testsuites') closeSuite(report);
  else if (now !== undefined) {
    now.message ||= text;
    if (name === 'testcase') closeCase(report, now);
  } else if (name === outside?.name) {
    report.outside = undefined;
    if (suite !== undefined) suite.bad += 1;
    addUnseen(tally, 1, { name: `${suite?.name || 'the report'} failed outside of its tests`, message: outside.message || text });
  }
}

function closeCase(report: JunitReport, now: JunitCase): void {
  const { tally, open: around } = report;
  const { outcome, isFlaky, className, file } = now;
  report.now = undefined;
  const suite = around.at(-1);
  if (suite !== undefined) addCase(suite, now.bad || (isBad(outcome) ? 1 : 0), outcome === 'skipped');
  addTest(tally, {
    outcome,
    isFlaky,
    about: () => ({
      name: now.name,
      suite: className || (suite?.name ?? ''),
      file: file || (suite?.file ?? ''),
      message: now.message,
    }),
    places: () => [...around.flatMap((each) => [each.name, each.file]), className, file].filter((place) => place !== ''),
  });
}

function closeSuite({ open: around, tally, stated }: JunitReport): void {
  const suite = around.pop();
  if (suite === undefined) return;
  const { unseen, unseenSkipped, doubt } = endSuite(suite, around.at(-1));
  if (doubt !== undefined) tally.doubts.add(doubt);
  if (unseen > 0)
    addUnseen(tally, unseen, { name: `${suite.name || 'the report'} states ${unseen} failures that no test shows` });
  tally.unseenSkipped += unseenSkipped;
  if (around.length === 0) {
    tally.uncounted += suite.cases - suite.counted;
    tally.seconds += suite.seconds || suite.secondsInside;
  }
  if (!suite.isSuite || suite.hasSuites) return;
  for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) stated[key] += suite.stated[key] || 0;
}
