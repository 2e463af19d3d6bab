import { expect, test } from '@jest/globals';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { tlsReport } from '../../src/gates/tls-report.ts';
import { withFolder } from './folder.ts';
import { testsslReport } from './reports/tls/samples.ts';

test('from a report to the answer, with other limits and no new run', async () => {
  const report = JSON.stringify(testsslReport({ TLS1_1: 'offered (deprecated)' }));
  await withFolder({ 'out/scan.json': report }, async (root) => {
    const use = { gate: 'tls-report', source: { files: 'out/*.json', host: 'localhost' }, limits: {} };
    const [claim] = await collectAll([use], { gateById: () => tlsReport, workspace: await openWorkspace(root) });
    expect(claim).toMatchObject({ state: 'collected', data: { reports: [{ path: 'out/scan.json', format: 'testssl' }] } });
    if (claim === undefined) return;
    expect(judgeClaim(tlsReport, claim, { minimum: 'TLSv1.1' }).result).toBe('pass');
    expect(judgeClaim(tlsReport, claim, { minimum: 'TLSv1.2' })).toMatchObject({
      result: 'fail',
      findings: [{ id: 'version:TLSv1.1' }],
    });
    expect(judgeClaim(tlsReport, claim, { require: ['chain'] }).result).toBe('cannot-tell');
  });
});
