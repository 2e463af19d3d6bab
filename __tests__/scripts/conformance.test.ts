import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { compare, knownIn, totalsOf } from '../../scripts/conformance.ts';
import { formats } from '../../src/gates/reports/formats.ts';
import { withFolder } from '../gates/folder.ts';
import { trivy } from '../gates/reports/samples.ts';

const table = (...rows: readonly string[]) => `file\ttool\tfact\tvalue\n${rows.map((row) => `a.json\ttrivy\t${row}\n`).join('')}`;

async function compared(report: string, ...rows: readonly string[]) {
  return withFolder({ 'a.json': report }, async (root) => {
    const [known] = knownIn(table(...rows));
    if (known === undefined) throw new Error('the table is empty');
    return compare(root, known);
  });
}

test('what is read is equal or different', async () => {
  const report = JSON.stringify(trivy);
  expect(await compared(report, 'shape\tschema2', 'vulns\t1', 'vulns_by_severity\t{"critical": 1}', 'note\tx')).toMatchObject({
    outcome: 'equal',
    wrongGreen: false,
  });
  expect(await compared(report, 'vulns\t2')).toMatchObject({
    outcome: 'different',
    notes: ['vulns is 2, read as 1'],
    wrongGreen: false,
  });
  expect(await compared(report, 'secrets\t2')).toMatchObject({ outcome: 'different', wrongGreen: true });
});

test('what must be refused is wrong when it is read', async () => {
  const row = 'shape\tunparsable: must fail closed';
  expect(await compared('no JSON', row)).toMatchObject({ outcome: 'refused', expected: 'refused', wrongGreen: false });
  expect(await compared(JSON.stringify(trivy), row)).toMatchObject({ outcome: 'different', wrongGreen: true });
});

test('each file is one of three', async () => {
  const all = [await compared('no JSON', 'vulns\t1'), await compared(JSON.stringify(trivy), 'vulns\t1')];
  expect(totalsOf(all)).toEqual({ files: 2, equal: 1, different: 0, refused: 1, wrongGreen: 0 });
});

test('real reports, where there is a folder of them, are read as they are', async () => {
  const folder = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
  const known = existsSync(folder) ? knownIn(readFileSync(join(folder, 'facts.tsv'), 'utf8')) : [];
  const ours = new Set<string>(formats.map(({ format }) => format));
  const outcomes = await Promise.all(known.filter(({ tool }) => ours.has(tool)).map(async (each) => compare(folder, each)));
  expect(outcomes.filter(({ outcome, wrongGreen }) => outcome === 'different' || wrongGreen)).toEqual([]);
  expect(outcomes.filter(({ outcome, expected }) => outcome !== 'refused' && expected === 'refused')).toEqual([]);
});
