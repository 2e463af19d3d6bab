import type { Source } from './source.ts';
import { addTest, addUnseen, closeReport, factsSince, type Outcome, reconcile, type TestTally } from './test-tally.ts';
import { eachElement } from './xml.ts';
import type { XmlElement } from './xml-scan.ts';

const byResult: Readonly<Record<string, Outcome>> = { Pass: 'passed', Fail: 'failed', Skip: 'skipped', NotRun: 'skipped' };

interface XunitReport {
  readonly tally: TestTally;
  assembly: string;
  group: string;
  now: { readonly name: string; readonly className: string; readonly outcome: Outcome; message: string } | undefined;
  /** Adds up what the assemblies state. */
  stated: { tests: number; bad: number; skipped: number };
  hasTotal: boolean;
  /** Errors of setting up and cleaning up, which no test shows: as the assemblies state them, less those that are listed. */
  hiddenErrors: number;
}

/** Adds a report of xUnit.net: assemblies with collections of tests, or the classes of version 1. */
export async function addXunit(source: Source, tally: TestTally) {
  const before = { ...tally.counts };
  const stated = { tests: 0, bad: 0, skipped: 0 };
  const report: XunitReport = { tally, assembly: '', group: '', now: undefined, stated, hasTotal: true, hiddenErrors: 0 };
  let assemblies = 0;
  await eachElement(source, {
    open: (element) => {
      if (element.name === 'assembly') assemblies += 1;
      return open(report, element);
    },
    close: (name, text) => close(report, name, text),
  });
  reconcile(tally, before, { ...stated, tests: report.hasTotal ? stated.tests : undefined });
  noteHiddenErrors(report);
  closeReport(tally, before.tests);
  return { assemblies, ...factsSince(tally, before) };
}

function noteHiddenErrors({ tally, hiddenErrors: hidden }: XunitReport): void {
  if (Number.isNaN(hidden)) tally.doubts.add('the report states numbers that are none');
  if (hidden > 0) addUnseen(tally, hidden, { name: `the report states ${hidden} errors outside of its tests` });
}

function open(report: XunitReport, element: XmlElement): boolean {
  const { tally, stated } = report;
  switch (element.name) {
    case 'assembly':
      report.assembly = (element.get('name') ?? '').replaceAll('\\', '/').replace(/^.*\//, '');
      report.hasTotal &&= element.whole('total') !== undefined;
      stated.tests += element.whole('total') ?? 0;
      stated.bad += element.whole('failed') ?? 0;
      report.hiddenErrors += element.whole('errors') ?? 0;
      stated.skipped += (element.whole('skipped') ?? 0) + (element.whole('not-run') ?? 0);
      return false;
    case 'collection':
    case 'class':
      report.group = element.get('name') ?? '';
      return false;
    case 'test':
      report.now = testOf(element, tally);
      return false;
    case 'error':
      if (report.now !== undefined) return false;
      report.hiddenErrors -= 1;
      addUnseen(tally, 1, { name: `${report.assembly} failed outside of its tests` });
      return false;
    default:
      return element.name === 'message' && report.now !== undefined;
  }
}

function testOf(element: XmlElement, tally: TestTally) {
  const said = element.get('result') ?? '';
  const outcome = byResult[said];
  if (outcome === undefined) tally.doubts.add(`a test ended as ${JSON.stringify(said)}, which is not known here`);
  return {
    name: element.get('name') ?? '',
    className: element.get('type') ?? '',
    outcome: outcome ?? ('errored' as const),
    message: '',
  };
}

function close(report: XunitReport, name: string, text: string): void {
  const { now, tally, assembly, group } = report;
  if (now === undefined) return;
  now.message ||= text;
  if (name !== 'test') return;
  report.now = undefined;
  addTest(tally, {
    outcome: now.outcome,
    about: () => ({ name: now.name, suite: now.className, message: now.message }),
    places: () => [assembly, group, now.className, now.name].filter((place) => place !== ''),
  });
}
