import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import type { Source } from './source.ts';
import { addTest, closeReport, type Outcome, reconcile, type TestTally } from './test-tally.ts';

const byStatus: Readonly<Record<string, Outcome>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
  // It neither passed nor failed, which may be anything.
  other: 'errored',
};

const testShape = as.object({
  name: as.text,
  status: as.text,
  suite: as.either(as.text, as.list(as.text)),
  filePath: as.text,
  message: as.text,
  retries: as.number,
  flaky: as.flag,
  tags: as.list(as.whole),
  type: as.text,
});

const summaryShape = as.object({
  tests: as.number,
  passed: as.number,
  failed: as.number,
  pending: as.number,
  skipped: as.number,
  other: as.number,
  start: as.number,
  stop: as.number,
});

type RawTest = NonNullable<(typeof testShape)['holds']>;

/** Adds a report of the Common Test Report Format. */
export async function addCtrf(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const test = as.each(testShape, (raw) => add(tally, raw));
  const results = as.object({ summary: summaryShape, tests: as.list(test) });
  const root = await readJson(source, as.object({ results }));
  const summary = root?.results?.summary;
  if (summary === undefined) tally.doubts.add('the report has no summary');
  const { tests = 0, passed = 0, failed = 0, pending = 0, skipped = 0, other = 0, start = 0, stop = 0 } = summary ?? {};
  const isOdd = [passed, failed, pending, skipped, other].some((amount) => !(Number.isSafeInteger(amount) && amount >= 0));
  if (isOdd) tally.doubts.add('the summary states numbers that are none');
  if (passed + failed + pending + skipped + other !== tests) tally.doubts.add(`the summary does not add up to ${tests} tests`);
  reconcile(tally, before, { tests: summary?.tests, bad: failed + other, skipped: pending + skipped });
  closeReport(tally, before.tests);
  if (stop > start) tally.seconds += (stop - start) / 1000;
  return { shape: 'ctrf', tests, passed, failed, pending, skipped, other };
}

function add(tally: TestTally, raw: RawTest): void {
  const { name = '', status = '', suite, filePath, message = '', retries = 0, flaky = false, type = '' } = raw;
  const outcome = Object.hasOwn(byStatus, status) ? byStatus[status] : undefined;
  if (outcome === undefined) tally.doubts.add(`a test has the status ${JSON.stringify(status.slice(0, 40))}, which is none`);
  const suites = typeof suite === 'string' ? [suite] : (suite ?? []);
  addTest(tally, {
    outcome: outcome ?? 'errored',
    isFlaky: flaky || (outcome === 'passed' && retries > 0),
    about: () => ({ name, suite: suites.join(' > '), message, ...(filePath !== undefined && { file: filePath }) }),
    places: () => [...suites, filePath ?? '', name, type, ...(raw.tags ?? []).map(String)].filter((place) => place !== ''),
  });
}
