import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openWorkspace } from '../../../../src/gates/engine/workspace.ts';
import { collectTlsReports } from '../../../../src/gates/reports/tls/collect.ts';
import { tlsFormatOf } from '../../../../src/gates/reports/tls/formats.ts';
import { judgeTls } from '../../../../src/gates/rules/tls/judge.ts';
import { withFolder } from '../../folder.ts';
import { problemsOf } from '../../problems.ts';
import { sslLabsReport, sslyzeReport, testsslReport } from './samples.ts';

const suites = { tls_1_2: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'], tls_1_3: ['TLS_AES_128_GCM_SHA256'] };
const now = () => Date.UTC(2026, 11, 1);
const read = (
  report: unknown,
  wanted: { format?: 'testssl' | 'sslyze' | 'ssllabs'; host?: string; port?: number } = {},
  at = now,
) =>
  withFolder({ 'scan.json': typeof report === 'string' ? report : JSON.stringify(report) }, async (root) =>
    collectTlsReports(
      { files: 'scan.json', host: 'localhost', ...wanted },
      { workspace: await openWorkspace(root), signal: new AbortController().signal, now: at },
    ),
  );

test.each([
  ['testssl', testsslReport({})],
  ['sslyze', sslyzeReport(suites)],
  ['ssllabs', sslLabsReport()],
])('a report of %s is known by its shape, and judged like a scan', async (format, report) => {
  const seen = await read(report);
  expect(seen).toMatchObject({
    reports: [{ path: 'scan.json', format }],
    at: '2026-12-01T00:00:00Z',
    host: 'localhost',
    port: 443,
  });
  expect(judgeTls(seen, { minimum: 'TLSv1.2', require: ['no-compression', 'strong-suites', 'hostname'] })).toMatchObject({
    result: 'pass',
  });
  expect(judgeTls(seen, { minimum: 'TLSv1.3' })).toMatchObject({ result: 'fail', findings: [{ id: 'version:TLSv1.2' }] });
  expect(judgeTls(seen, { require: ['post-quantum'] }).result).not.toBe('pass');
  expect(judgeTls(seen, { require: ['caa'] }).result).toBe('cannot-tell');
});

test('suites that a report does not list are untested', async () => {
  const rows = testsslReport({}).filter(({ id }) => !id.startsWith('cipher-'));
  const seen = await read(rows);
  expect(judgeTls(seen, { minimum: 'TLSv1.2' }).result).toBe('pass');
  expect(judgeTls(seen, { require: ['strong-suites'] })).toMatchObject({ result: 'cannot-tell' });
  expect(judgeTls(seen, { grade: 'F' })).toMatchObject({ result: 'cannot-tell' });
});

test.each<[string, unknown, object, string]>([
  ['another host', sslyzeReport(suites), { host: 'other.example' }, 'report.other-host'],
  ['another port', sslyzeReport(suites), { port: 8443 }, 'report.other-host'],
  ['another format', sslyzeReport(suites), { format: 'testssl' }, 'report.other-format'],
  ['no report', { a: 1 }, {}, 'report.unknown'],
  ['an empty list', [], {}, 'report.unknown'],
  ['a report of nobody', { server_scan_results: [] }, {}, 'report.empty'],
  ['a report that was cut', JSON.stringify(sslyzeReport(suites)).slice(0, -20), {}, 'json.cut'],
])('%s is a problem', async (_, report, wanted, code) => {
  const [problem] = await problemsOf(() => read(report, wanted));
  expect(problem).toMatchObject({ code, remedy: expect.stringMatching(/\w/) });
});

test('an old scan proves nothing', async () => {
  const [problem] = await problemsOf(() => read(sslyzeReport(suites), {}, () => Date.UTC(2026, 11, 4)));
  expect(problem).toMatchObject({ code: 'report.old', file: 'scan.json' });
});

/** Beside the checkout there may be a folder of real reports. */
const corpus = fileURLToPath(new URL('../../../../../shared/corpus/tools/', import.meta.url));
const real = [
  ['sslyze/dd__one_target_many_vuln_new.json', 'example.com', { TLSv1: 'offered', 'TLSv1.2': 'offered', 'TLSv1.3': 'refused' }],
  ['ssllabs/dd__ssl_labs_ok_v1.5.0.json', 'defectdojo.mevitae.com', { 'TLSv1.1': 'refused', 'TLSv1.3': 'offered' }],
  ['ssllabs/dd__ssl_labs_revoked_v1.5.0.json', 'revoked.badssl.com', { TLSv1: 'offered', 'TLSv1.3': 'refused' }],
] as const;

test('real reports say what their tools found, where they are at hand', () => {
  const there = real.filter(([path]) => existsSync(`${corpus}${path}`));
  const found = there.map(([path]) => {
    const report: unknown = JSON.parse(readFileSync(`${corpus}${path}`, 'utf8'));
    const [first] = tlsFormatOf(report, path).read(report);
    return [path, first?.host, first?.address.protocols];
  });
  expect(found).toEqual(there.map(([path, host, protocols]) => [path, host, expect.objectContaining(protocols)]));
});
