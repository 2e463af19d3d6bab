import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { osv } from './samples.ts';

const [result] = osv.results;
const [inside] = result?.packages ?? [];

function withVulnerability(change: object, groups: unknown = []) {
  const vulnerabilities = (inside?.vulnerabilities ?? []).map((each) => ({ ...each, ...change }));
  return { results: [{ ...result, packages: [{ ...inside, vulnerabilities, groups }] }] };
}

test('rows, groups and scores are counted', async () => {
  const { facts, found } = await readText(osv);
  expect(facts).toEqual({
    sources: 1,
    vulnerable_packages: 1,
    vuln_rows: 1,
    groups: 1,
    unique_ids: 1,
    max_cvss: 9.8,
    'groups_cvss>=9': 1,
    groups_7to9: 0,
  });
  expect(found).toMatchObject([
    { ids: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'], severity: 'critical', fix: 'available', fixedIn: '4.17.21' },
  ]);
});

test.each([
  ['the vector', { database_specific: {} }, 'critical'],
  ['the word of the database', { severity: [] }, 'critical'],
  ['nothing', { severity: [], database_specific: {} }, 'unknown'],
  ['a vector that cannot be read', { severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N' }], database_specific: {} }, 'unknown'],
])('without a score of the group the severity comes from %s', async (_name, change, severity) => {
  expect((await readText(withVulnerability(change))).found[0]?.severity).toBe(severity);
});

test.each([
  [
    'a vector of version 4 beside a harmless one of version 3',
    'CVSS_V4',
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H',
    'unknown',
  ],
  ['a vector of version 2 beside one of version 3', 'CVSS_V2', 'AV:N/AC:L/Au:N/C:P/I:P/A:P', 'low'],
])('%s', async (_name, type, score, severity) => {
  const low = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N' };
  const read = await readText(withVulnerability({ severity: [low, { type, score }], database_specific: {} }));
  expect(read.found[0]?.severity).toBe(severity);
});

test('a group for development says for whom a package is there', async () => {
  const scopeWith = async (groups: unknown) => {
    const packages = [{ ...inside, dependency_groups: groups }];
    return (await readText({ results: [{ ...result, packages }] })).found[0]?.scope;
  };
  expect([await scopeWith(['dev']), await scopeWith(['dev', 'main']), await scopeWith(undefined)]).toEqual([
    'dev',
    'prod',
    'unknown',
  ]);
  expect([await scopeWith([]), await scopeWith(['devices']), await scopeWith(['testCompileClasspath', 'test'])]).toEqual([
    'unknown',
    'prod',
    'dev',
  ]);
});

test('nothing found is clean only where it is said whose it is', async () => {
  expect((await readText({ results: [] }, 'osv-scanner')).found).toEqual([]);
  expect((await readText({ results: [], experimental_config: {} })).found).toEqual([]);
  expect(await problemsOf(() => readText({ results: [] }))).toMatchObject([{ code: 'report.unknown' }]);
});

test('what is no result, and groups of nothing, are seen', async () => {
  expect(await problemsOf(() => readText(withVulnerability({ id: undefined })))).toMatchObject([{ code: 'osv-scanner.shape' }]);
  expect((await readText({ results: [{ ...result, packages: [{ ...inside, vulnerabilities: [] }] }] })).doubts).toHaveLength(1);
});
