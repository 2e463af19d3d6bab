import { expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectTests, type TestsWanted } from '../../../src/gates/reports/tests.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

async function collect(files: Readonly<Record<string, string>>, wanted: Partial<TestsWanted> = {}) {
  return withFolder(files, async (root) =>
    collectTests(
      { files: Object.keys(files), ...wanted },
      { workspace: await openWorkspace(root), signal: new AbortController().signal },
    ),
  );
}

const junit =
  '<testsuite name="Smoke"><testcase name="a" file="src/a.test.ts"/><testcase name="b"><skipped/></testcase></testsuite>';

test('several reports of several formats are one run', async () => {
  const seen = await collect({ 'a.xml': junit, 'b.tap': 'not ok 1 - c\n1..1\n' });
  expect(seen).toMatchObject({
    reports: [
      { path: 'a.xml', format: 'junit', tests: 2 },
      { path: 'b.tap', format: 'tap', tests: 1 },
    ],
    counts: { tests: 3, passed: 1, failed: 1, skipped: 1 },
    failures: [{ name: 'c' }],
    doubts: [],
  });
});

test('a suite is made of whole reports, or of names', async () => {
  const suites = {
    unit: 'unit/*',
    smoke: { names: ['Smoke'] },
    both: { files: ['e2e.tap'], names: ['src/**'] },
    none: ['other/*'],
  };
  const seen = await collect({ 'unit/a.xml': junit, 'e2e.tap': 'ok\n1..1\n' }, { suites });
  expect(Object.entries(seen.suites).map(([name, { tests }]) => [name, tests])).toEqual([
    ['unit', 2],
    ['smoke', 2],
    ['both', 2],
    ['none', 0],
  ]);
});

test('a doubt says of which report', async () => {
  expect((await collect({ 'a.xml': '<testsuites/>', 'b.xml': junit })).doubts).toEqual(['a.xml: a report has no test in it']);
});

test('a report about something else is refused', async () => {
  expect(await problemsOf(() => collect({ 'a.info': 'SF:a\nDA:1,1\nend_of_record\n' }))).toMatchObject([
    { code: 'report.other-kind' },
  ]);
});
