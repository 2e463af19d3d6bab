import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { berryLine, yarnLines } from './samples.ts';

const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const [warning, advisory, summary] = yarnLines;

test('yarn 1: an advisory counts once, a line for each path of it', async () => {
  const twice = { type: 'auditSummary', data: { vulnerabilities: { critical: 2 }, totalDependencies: 3 } };
  const { facts, found, doubts } = await readText(lines([warning, advisory, advisory, twice]));
  expect(facts).toEqual({
    shape: 'yarn1-ndjson',
    summary: { critical: 2 },
    advisory_lines: 2,
    lines_by_severity: { critical: 2 },
    unique_advisories: 1,
    unique_by_severity: { critical: 1 },
    error_lines: 0,
    unparsable: 0,
  });
  expect(found).toMatchObject([{ package: 'lodash', severity: 'critical', scope: 'prod' }]);
  expect(doubts).toEqual([]);
});

test('yarn 1: totals that count more than is listed are a doubt', async () => {
  const more = { type: 'auditSummary', data: { vulnerabilities: { critical: 5, low: 1 } } };
  expect((await readText(lines([advisory, more]))).doubts).toEqual([
    'the totals count 5 of critical, and 1 are listed',
    'the totals count 1 of low, and 0 are listed',
  ]);
});

test.each([
  ['no totals', [advisory], 'no totals'],
  ['an error', [{ type: 'error', data: 'An unexpected error\noccurred' }, summary], 'An unexpected error occurred'],
  ['something behind the totals', [summary, advisory], 'behind the totals'],
  ['an advisory without itself', [{ type: 'auditAdvisory', data: { resolution: { id: 1 } } }, summary], 'about no advisory'],
])('yarn 1: %s is a problem', async (_name, report, said) => {
  expect(await problemsOf(() => readText(lines(report)))).toMatchObject([
    { code: 'yarn-audit.shape', message: expect.stringContaining(said) },
  ]);
});

test('yarn 4: a deprecation is no advisory', async () => {
  const deprecation = { value: 'old', children: { ID: 'old (deprecation)', Issue: 'gone', Severity: 'moderate' } };
  const { facts, found } = await readText(lines([berryLine, deprecation]));
  expect(facts).toEqual({ shape: 'yarn-berry-ndjson', advisories: 1, advisories_by_severity: { critical: 1 }, deprecations: 1 });
  expect(found).toMatchObject([{ ids: ['GHSA-35jh-r3h4-6jhm', '1106913'], package: 'lodash', version: '4.17.15' }]);
});

test('yarn 4: a line that names nothing is a problem', async () => {
  expect(await problemsOf(() => readText(lines([berryLine, { value: 'x', children: { Issue: 'y' } }])))).toMatchObject([
    { message: expect.stringContaining('line 2 has no ID') },
  ]);
  expect(await problemsOf(() => readText(lines([berryLine, {}])))).toMatchObject([
    { message: expect.stringContaining('names no package') },
  ]);
});

test('yarn 4.0.0: a list for each package', async () => {
  const one = {
    id: 1,
    url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
    title: 'T',
    severity: 'high',
    vulnerable_versions: '<2',
  };
  const { facts, found } = await readText({ a: [one, { ...one, id: 2 }], b: [one] });
  expect(facts).toEqual({ shape: 'yarn-berry-object', advisories: 3, advisories_by_severity: { high: 3 } });
  expect(found.map((each) => each.package)).toEqual(['a', 'a', 'b']);
  expect(await problemsOf(() => readText({ a: [{ severity: 'high', vulnerable_versions: '<2' }] }))).toMatchObject([
    { code: 'yarn-audit.shape' },
  ]);
});
