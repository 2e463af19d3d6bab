import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import type { Source } from './source.ts';
import { addTest, closeReport, type Outcome, reconcile, type TestTally } from './test-tally.ts';

const testShape = as.object({
  title: as.text,
  fullTitle: as.text,
  file: as.text,
  currentRetry: as.number,
  err: as.object({ message: as.text }),
});

type RawTest = NonNullable<(typeof testShape)['holds']>;

/** Adds what the JSON reporter of mocha writes: its lists by outcome, in which hooks that failed stand as well. */
export async function addMocha(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const list = (outcome: Outcome) => as.list(as.each(testShape, (raw) => add(tally, raw, outcome)));
  const stats = as.object({ tests: as.number, passes: as.number, pending: as.number, failures: as.number, duration: as.number });
  const root = await readJson(
    source,
    as.object({ stats, passes: list('passed'), failures: list('failed'), pending: list('skipped') }),
  );
  if (root?.stats === undefined) tally.doubts.add('the report has no stats');
  const { tests = 0, passes = 0, pending = 0, failures = 0, duration = 0 } = root?.stats ?? {};
  reconcile(tally, before, { tests: root?.stats?.tests, bad: failures, skipped: pending });
  closeReport(tally, before.tests);
  tally.seconds += Math.max(0, duration) / 1000;
  return { shape: 'mocha', tests, passes, failures, pending };
}

function add(tally: TestTally, raw: RawTest, outcome: Outcome): void {
  const { title = '', fullTitle = '', file = '', currentRetry = 0, err } = raw;
  addTest(tally, {
    outcome,
    isFlaky: outcome === 'passed' && currentRetry > 0,
    about: () => ({ name: title || fullTitle, suite: fullTitle.slice(0, -title.length - 1), file, message: err?.message ?? '' }),
    places: () => [file, fullTitle].filter((place) => place !== ''),
  });
}
