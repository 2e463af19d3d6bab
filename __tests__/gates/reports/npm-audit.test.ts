import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { npmV2, via } from './samples.ts';

test('advisories are counted and not packages, with all that is said of them', async () => {
  const { facts, found, doubts, scanned } = await readText(npmV2);
  expect(facts).toEqual({
    shape: 'npm-v2',
    meta: { info: 0, low: 0, moderate: 0, high: 0, critical: 1, total: 1 },
    packages_by_severity: { critical: 1 },
    advisories_by_severity: { critical: 1 },
    direct_packages: 1,
    no_fix: 0,
    deps_total: 3,
  });
  expect(found).toEqual([
    {
      weakness: 'vulnerability',
      ids: ['GHSA-35jh-r3h4-6jhm', '1106913'],
      package: 'lodash',
      version: '<4.17.21',
      severity: 'critical',
      fix: 'available',
      scope: 'unknown',
      nodes: ['node_modules/lodash'],
      title: 'Command Injection',
      url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
    },
  ]);
  expect([doubts, scanned]).toEqual([[], [{ tool: 'npm', packages: 3 }]]);
});

/** A package whose first reason is another package hides its own advisory from who looks at the first only. */
test('an advisory counts wherever it stands among the reasons', async () => {
  const lodash = { ...npmV2.vulnerabilities.lodash, via: ['@scope/b', via] };
  const scoped = {
    name: '@scope/b',
    severity: 'low',
    isDirect: false,
    via: ['lodash'],
    fixAvailable: { name: 'a', version: '2.0.0', isSemVerMajor: true },
  };
  const { facts, found } = await readText({ ...npmV2, vulnerabilities: { lodash, '@scope/b': scoped } });
  expect(facts).toMatchObject({ advisories_by_severity: { critical: 1 }, packages_by_severity: { critical: 1, low: 1 } });
  expect(found).toHaveLength(1);
});

test('reasons may be several packages away, and lead in circles besides', async () => {
  const because = (name: string, ...reasons: readonly string[]) => ({ name, severity: 'low', via: reasons });
  const vulnerabilities = {
    c: because('c', 'b'),
    b: because('b', 'c', 'a'),
    a: because('a', 'lodash'),
    ...npmV2.vulnerabilities,
  };
  expect((await readText({ ...npmV2, vulnerabilities })).doubts).toEqual([]);
});

test('a fix is major, absent or unknown where npm says so', async () => {
  const fixes = [{ name: 'a', version: '2.0.0', isSemVerMajor: true }, false, undefined];
  const read = fixes.map(async (fixAvailable) => {
    const { found } = await readText({
      ...npmV2,
      vulnerabilities: { lodash: { ...npmV2.vulnerabilities.lodash, fixAvailable } },
    });
    return found[0]?.fix;
  });
  expect(await Promise.all(read)).toEqual(['major', 'none', 'unknown']);
});

test.each([
  ['totals of what is not listed', { ...npmV2, vulnerabilities: {} }, '0 are listed'],
  [
    'a reason that is not there',
    { ...npmV2, vulnerabilities: { ...npmV2.vulnerabilities, a: { name: 'a', severity: 'high', via: ['gone'] } } },
    'packages that are not listed',
  ],
  [
    'reasons that lead in circles',
    {
      ...npmV2,
      vulnerabilities: {
        ...npmV2.vulnerabilities,
        a: { name: 'a', severity: 'high', via: ['b', 'gone'] },
        b: { name: 'b', severity: 'high', via: ['a'] },
      },
    },
    'a is vulnerable because of packages that are not listed',
  ],
  [
    'a package that is worse than all that is about it',
    { ...npmV2, vulnerabilities: { lodash: { ...npmV2.vulnerabilities.lodash, via: [{ ...via, severity: 'low' }] } } },
    'no advisory about it is',
  ],
  ['no totals', { ...npmV2, metadata: undefined }, 'no totals'],
  ['no reason', { ...npmV2, vulnerabilities: { lodash: { ...npmV2.vulnerabilities.lodash, via: [] } } }, 'nothing says why'],
])('%s are a doubt', async (_name, report, said) => {
  expect((await readText(report)).doubts.join()).toContain(said);
});

test.each([
  ['another version', { ...npmV2, auditReportVersion: 3 }],
  ['no vulnerabilities', { ...npmV2, vulnerabilities: undefined }],
  ['an error beside', { ...npmV2, error: { code: 'X' } }],
])('%s is a problem', async (_name, report) => {
  expect(await problemsOf(() => readText(report))).toMatchObject([
    { code: 'npm-audit.shape', remedy: expect.stringMatching(/\w/) },
  ]);
});
