import { readJsonLines } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';
import { addTest, addUnseen, closeReport, type Outcome, type TestTally } from './test-tally.ts';

const eventShape = as.object({
  Action: as.text,
  Package: as.text,
  ImportPath: as.text,
  Test: as.text,
  Elapsed: as.number,
  Output: as.text,
});

type Event = NonNullable<(typeof eventShape)['holds']>;

interface GoPackage {
  /** `start` or a test came, and no end of the package yet. */
  isOpen: boolean;
  isBad: boolean;
  /** Tests of it that failed and have not passed since: what they said is not kept. */
  readonly failed: Set<string>;
  /** Tests with subtests, and whether one of those failed. */
  readonly parents: Map<string, boolean>;
}

interface GoReport {
  readonly tally: TestTally;
  readonly packages: Map<string, GoPackage>;
  readonly events: { pass: number; fail: number; skip: number };
  failures: number;
}

const mostFailures = 100_000;
const outcomes: Readonly<Record<string, Outcome>> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** Adds the events that `go test -json` writes. A test that fails and passes later, as when it is run again, is flaky. */
export async function addGoTest(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const report: GoReport = { tally, packages: new Map(), events: { pass: 0, fail: 0, skip: 0 }, failures: 0 };
  await readJsonLines(source, eventShape, (event) => {
    take(report, event);
    if (report.failures > mostFailures) throw tooMany(source);
  });
  for (const [name, one] of report.packages) {
    if (one.isOpen) tally.doubts.add(`the package ${name} did not end`);
    for (const test of one.failed) add(report, { name: test, pkg: name }, 'failed');
    if (one.isBad && one.failed.size === 0) addUnseen(tally, 1, { name: `${name} failed outside of its tests` });
  }
  closeReport(tally, before.tests);
  return { shape: 'go-test-ndjson', ...report.events };
}

function take(
  report: GoReport,
  { Action: action = '', Package: name, ImportPath: built, Test: test, Elapsed: elapsed = 0 }: Event,
): void {
  if (action === 'build-fail') packageOf(report, name ?? built ?? '').isBad = true;
  if (name === undefined) return;
  const one = packageOf(report, name);
  const outcome = Object.hasOwn(outcomes, action) ? outcomes[action] : undefined;
  if (outcome === undefined) {
    if (action === 'start' || action === 'run') one.isOpen = true;
    return;
  }
  if (test === undefined) {
    one.isOpen = false;
    one.isBad = outcome === 'failed';
    report.tally.seconds += Math.max(0, elapsed);
    return;
  }
  if (action === 'pass' || action === 'fail' || action === 'skip') report.events[action] += 1;
  takeTest(report, one, { test, name, outcome });
}

function takeTest(
  report: GoReport,
  one: GoPackage,
  { test, name, outcome }: { readonly test: string; readonly name: string; readonly outcome: Outcome },
): void {
  const around = test.slice(0, Math.max(0, test.lastIndexOf('/')));
  if (around !== '') one.parents.set(around, one.parents.get(around) === true || outcome === 'failed');
  const hasBadInside = one.parents.get(test);
  one.parents.delete(test);
  // What failed and is skipped when it is run again has still failed.
  if (outcome === 'skipped' && one.failed.has(test)) return;
  const wasBad = one.failed.delete(test);
  // What only sums up its subtests is no test of its own, unless it fails and none of them does, or did so before.
  if (hasBadInside !== undefined && !(outcome === 'failed' ? !hasBadInside : wasBad)) {
    if (outcome === 'failed' && around !== '') one.parents.set(around, true);
    return;
  }
  if (outcome === 'failed') {
    one.failed.add(test);
    report.failures += 1;
  } else add(report, { name: test, pkg: name }, outcome, wasBad);
}

// oxlint-disable-next-line max-params
function add(
  { tally }: GoReport,
  { name, pkg }: { readonly name: string; readonly pkg: string },
  outcome: Outcome,
  isFlaky = false,
): void {
  addTest(tally, { outcome, isFlaky, about: () => ({ name, suite: pkg }), places: () => [pkg, name] });
}

function packageOf({ packages }: GoReport, name: string): GoPackage {
  const known = packages.get(name);
  if (known !== undefined) return known;
  const made: GoPackage = { isOpen: false, isBad: false, failed: new Set(), parents: new Map() };
  packages.set(name, made);
  return made;
}

function tooMany(source: Source) {
  return wrong(source.name, {
    code: 'go-test.failures',
    message: `More than ${mostFailures} tests failed.`,
    remedy: 'Mend what breaks them all, then test again.',
  });
}
