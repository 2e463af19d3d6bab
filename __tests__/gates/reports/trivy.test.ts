import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { trivy } from './samples.ts';

const [packages] = trivy.Results;
const [vulnerability] = packages?.Vulnerabilities ?? [];

function withResult(result: object) {
  return { ...trivy, Results: [{ Target: 'a', Class: 'os-pkgs', ...result }] };
}

test('all that is in it is counted', async () => {
  const { facts, found, scanned, doubts } = await readText(trivy);
  expect(facts).toEqual({
    shape: 'schema2',
    artifact_type: 'container_image',
    results: 2,
    vulns: 1,
    vulns_by_severity: { critical: 1 },
    fixable: 1,
    status: { fixed: 1 },
    misconf_fail: 1,
    misconf_by_severity: { high: 1 },
    misconf_pass: 0,
    secrets: 0,
    secrets_by_severity: {},
    licenses: 0,
    suppressed: 0,
  });
  expect(found).toMatchObject([
    {
      weakness: 'vulnerability',
      ids: ['CVE-2022-1292'],
      package: 'openssl',
      severity: 'critical',
      fix: 'available',
      fixedIn: '1.1.1',
    },
    { weakness: 'misconfiguration', ids: ['DS002'], package: 'Dockerfile', severity: 'high' },
  ]);
  expect(scanned).toMatchObject([{ tool: 'trivy', createdAt: '2026-01-02T10:00:00Z', digests: [trivy.Metadata.ImageID] }]);
  expect(doubts).toEqual([]);
});

test.each([
  ['affected', 'none'],
  ['will_not_fix', 'will-not-fix'],
  ['end_of_life', 'end-of-life'],
  ['under_investigation', 'unknown'],
  ['unknown', 'unknown'],
])('a status of %s without a fixed version is a fix that is %s', async (Status, fix) => {
  const row = { ...vulnerability, FixedVersion: '', Status };
  expect((await readText(withResult({ Vulnerabilities: [row] }))).found[0]?.fix).toBe(fix);
});

test('a misconfiguration counts unless it passed, whatever its status is called', async () => {
  const row = { ID: 'DS002', Severity: 'HIGH' };
  const Misconfigurations = ['PASS', 'FAIL', undefined, 'fail', 'EXCEPTION'].map((Status) => ({ ...row, Status }));
  expect((await readText(withResult({ Misconfigurations }))).facts).toMatchObject({ misconf_fail: 3, misconf_pass: 1 });
});

test('of a secret there is its place and never itself', async () => {
  const Secrets = [
    {
      RuleID: 'github-pat',
      Severity: 'CRITICAL',
      Title: 'Token',
      StartLine: 3,
      Match: 'ghp_secret',
      Code: { Lines: [{ Content: 'ghp_secret' }] },
    },
  ];
  const read = await readText(withResult({ Secrets }));
  expect(read.found).toMatchObject([{ weakness: 'secret', ids: ['github-pat'], package: 'a', version: 'line 3' }]);
  expect(JSON.stringify(read)).not.toContain('ghp_secret');
});

test('what is ignored is kept with the reason', async () => {
  const ExperimentalModifiedFindings = [
    { Type: 'vulnerability', Status: 'ignored', Statement: 'not used', Source: '.trivyignore', Finding: vulnerability },
    { Type: 'secret', Status: 'ignored', Finding: { RuleID: 'x', Severity: 'LOW' } },
  ];
  const { facts, found } = await readText(withResult({ ExperimentalModifiedFindings }));
  expect(facts).toMatchObject({ vulns: 0, suppressed: 2 });
  expect(found.map(({ suppressed }) => suppressed)).toEqual(['ignored: not used', 'ignored']);
});

test('an image without a single result was not looked at', async () => {
  expect((await readText({ ...trivy, Results: null })).doubts).toHaveLength(1);
});

test('a distribution that has ended is named, and a resource that could not be scanned is a doubt', async () => {
  const old = { ...trivy, Metadata: { OS: { Family: 'debian', Name: '9', EOSL: true } } };
  expect((await readText(old)).scanned).toMatchObject([{ endOfLife: ['debian 9'] }]);
  const cluster = { ClusterName: 'c', Resources: [{ Kind: 'Pod', Name: 'a', Error: 'no rights', Results: trivy.Results }] };
  const read = await readText(cluster);
  expect(read.facts).toMatchObject({ shape: 'k8s', artifact_type: null, results: 2 });
  expect(read.doubts).toEqual(['Pod a: no rights could not be scanned']);
});

test('null is a clean report of an old version, and only when it is asked for', async () => {
  expect((await readText('null', 'trivy')).facts).toEqual({ shape: 'legacy-null', vulns: 0 });
  expect(await problemsOf(() => readText('null'))).toMatchObject([{ code: 'report.unknown' }]);
});

test.each([
  ['another schema', { ...trivy, SchemaVersion: 3 }],
  ['nothing that it is about', { ...trivy, ArtifactName: undefined }],
  ['a cluster without a list', { ClusterName: 'c', Resources: null }],
  ['a vulnerability without an id', withResult({ Vulnerabilities: [{ Severity: 'LOW' }] })],
  ['a secret without a rule', withResult({ Secrets: [{ Severity: 'LOW' }] })],
])('%s is a problem', async (_name, report) => {
  expect(await problemsOf(() => readText(report, 'trivy'))).toMatchObject([{ code: 'trivy.shape' }]);
});
