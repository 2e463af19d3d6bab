import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { trivyAsff, trivyGitlab } from './samples.ts';

const openssl = {
  weakness: 'vulnerability',
  ids: ['CVE-2022-1292'],
  package: 'openssl',
  version: '1.1.0',
  severity: 'critical',
  fix: 'available',
};

test('what it writes for GitLab is the same vulnerability', async () => {
  const { facts, found } = await readText(trivyGitlab);
  expect(facts).toEqual({ shape: 'trivy-gitlab', vulns: 1, vulns_by_severity: { critical: 1 } });
  expect(found).toMatchObject([{ ...openssl, fixedIn: 'Upgrade openssl to 1.1.1', title: 'openssl: it does' }]);
  const [row] = trivyGitlab.vulnerabilities;
  const unsolved = { ...trivyGitlab, vulnerabilities: [{ ...row, solution: 'No solution provided' }] };
  expect((await readText(unsolved)).found).toMatchObject([{ fix: 'none' }]);
});

test('what it writes for AWS is the same vulnerability, also as a bare list', async () => {
  const { facts, found } = await readText(trivyAsff);
  expect(facts).toEqual({ shape: 'trivy-asff', vulns: 1, vulns_by_severity: { critical: 1 } });
  expect(found).toMatchObject([{ ...openssl, fixedIn: '1.1.1' }]);
  expect((await readText(trivyAsff.Findings)).found).toEqual(found);
});

test('a finding without a name is a problem', async () => {
  const [row] = trivyGitlab.vulnerabilities;
  const nameless = { ...row, id: undefined, identifiers: [] };
  expect(await problemsOf(() => readText({ ...trivyGitlab, vulnerabilities: [row, nameless] }))).toMatchObject([
    { code: 'trivy.shape' },
  ]);
  const [finding] = trivyAsff.Findings;
  const lost = { ...finding, Id: undefined, GeneratorId: undefined };
  expect(await problemsOf(() => readText({ Findings: [finding, lost] }))).toMatchObject([{ code: 'trivy.shape' }]);
});
