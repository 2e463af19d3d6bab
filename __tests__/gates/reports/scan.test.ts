import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { collectScan, type ScanWanted } from '../../../src/gates/reports/scan.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';
import { grype, npmV2, trivy, yarnLines } from './samples.ts';

const json = (value: unknown) => JSON.stringify(value);

async function collect(files: Readonly<Record<string, string>>, wanted: ScanWanted, runStartedAt?: number) {
  return withFolder(files, async (root) => {
    const workspace = await openWorkspace(root, runStartedAt === undefined ? {} : { runStartedAt });
    if (runStartedAt !== undefined)
      for (const file of Object.keys(files)) if (file.startsWith('base')) utimesSync(join(root, file), 1, 1);
    return collectScan(wanted, { workspace, signal: new AbortController().signal, howToMake: 'Run the audit' });
  });
}

test('several reports are one list', async () => {
  const yarn = yarnLines.map(json).join('\n');
  const seen = await collect({ 'npm.json': json(npmV2), 'yarn.jsonl': yarn }, { files: ['npm.json', 'yarn.jsonl'] });
  expect(seen.reports).toEqual([
    { path: 'npm.json', format: 'npm-audit', tool: 'npm', packages: 3 },
    { path: 'yarn.jsonl', format: 'yarn-audit', tool: 'yarn 1', packages: 3 },
  ]);
  expect(seen.advisories).toMatchObject([
    { ids: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm', '1106913'], package: 'lodash', scope: 'prod' },
  ]);
});

test('the lockfile tells what is for development, and must be that of the audit', async () => {
  const wanted = { files: 'npm.json', lockfile: 'package-lock.json' };
  const lock = (packages: object) => json({ lockfileVersion: 3, packages });
  const dev = await collect(
    { 'npm.json': json(npmV2), 'package-lock.json': lock({ 'node_modules/lodash': { dev: true } }) },
    wanted,
  );
  expect([dev.advisories[0]?.scope, dev.doubts]).toEqual(['dev', []]);
  const other = await collect({ 'npm.json': json(npmV2), 'package-lock.json': lock({}) }, wanted);
  expect([other.advisories[0]?.scope, other.doubts.length]).toEqual(['unknown', 1]);
});

test('a base report, which may be old, tells what is new', async () => {
  const wanted = { files: 'npm.json', base: 'base.json' };
  const started = Date.now();
  expect((await collect({ 'npm.json': json(npmV2), 'base.json': json(npmV2) }, wanted, started)).advisories).toMatchObject([
    { inBase: true },
  ]);
  const clean = { ...npmV2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 }, dependencies: { total: 1 } } };
  expect((await collect({ 'npm.json': json(npmV2), 'base.json': json(clean) }, wanted, started)).advisories).toMatchObject([
    { inBase: false },
  ]);
  expect((await collect({ 'npm.json': json(npmV2) }, { files: 'npm.json' })).advisories[0]).not.toHaveProperty('inBase');
});

test('of secrets by one rule in one file only as many are known as the base has', async () => {
  const withSecrets = (...lines: readonly number[]) => {
    const Secrets = lines.map((StartLine) => ({ RuleID: 'aws', Severity: 'CRITICAL', StartLine }));
    return json({ SchemaVersion: 2, ArtifactName: 'a', Results: [{ Target: 'config.js', Secrets }] });
  };
  const newOf = async (before: string, now: string) => {
    const { advisories } = await collect({ 'now.json': now, 'base.json': before }, { files: 'now.json', base: 'base.json' });
    return advisories.filter(({ inBase }) => inBase !== true).length;
  };
  expect(await newOf(withSecrets(12), withSecrets(14))).toBe(0);
  expect(await newOf(withSecrets(12), withSecrets(5, 14))).toBe(1);
});

test('statements in OpenVEX suppress what they name', async () => {
  const vex = {
    '@context': 'https://openvex.dev/ns',
    statements: [{ vulnerability: { name: 'CVE-2022-1292' }, products: ['pkg:deb/debian/openssl'], status: 'fixed' }],
  };
  const seen = await collect(
    { 'trivy.json': json(trivy), 'vex.json': json(vex) },
    { files: 'trivy.json', exemptions: 'vex.json' },
  );
  expect(seen.advisories.find(({ package: name }) => name === 'openssl')?.suppressed).toBe('OpenVEX: fixed');
});

test('the date of the database stands in the report, or in a file of its own', async () => {
  const version = json({ Version: '0.72.0', VulnerabilityDB: { UpdatedAt: '2026-01-02T03:04:05Z' } });
  const withFile = await collect(
    { 'trivy.json': json(trivy), 'version.json': version },
    { files: 'trivy.json', database: 'version.json' },
  );
  expect(withFile.reports[0]?.databaseAt).toBe('2026-01-02T03:04:05Z');
  expect((await collect({ 'grype.json': json(grype) }, { files: 'grype.json' })).reports[0]?.databaseAt).toBe(
    '2026-01-02T03:04:05Z',
  );
});

describe('it is a problem', () => {
  test.each<[string, Readonly<Record<string, string>>, ScanWanted, string]>([
    ['that neither files nor an audit is named', {}, {}, 'scan.source'],
    ['that both are', { 'npm.json': json(npmV2) }, { files: 'npm.json', run: 'npm' }, 'scan.source'],
    ['that there is no report', {}, { files: '*.json' }, 'report.none'],
    ['that a report is about something else', { a: 'SF:a\nDA:1,1\nend_of_record\n' }, { files: 'a' }, 'report.other-kind'],
    ['that it is of another format', { a: json(npmV2) }, { files: 'a', format: 'trivy' }, 'report.other-format'],
    ['that statements are no OpenVEX', { a: json(npmV2) }, { files: 'a', exemptions: 'a' }, 'report.other-format'],
    ['that there are no statements', { a: json(npmV2) }, { files: 'a', exemptions: 'b' }, 'report.none'],
    ['that nobody says of when the database is', { a: json(npmV2), b: '{}' }, { files: 'a', database: 'b' }, 'database.shape'],
    [
      'that the base report cannot be believed',
      { a: json(npmV2), b: json({ ...npmV2, vulnerabilities: {} }) },
      { files: 'a', base: 'b' },
      'report.base',
    ],
  ])('%s', async (_name, files, wanted, code) => {
    expect(await problemsOf(() => collect(files, wanted))).toMatchObject([{ code, remedy: expect.stringMatching(/\w/) }]);
  });
});
