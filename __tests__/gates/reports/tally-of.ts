import type { Source } from '../../../src/gates/reports/source.ts';
import { newTestTally, type TestTally, type WantedSuite } from '../../../src/gates/reports/test-tally.ts';
import { textSource } from './text-source.ts';

type Add = (source: Source, tally: TestTally) => Promise<object>;

/** Reads one report and says what came of it. */
export async function tallyOf(add: Add, text: string, wanted: readonly WantedSuite[] = []) {
  const tally = newTestTally(wanted);
  const facts = await add(textSource(text, 50), tally);
  const { counts, failures, flaky, unseen, unseenSkipped, uncounted } = tally;
  const { tests, passed, failed, errored, skipped } = counts;
  return {
    facts,
    counts: [tests, passed, failed, errored, skipped],
    flakyTests: counts.flaky,
    names: failures.map(({ name }) => name),
    messages: failures.map(({ message }) => message),
    failures,
    flaky,
    extra: { unseen, unseenSkipped, uncounted },
    doubts: tally.doubts.list(),
    suites: tally.suites,
    seconds: tally.seconds,
  };
}
