import { expect, test } from '@jest/globals';
import { type Exemption, readOpenVex } from '../../../src/gates/reports/openvex.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

const head = { '@context': 'https://openvex.dev/ns/v0.2.0', author: 'us' };
const read = (document: unknown, on?: (each: Exemption) => void) => readOpenVex(textSource(JSON.stringify(document)), on);

test('statements are counted by status, vulnerabilities by name', async () => {
  const exemptions: Exemption[] = [];
  const statements = [
    {
      vulnerability: { name: 'CVE-1', aliases: ['GHSA-1'] },
      products: [{ '@id': 'pkg:npm/a@1', subcomponents: [{ '@id': 'pkg:npm/b' }] }],
      status: 'not_affected',
      justification: 'component_not_present',
    },
    { vulnerability: 'CVE-1', products: ['pkg:npm/c'], status: 'fixed' },
  ];
  expect(await read({ ...head, statements }, (each) => exemptions.push(each))).toEqual({
    statements: 2,
    by_status: { not_affected: 1, fixed: 1 },
    vulns: ['CVE-1'],
  });
  expect(exemptions[0]).toEqual({
    ids: ['CVE-1', 'GHSA-1'],
    products: ['pkg:npm/a@1', 'pkg:npm/b'],
    status: 'not_affected',
    why: 'component_not_present',
    at: '',
  });
});

test('a statement without a time is of the time of its document, wherever that stands', async () => {
  const exemptions: Exemption[] = [];
  const timestamp = '2026-03-01T00:00:00Z';
  const own = '2026-02-01T00:00:00Z';
  const statements = [
    { vulnerability: 'CVE-1', status: 'fixed' },
    { vulnerability: 'CVE-2', status: 'fixed', timestamp: own },
  ];
  await read({ ...head, statements, timestamp }, (each) => exemptions.push(each));
  expect(new Map(exemptions.map(({ ids, at }) => [ids[0], at]))).toEqual(
    new Map([
      ['CVE-1', timestamp],
      ['CVE-2', own],
    ]),
  );
});

test.each([
  [{ ...head, statements: [{ vulnerability: 'CVE-1', status: 'not_affected' }] }],
  [{ ...head, statements: [{ vulnerability: 'CVE-1', status: 'not_affected', justification: '', impact_statement: '' }] }],
  [{ ...head, '@context': 'https://example.com', statements: [] }],
  [head],
  [{ ...head, statements: [{ vulnerability: 'CVE-1', status: 'fine' }] }],
  [{ ...head, statements: [{ status: 'fixed' }] }],
])('%j is a problem', async (document) => {
  expect(await problemsOf(() => read(document))).toMatchObject([{ code: 'openvex.shape' }]);
});
