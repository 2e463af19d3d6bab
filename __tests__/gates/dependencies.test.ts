import { describe, expect, test } from '@jest/globals';
import { dependencies } from '../../src/gates/dependencies.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import type { Json } from '../../src/ground/json.ts';
import { withFolder } from './folder.ts';
import { npmV2 } from './reports/samples.ts';

async function judged(report: unknown, limits: Json) {
  return withFolder({ 'audit.json': typeof report === 'string' ? report : JSON.stringify(report) }, async (root) => {
    const use = { gate: 'dependencies', source: { files: 'audit.json' }, limits };
    const [claim] = await collectAll([use], { gateById: () => dependencies, workspace: await openWorkspace(root) });
    if (claim === undefined) throw new Error('there is no claim');
    return judgeClaim(dependencies, claim, limits);
  });
}

test('a report that has something is held against the limits', async () => {
  expect(await judged(npmV2, { critical: 0 })).toMatchObject({
    result: 'fail',
    summary: '1 critical (at most 0) in 3 packages',
    findings: [{ id: 'GHSA-35jh-r3h4-6jhm|lodash', severity: 'critical' }],
    remedy: 'Update first what has a fix: lodash (GHSA-35jh-r3h4-6jhm).',
  });
  expect((await judged(npmV2, { critical: 1 })).result).toBe('pass');
});

describe('it cannot tell', () => {
  test.each([
    ['', 'empty'],
    ['{}', 'empty JSON'],
    ['null', 'empty JSON'],
    ['[]', 'empty JSON'],
    ['{"error": {"code": "ENOAUDIT", "summary": "no network"}}', 'ENOAUDIT: no network'],
    [JSON.stringify(npmV2).slice(0, -30), 'too early'],
    ['found 0 vulnerabilities\n', 'no report'],
    [{ ...npmV2, vulnerabilities: {} }, '0 are listed'],
    [
      { ...npmV2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 }, dependencies: { total: 0 } } },
      'no package was looked at',
    ],
  ])('from %j', async (report, said) => {
    expect(await judged(report, { critical: 99 })).toMatchObject({
      result: 'cannot-tell',
      summary: expect.stringContaining(said),
    });
  });
});

test('a key that nobody knows is refused', () => {
  expect(issuesOf(dependencies.source, { files: 'a', allow: true })).not.toEqual([]);
  expect(issuesOf(dependencies.limits, {})).not.toEqual([]);
});
