import { expect, test } from '@jest/globals';
import { problemsOf } from '../problems.ts';
import { readText } from './intake.ts';
import { cyclonedx } from './samples.ts';

const [vulnerability] = cyclonedx.vulnerabilities;

test('the worst rating counts', async () => {
  const { facts, found, doubts } = await readText(cyclonedx);
  expect(facts).toEqual({
    shape: 'cyclonedx',
    spec: '1.6',
    components: 1,
    vulns: 1,
    max_rating: { critical: 1 },
    analysis_states: {},
  });
  expect(found).toMatchObject([
    { ids: ['CVE-2021-23337'], package: 'lodash', version: '4.17.15', severity: 'critical', fix: 'available' },
  ]);
  expect(doubts).toEqual([]);
});

test.each([
  ['a word that few write', [{ severity: 'Important' }, { severity: 'low' }], 'high'],
  ['a word that nobody knows, and a score', [{ severity: 'severe', score: 9.8 }, { severity: 'low' }], 'critical'],
  ['a word that nobody knows', [{ severity: 'severe' }], 'unknown'],
])('%s is no less than it is', async (_name, ratings, severity) => {
  expect((await readText({ ...cyclonedx, vulnerabilities: [{ ...vulnerability, ratings }] })).found[0]?.severity).toBe(severity);
});

test('an analysis that says that it does no harm suppresses, any other does not', async () => {
  const suppressedBy = async (state: string) => {
    const analysis = { state, justification: 'code_not_reachable' };
    return (await readText({ ...cyclonedx, vulnerabilities: [{ ...vulnerability, analysis }] })).found[0]?.suppressed;
  };
  expect(await suppressedBy('not_affected')).toBe('not_affected: code_not_reachable');
  expect(await suppressedBy('in_triage')).toBeUndefined();
});

test('an inventory is no scan', async () => {
  const { vulnerabilities: _, ...inventory } = cyclonedx;
  expect((await readText(inventory)).doubts).toEqual(['it lists components and no vulnerabilities: nobody has looked for any']);
  expect((await readText({ ...inventory, vulnerabilities: [] })).doubts).toEqual([]);
});

test('one that a scanner wrote is read as that scanner’s', async () => {
  expect((await readText(cyclonedx, 'trivy')).facts).toMatchObject({ shape: 'trivy-cyclonedx' });
});

test('no version, or a vulnerability without an id, is a problem', async () => {
  expect(await problemsOf(() => readText({ ...cyclonedx, specVersion: undefined }))).toMatchObject([{ code: 'cyclonedx.shape' }]);
  expect(await problemsOf(() => readText({ ...cyclonedx, vulnerabilities: [{}] }))).toMatchObject([{ code: 'cyclonedx.shape' }]);
});
