import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { snyk, snykIac } from './samples.ts';

const [row] = snyk.vulnerabilities;

test('rows are paths, ids are vulnerabilities', async () => {
  const { facts, found } = await readText({ ...snyk, vulnerabilities: [row, row] });
  expect(facts).toEqual({
    shape: 'single',
    projects: 1,
    app_sections: 0,
    ok: [false],
    vuln_rows: 2,
    rows_by_severity: { critical: 2 },
    unique_ids: 1,
    unique_by_severity: { critical: 1 },
    unique_per_project: 1,
    uniqueCount_field: [1],
  });
  expect(found[0]).toMatchObject({ ids: ['SNYK-JS-LODASH-1040724', 'CVE-2021-23337'], fix: 'available', fixedIn: '4.17.21' });
});

test('projects and the applications inside an image count, and so does what is ignored, apart', async () => {
  const clean = { ...snyk, vulnerabilities: [], ok: true };
  const image = {
    ...clean,
    ok: false,
    applications: [{ vulnerabilities: [row], ok: false }],
    filtered: { ignore: [{ ...row, id: 'SNYK-2' }] },
  };
  const { facts, found, doubts } = await readText([clean, image]);
  expect(facts).toMatchObject({
    shape: 'projects-list',
    projects: 2,
    app_sections: 1,
    ok: [true, false],
    vuln_rows: 1,
    unique_per_project: 1,
  });
  expect(found.map(({ suppressed }) => suppressed)).toEqual(['ignored in Snyk', undefined]);
  expect(doubts).toEqual([]);
});

test('a verdict that contradicts the rows is a doubt', async () => {
  expect((await readText({ ...snyk, ok: true })).doubts).toHaveLength(1);
  expect((await readText({ ...snyk, vulnerabilities: [] })).doubts).toHaveLength(1);
});

test('an error among projects is a doubt', async () => {
  const failed = { ok: false, error: 'no lockfile', vulnerabilities: [] };
  expect((await readText([snyk, failed])).doubts[0]).toContain('no lockfile');
});

test.each([
  ['high', 'high'],
  ['worst', 'critical'],
  ['low', undefined],
])('that it was told to leave out what is below %s is known', async (severityThreshold, least) => {
  const [scanned] = (await readText([snyk, { ...snyk, severityThreshold }, { ...snyk, severityThreshold: 'medium' }])).scanned;
  expect(scanned?.least).toBe(least ?? 'medium');
  expect((await readText({ ...snyk, severityThreshold: 'low' })).scanned[0]).not.toHaveProperty('least');
});

test('settings that are wrong are misconfigurations of their file', async () => {
  const { facts, found } = await readText(snykIac);
  expect(facts).toEqual({ shape: 'iac', files: 1, issues: 1, by_severity: { high: 1 } });
  expect(found).toMatchObject([{ weakness: 'misconfiguration', ids: ['SNYK-CC-TF-1'], package: 'main.tf', severity: 'high' }]);
});

test.each([
  ['an error in place of a report', { ok: false, error: 'Authentication failed', path: '.' }, 'report.unknown'],
  ['a row without an id', { ...snyk, vulnerabilities: [row, { ...row, id: undefined }] }, 'snyk.shape'],
  ['text', 'Testing banana...\n', 'report.unknown'],
])('%s is a problem', async (_name, report, code) => {
  expect(await problemsOf(() => readText(report, 'snyk'))).toMatchObject([{ code }]);
});
