import { expect, test } from '@jest/globals';
import { advisoryFields, advisoryShape } from '../../../src/gates/reports/npm-audit-v1.ts';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { npmV1 } from './samples.ts';

const [advisory] = Object.values(npmV1.advisories);

test('an advisory counts once however many paths it has', async () => {
  const { facts, found, doubts, scanned } = await readText(npmV1);
  expect(facts).toEqual({
    shape: 'npm-v1',
    meta_paths: { info: 0, low: 0, moderate: 0, high: 0, critical: 1 },
    advisories: 1,
    advisories_by_severity: { critical: 1 },
    paths: 2,
  });
  expect(found).toMatchObject([
    {
      ids: ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337', '1106913'],
      package: 'lodash',
      severity: 'critical',
      fix: 'available',
      fixedIn: '>=4.17.21',
    },
  ]);
  expect([doubts, scanned]).toEqual([[], [{ tool: 'npm-v1', packages: 3 }]]);
});

test.each([
  ['<0.0.0', 'none'],
  [null, 'unknown'],
  ['>=1', 'available'],
])('a patched version of %p is a fix that is %s', async (patched, fix) => {
  const { found } = await readText({ ...npmV1, advisories: { 1: { ...advisory, patched_versions: patched } } });
  expect(found[0]?.fix).toBe(fix);
});

test('only what every finding has for development is for development', async () => {
  const scopeWith = async (...dev: (boolean | undefined)[]) => {
    const findings = dev.map((each) => ({ version: '1', paths: ['a'], dev: each }));
    return (await readText({ ...npmV1, advisories: { 1: { ...advisory, findings } } })).found[0]?.scope;
  };
  expect([await scopeWith(true, true), await scopeWith(true, false), await scopeWith(true, undefined)]).toEqual([
    'dev',
    'prod',
    'unknown',
  ]);
});

test.each([
  ['no advisories', { ...npmV1, actions: [{ resolves: [] }], advisories: undefined }],
  ['an error beside', { ...npmV1, error: { code: 'ENOAUDIT' } }],
])('%s is a problem', async (_name, report) => {
  expect(await problemsOf(() => readText(report, 'npm-audit'))).toMatchObject([{ code: 'npm-audit.shape' }]);
});

test('no totals are a doubt', async () => {
  expect((await readText({ ...npmV1, metadata: {} })).doubts).toEqual(['there are no totals at its end']);
});

test('paths are counted and not kept', () => {
  expect(Object.keys(advisoryFields)).not.toContain('findings');
  expect(advisoryShape(() => {}).fields?.byName.has('findings')).toBe(true);
});
