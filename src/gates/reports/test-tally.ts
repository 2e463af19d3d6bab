import { type Doubts, newDoubts } from './doubts.ts';

export type Outcome = 'passed' | 'failed' | 'errored' | 'skipped';

export interface TestCounts {
  tests: number;
  passed: number;
  failed: number;
  errored: number;
  skipped: number;
  /** Of the passed: those that failed before, in the same run. */
  flaky: number;
}

/** A test, or something outside of all tests, that people want named. */
export interface NamedTest {
  readonly name: string;
  readonly suite?: string;
  readonly file?: string;
  /** What it said, cut. */
  readonly message?: string;
}

export interface TestResult {
  readonly outcome: Outcome;
  readonly isFlaky?: boolean;
  readonly seconds?: number;
  /** Asked only of what is to be named: nearly all of a large report is not. */
  about(): NamedTest;
  /** By which names a wanted suite can be told: of suites, classes and files around the test. Asked only when some are wanted. */
  places(): readonly string[];
}

/** A part of the tests that must have run: told by names, as `matches` says. */
export interface WantedSuite {
  readonly name: string;
  matches(place: string): boolean;
}

/** What the reports of a run say together. */
export interface TestTally {
  readonly counts: TestCounts;
  readonly suites: ReadonlyMap<string, TestCounts>;
  /** Failures that no test shows: of a suite, or only stated in numbers. */
  unseen: number;
  /** Skipped tests that are only stated in numbers, and listed tests that the numbers of their suites do not have. */
  unseenSkipped: number;
  uncounted: number;
  seconds: number;
  readonly failures: NamedTest[];
  readonly flaky: NamedTest[];
  readonly doubts: Doubts;
  readonly wanted: readonly WantedSuite[];
  readonly known: Map<string, readonly string[]>;
}

/** Enough to see what is wrong; the counts are of all. */
const mostNamed = 100;
const mostKnown = 10_000;
const longestText = 300;

export function newCounts(): TestCounts {
  return { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 };
}

export function newTestTally(wanted: readonly WantedSuite[] = []): TestTally {
  return {
    counts: newCounts(),
    suites: new Map(wanted.map(({ name }) => [name, newCounts()])),
    unseen: 0,
    unseenSkipped: 0,
    uncounted: 0,
    seconds: 0,
    failures: [],
    flaky: [],
    doubts: newDoubts(),
    wanted,
    known: new Map(),
  };
}

export function addTest(tally: TestTally, result: TestResult): void {
  const { outcome, isFlaky = false, seconds = 0 } = result;
  count(tally.counts, outcome, isFlaky);
  if (seconds > 0 && Number.isFinite(seconds)) tally.seconds += seconds;
  if (outcome === 'failed' || outcome === 'errored') keep(tally.failures, result);
  else if (isFlaky) keep(tally.flaky, result);
  if (tally.wanted.length === 0) return;
  // A suite may be of everything in a report, also of what has no name.
  const names = new Set(['', ...result.places()].flatMap((place) => suitesAt(tally, place)));
  for (const name of names) {
    const counts = tally.suites.get(name);
    if (counts !== undefined) count(counts, outcome, isFlaky);
  }
}

/** Something failed that is no test, so that a report whose tests all pass does not. */
export function addUnseen(tally: TestTally, amount: number, about: NamedTest): void {
  tally.unseen += amount;
  keep(tally.failures, { about: () => about });
}

function count(counts: TestCounts, outcome: Outcome, isFlaky: boolean): void {
  counts.tests += 1;
  counts[outcome] += 1;
  if (isFlaky && outcome === 'passed') counts.flaky += 1;
}

function keep(list: NamedTest[], { about }: Pick<TestResult, 'about'>): void {
  if (list.length === mostNamed) return;
  const { name, suite, file, message } = about();
  list.push({
    name: short(name) || 'a test without a name',
    ...(suite !== undefined && suite !== '' && { suite: short(suite) }),
    ...(file !== undefined && file !== '' && { file: short(file) }),
    ...(message !== undefined && message.trim() !== '' && { message: short(message) }),
  });
}

function short(text: string): string {
  const line = text
    .slice(0, longestText * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > longestText ? `${line.slice(0, longestText)}...` : line;
}

/** The same few places come again and again. */
function suitesAt({ wanted, known }: TestTally, place: string): readonly string[] {
  const found = known.get(place);
  if (found !== undefined) return found;
  const names = wanted.filter((suite) => suite.matches(place)).map(({ name }) => name);
  if (known.size === mostKnown) known.clear();
  known.set(place, names);
  return names;
}

/** What every reader of tests says at its end: a report without a test proves nothing. */
export function closeReport(tally: TestTally, before: number): void {
  if (tally.counts.tests === before) tally.doubts.add('a report has no test in it');
}

/** What a report states of itself in numbers. */
export interface StatedTests {
  readonly tests?: number | undefined;
  readonly bad: number;
  readonly skipped: number;
}

/** Compares what a whole report states with what it shows since `before`, and lets the worse of both count. */
export function reconcile(tally: TestTally, before: TestCounts, stated: StatedTests): void {
  const { counts } = tally;
  const tests = counts.tests - before.tests;
  const bad = counts.failed + counts.errored - before.failed - before.errored;
  const skipped = counts.skipped - before.skipped;
  if (Object.values(stated).some((value) => value !== undefined && !(Number.isSafeInteger(value) && value >= 0))) {
    tally.doubts.add('the report states numbers that are none');
    return;
  }
  if (stated.tests !== undefined && stated.tests > tests) {
    tally.doubts.add(`the report states ${stated.tests} tests and has ${tests}`);
  }
  if (stated.tests !== undefined && stated.tests < tests) tally.uncounted += tests - stated.tests;
  if (stated.skipped > skipped) tally.unseenSkipped += stated.skipped - skipped;
  const unseen = stated.bad - bad;
  if (unseen > 0) addUnseen(tally, unseen, { name: `the report states ${unseen} failures that no test shows` });
}

/** Several reports are one run. */
export function mergeTests(total: TestTally, more: TestTally): void {
  addCounts(total.counts, more.counts);
  for (const [name, counts] of more.suites) {
    const sum = total.suites.get(name);
    if (sum !== undefined) addCounts(sum, counts);
  }
  total.unseen += more.unseen;
  total.unseenSkipped += more.unseenSkipped;
  total.uncounted += more.uncounted;
  total.seconds += more.seconds;
  total.failures.push(...more.failures.slice(0, mostNamed - total.failures.length));
  total.flaky.push(...more.flaky.slice(0, mostNamed - total.flaky.length));
  for (const doubt of more.doubts.list()) total.doubts.add(doubt);
}

function addCounts(sum: TestCounts, more: TestCounts): void {
  for (const key of ['tests', 'passed', 'failed', 'errored', 'skipped', 'flaky'] as const) sum[key] += more[key];
}

/** The counts of one report as facts, for formats that have no words of their own. */
export function factsSince({ counts }: TestTally, before: TestCounts) {
  return {
    tests: counts.tests - before.tests,
    passed: counts.passed - before.passed,
    failed: counts.failed - before.failed,
    errored: counts.errored - before.errored,
    skipped: counts.skipped - before.skipped,
    flaky: counts.flaky - before.flaky,
  };
}
