import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { pip } from './samples.ts';

test('vulnerabilities, fixes and what was skipped are counted; severities there are none', async () => {
  const { facts, found, scanned } = await readText(pip);
  expect(facts).toEqual({ shape: 'new', deps: 2, vulnerable_deps: 1, vulns: 1, with_fix: 1, skipped: 1 });
  expect(found).toMatchObject([
    { ids: ['PYSEC-2019-179', 'CVE-2019-1010083'], package: 'flask', severity: 'unknown', fix: 'available' },
  ]);
  expect(scanned).toEqual([{ tool: 'pip-audit', packages: 1, skipped: 1 }]);
});

test('the old list is the same', async () => {
  expect((await readText(pip.dependencies)).facts).toEqual({
    shape: 'legacy-list',
    deps: 2,
    vulnerable_deps: 1,
    vulns: 1,
    with_fix: 1,
    skipped: 1,
  });
});

test('an empty list is read only when it is asked for, and has looked at nothing', async () => {
  expect((await readText('[]', 'pip-audit')).scanned).toEqual([{ tool: 'pip-audit', packages: 0 }]);
  expect(await problemsOf(() => readText('[]'))).toMatchObject([{ code: 'report.unknown' }]);
});

test.each([
  [
    {
      dependencies: [
        { name: 'a', vulns: [] },
        { name: 'b', version: '1' },
      ],
    },
  ],
  [{ dependencies: [{ name: 'a', vulns: [{ fix_versions: [] }] }] }],
])('what is neither looked at nor skipped is a problem', async (report) => {
  expect(await problemsOf(() => readText(report))).toMatchObject([{ code: 'pip-audit.shape' }]);
});

test('a table for people is no report', async () => {
  expect(await problemsOf(() => readText('Name  Skip Reason\n----- -----------\n', 'pip-audit'))).toMatchObject([
    { code: 'report.unknown' },
  ]);
});
