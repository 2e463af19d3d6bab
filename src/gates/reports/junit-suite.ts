import type { XmlElement } from './xml-scan.ts';

const numbers = ['tests', 'failures', 'errors', 'skipped', 'disabled'] as const;

/** A suite on its way: what it states of itself, and what was found in it so far, suites inside of it included. */
export interface JunitSuite {
  readonly name: string;
  readonly file: string;
  readonly isSuite: boolean;
  readonly stated: { readonly [N in (typeof numbers)[number]]?: number };
  readonly seconds: number;
  hasSuites: boolean;
  /** Of its own, without those of suites inside. */
  ownCases: number;
  cases: number;
  /** As many of the cases as the numbers of all suites inside admit. */
  counted: number;
  bad: number;
  skipped: number;
  secondsInside: number;
}

export function beginSuite(element: XmlElement): JunitSuite {
  const stated = numbers.flatMap((name) => {
    const value = element.whole(name);
    return value === undefined || element.get(name) === '' ? [] : [[name, value] as const];
  });
  const seconds = Number(element.get('time') ?? 0);
  return {
    name: element.get('name') ?? '',
    file: element.get('file') ?? element.get('filepath') ?? '',
    isSuite: element.name === 'testsuite',
    stated: Object.fromEntries(stated),
    seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 0,
    hasSuites: false,
    ownCases: 0,
    cases: 0,
    counted: 0,
    bad: 0,
    skipped: 0,
    secondsInside: 0,
  };
}

export function addCase(suite: JunitSuite, bad: number, isSkipped: boolean): void {
  suite.ownCases += 1;
  suite.cases += 1;
  suite.counted += 1;
  suite.bad += bad;
  if (isSkipped) suite.skipped += 1;
}

export interface SuiteEnd {
  /** Failures, and skipped tests, that it states and does not show. */
  readonly unseen: number;
  readonly unseenSkipped: number;
  readonly doubt?: string;
}

/** Compares what a suite states with what it shows, takes the worse of both, and hands the sums to the suite around it. */
export function endSuite(suite: JunitSuite, around: JunitSuite | undefined): SuiteEnd {
  const { stated, cases, ownCases } = suite;
  const doubt = doubtOf(suite);
  const unseen = Math.max(0, (stated.failures ?? 0) + (stated.errors ?? 0) - suite.bad) || 0;
  const unseenSkipped = Math.max(0, (stated.skipped ?? 0) + (stated.disabled ?? 0) - suite.skipped) || 0;
  suite.bad += unseen;
  suite.skipped += unseenSkipped;
  // Some suites count only their own tests, some those of suites inside too.
  if (stated.tests !== undefined && stated.tests !== ownCases && stated.tests < cases) {
    suite.counted = Math.min(suite.counted, stated.tests);
  }
  if (around !== undefined) {
    around.cases += cases;
    around.counted += suite.counted;
    around.bad += suite.bad;
    around.skipped += suite.skipped;
    around.secondsInside += suite.seconds || suite.secondsInside;
    if (suite.isSuite) around.hasSuites = true;
  }
  return { unseen, unseenSkipped, ...(doubt !== undefined && { doubt }) };
}

function doubtOf({ name, stated, cases }: JunitSuite): string | undefined {
  const who = name === '' ? 'the report' : name;
  const odd = numbers.find((each) => Number.isNaN(stated[each]));
  if (odd !== undefined) return `${who} states no whole number of ${odd}`;
  const { tests = 0 } = stated;
  return tests > cases ? `${who} states ${tests} tests and has ${cases}` : undefined;
}
