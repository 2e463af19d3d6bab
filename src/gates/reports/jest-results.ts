import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import type { Source } from './source.ts';
import { addTest, addUnseen, closeReport, type Outcome, reconcile, type TestTally } from './test-tally.ts';

const byStatus: Readonly<Record<string, Outcome>> = {
  passed: 'passed',
  focused: 'passed',
  failed: 'failed',
  pending: 'skipped',
  skipped: 'skipped',
  todo: 'skipped',
  disabled: 'skipped',
};

const testShape = as.object({
  status: as.text,
  title: as.text,
  fullName: as.text,
  ancestorTitles: as.list(as.text),
  failureMessages: as.list(as.text),
  invocations: as.number,
  retryReasons: as.list(as.whole),
});

/** `assertionResults` in what `--json` writes, `testResults` in what reporters are given. */
const fileShape = as.object({
  name: as.text,
  testFilePath: as.text,
  status: as.text,
  message: as.text,
  failureMessage: as.text,
  testExecError: as.whole,
  assertionResults: as.list(testShape),
  testResults: as.list(testShape),
});

type RawFile = NonNullable<(typeof fileShape)['holds']>;
type RawTest = NonNullable<(typeof testShape)['holds']>;

/** Adds what `jest --json` writes, and vitest in its likeness. */
export async function addJest(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  let unseenSuites = 0;
  const file = as.each(fileShape, (raw) => {
    if (!addFile(tally, raw)) unseenSuites += 1;
  });
  const root = await readJson(
    source,
    as.object({
      numTotalTests: as.number,
      numPassedTests: as.number,
      numFailedTests: as.number,
      numPendingTests: as.number,
      numTodoTests: as.number,
      numFailedTestSuites: as.number,
      numRuntimeErrorTestSuites: as.number,
      success: as.flag,
      wasInterrupted: as.flag,
      testResults: as.list(file),
    }),
  );
  const {
    numTotalTests: total = 0,
    numPassedTests: passed = 0,
    numFailedTests: failed = 0,
    numPendingTests: pending = 0,
  } = root ?? {};
  const { numFailedTestSuites: suitesFailed = 0, numTodoTests: todo = 0 } = root ?? {};
  reconcile(tally, before, { tests: root?.numTotalTests, bad: failed, skipped: pending + todo });
  if (root?.wasInterrupted === true) tally.doubts.add('the run was interrupted');
  const { counts } = tally;
  const isBad = counts.failed + counts.errored > before.failed + before.errored || unseenSuites > 0 || failed > 0;
  if (!isBad && (root?.success === false || suitesFailed > 0)) {
    addUnseen(tally, Math.max(1, suitesFailed), { name: 'the run as a whole did not succeed' });
  }
  if (root?.success === undefined) tally.doubts.add('the report does not say whether the run succeeded');
  closeReport(tally, before.tests);
  return { shape: 'jest', total, passed, failed, pending, suites_failed: suitesFailed };
}

/** False when the file itself failed, and no test of it shows that. */
function addFile(tally: TestTally, raw: RawFile): boolean {
  const { assertionResults = [], testResults = [], status, testExecError } = raw;
  const path = raw.name ?? raw.testFilePath ?? '';
  const tests = [...assertionResults, ...testResults];
  for (const test of tests) add(tally, test, path);
  const isSeen = tests.some((test) => test.status === 'failed');
  if (isSeen || (status !== 'failed' && (testExecError === undefined || testExecError === null))) return true;
  addUnseen(tally, 1, {
    name: `${path} failed outside of its tests`,
    file: path,
    message: raw.message ?? raw.failureMessage ?? '',
  });
  return false;
}

function add(tally: TestTally, raw: RawTest, path: string): void {
  const { status = '', title = '', ancestorTitles = [], failureMessages = [], invocations = 1, retryReasons = [] } = raw;
  const outcome = Object.hasOwn(byStatus, status) ? byStatus[status] : undefined;
  if (outcome === undefined) tally.doubts.add(`a test has the status ${JSON.stringify(status.slice(0, 40))}, which is none`);
  addTest(tally, {
    outcome: outcome ?? 'errored',
    isFlaky: outcome === 'passed' && (invocations > 1 || retryReasons.length > 0),
    about: () => ({
      name: title || (raw.fullName ?? ''),
      suite: ancestorTitles.join(' > '),
      file: path,
      message: failureMessages[0] ?? '',
    }),
    places: () => [path, ...ancestorTitles, raw.fullName ?? ''].filter((place) => place !== ''),
  });
}
