import { join } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import type { Workspace } from '../engine/contract.ts';
import { findReports } from './find.ts';
import type { ReportFormat } from './formats.ts';
import { nameBelow } from './names.ts';
import { formatAbout } from './read.ts';
import { withSource } from './source.ts';
import { testReader } from './test-readers.ts';
import { mergeTests, type NamedTest, newTestTally, type WantedSuite } from './test-tally.ts';

/** Which tests a suite is made of: all of some reports, or those with some names. */
type SuiteOf = string | readonly string[] | { readonly files?: string | readonly string[]; readonly names?: readonly string[] };

export interface TestsWanted {
  readonly files: string | readonly string[];
  readonly format?: ReportFormat;
  readonly suites?: { readonly [name: string]: SuiteOf };
}

/** Reads all reports of tests of this run. */
export async function collectTests(wanted: TestsWanted, at: { readonly workspace: Workspace; readonly signal: AbortSignal }) {
  const { workspace, signal } = at;
  const paths = await findReports(workspace, { files: wanted.files, howToMake: 'Let the tests write a report' });
  const suites = Object.entries(wanted.suites ?? {}).map(([name, of]) => suiteOf(name, of));
  const total = newTestTally(suites.map(({ name }) => ({ name, matches: () => false })));
  const reports = [];
  for (const path of paths) {
    const tally = newTestTally(suites.map((suite) => suite.in(path)));
    // One after the other, so that only one report is open at a time.
    // oxlint-disable-next-line no-await-in-loop
    const format = await withSource(join(workspace.root, path), { name: path, signal }, async (source) => {
      const found = formatAbout('tests', source, wanted.format);
      await (await testReader(found.format))(source, tally);
      return found.format;
    });
    for (const doubt of tally.doubts.list()) total.doubts.add(`${path}: ${doubt}`);
    mergeTests(total, { ...tally, doubts: total.doubts });
    reports.push({ path, format, tests: tally.counts.tests });
  }
  const { counts, unseen, unseenSkipped, uncounted, seconds, doubts } = total;
  const named = (tests: readonly NamedTest[]) => tests.map((test) => withName(test, workspace.root));
  return {
    reports,
    counts,
    unseen,
    unseenSkipped,
    uncounted,
    seconds: Math.round(seconds * 1000) / 1000,
    suites: Object.fromEntries(total.suites),
    failures: named(total.failures),
    flaky: named(total.flaky),
    doubts: doubts.list(),
  };
}

function withName(test: NamedTest, root: string): NamedTest {
  return test.file === undefined ? test : { ...test, file: nameBelow(root, test.file) };
}

interface Suite {
  readonly name: string;
  in(path: string): WantedSuite;
}

function suiteOf(name: string, of: SuiteOf): Suite {
  const { files, names = [] } = typeof of === 'string' || isList(of) ? { files: of } : of;
  const hasFile = compileGlobs(files === undefined ? [] : typeof files === 'string' ? [files] : files);
  const hasName = compileGlobs(names);
  return {
    name,
    // In a report that is of the suite as a whole every place is.
    in: (path) => ({ name, matches: hasFile(path) ? () => true : hasName }),
  };
}

function isList(of: SuiteOf): of is readonly string[] {
  return Array.isArray(of);
}
