import type { Source } from './source.ts';
import { addTest, addUnseen, closeReport, type Outcome, reconcile, type TestTally } from './test-tally.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

const byOutcome: Readonly<Record<string, Outcome>> = {
  Passed: 'passed',
  Warning: 'passed',
  Completed: 'passed',
  Failed: 'failed',
  Error: 'errored',
  Timeout: 'errored',
  Aborted: 'errored',
  Disconnected: 'errored',
  NotRunnable: 'errored',
  PassedButRunAborted: 'errored',
  NotExecuted: 'skipped',
  Inconclusive: 'skipped',
  Pending: 'skipped',
};

const badCounters = ['failed', 'error', 'timeout', 'aborted', 'disconnected', 'notRunnable', 'passedButRunAborted'] as const;
const shownCounters = ['total', 'executed', 'passed', 'failed'] as const;

/** A result on its way. One that is driven by data has results inside, and those are the tests. */
interface TrxResult {
  readonly name: string;
  readonly outcome: Outcome;
  hasInside: boolean;
  hasBadInside: boolean;
  message: string;
}

interface TrxReport {
  readonly tally: TestTally;
  readonly open: TrxResult[];
  results: number;
  readonly outcomes: Record<string, number>;
  counters: Record<string, string>;
  stated: { readonly tests?: number | undefined; readonly bad: number; readonly skipped: number } | undefined;
  /** The run as a whole, where that is not well. */
  verdict: string;
}

/** Adds a report of `dotnet test --logger trx`. */
export async function addTrx(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const report: TrxReport = { tally, open: [], results: 0, outcomes: {}, counters: {}, stated: undefined, verdict: '' };
  await eachElement(source, {
    open: (element) => open(report, element),
    close: (name, text) => close(report, name, text),
  });
  if (report.stated === undefined) tally.doubts.add('the report has no summary: the run did not end');
  else reconcile(tally, before, report.stated);
  const { counts } = tally;
  const isBad = counts.failed + counts.errored > before.failed + before.errored;
  if (report.verdict !== '' && !isBad) addUnseen(tally, 1, { name: `the run as a whole ended as ${report.verdict}` });
  closeReport(tally, before.tests);
  return { results: report.results, outcomes: report.outcomes, counters: report.counters };
}

function open(report: TrxReport, element: XmlElement): boolean {
  switch (element.name) {
    case 'UnitTestResult':
    case 'WebTestResult':
    case 'ManualTestResult':
    case 'GenericTestResult':
      beginResult(report, element);
      return false;
    case 'Counters':
      report.counters = Object.fromEntries(shownCounters.map((name) => [name, element.get(name) ?? '']));
      report.stated = {
        tests: element.whole('total'),
        bad: badCounters.reduce((sum, name) => sum + (element.whole(name) ?? 0), 0),
        skipped: element.whole('notExecuted') ?? 0,
      };
      return false;
    case 'ResultSummary':
      if (!['Passed', 'Completed', 'Warning'].includes(element.get('outcome') ?? '')) {
        report.verdict = element.get('outcome') ?? 'unknown';
      }
      return false;
    case 'RunInfo':
      // xUnit says it once more for every test that failed: it counts only where no test shows it.
      if (element.get('outcome') === 'Error') report.verdict ||= 'Error';
      return false;
    default:
      return element.name === 'Message' && element.parent === 'ErrorInfo';
  }
}

function beginResult({ tally, open: around, outcomes }: TrxReport, element: XmlElement): void {
  const said = element.get('outcome') ?? 'Error';
  const outcome = byOutcome[said];
  if (outcome === undefined) tally.doubts.add(`a test ended as ${said}, which is not known here`);
  for (const each of around) each.hasInside = true;
  around.push({
    name: element.get('testName') ?? '',
    outcome: outcome ?? 'errored',
    hasInside: false,
    hasBadInside: false,
    message: '',
  });
  outcomes[said] = (outcomes[said] ?? 0) + 1;
}

function close(report: TrxReport, name: string, text: string): void {
  const now = report.open.at(-1);
  if (now === undefined) return;
  now.message ||= text;
  if (!name.endsWith('TestResult')) return;
  report.open.pop();
  report.results += 1;
  const isBad = now.outcome === 'failed' || now.outcome === 'errored';
  if (isBad || now.hasBadInside) for (const each of report.open) each.hasBadInside = true;
  if (now.hasInside && (!isBad || now.hasBadInside)) return;
  addTest(report.tally, {
    outcome: now.outcome,
    about: () => ({ name: now.name, message: now.message }),
    places: () => [now.name],
  });
}
