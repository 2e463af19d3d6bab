import { expect, test } from '@jest/globals';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import type { Static } from '../../src/gates/engine/schema.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { secretsScan } from '../../src/gates/secrets-scan.ts';
import { withFolder } from './folder.ts';

type Evidence = Static<typeof secretsScan.evidence>;

/** Judged as the engine does it, so that an answer that contradicts itself does not count here either. */
function judge(seen: Evidence, limits: Static<typeof secretsScan.limits>) {
  const claim = { gate: 'secrets-scan', source: '', at: '', tookMs: 0, state: 'collected' as const, data: seen };
  return judgeClaim(secretsScan, claim, limits);
}

const clean: Evidence = {
  reports: [{ path: 'a.json', format: 'gitleaks', tools: ['gitleaks'] }],
  tools: ['gitleaks'],
  secrets: 0,
  suppressed: 0,
  ignored: 0,
  kept: [],
  doubts: [],
};
const two: Evidence = {
  ...clean,
  secrets: 2,
  kept: [
    { id: 'a', rule: 'r', file: 'x.ts', line: 1 },
    { id: 'b', rule: 'r' },
  ],
};

test('no secret is well, and one is not', () => {
  expect(judge(clean, {})).toMatchObject({ result: 'pass', summary: 'no secret found by gitleaks' });
  const { result, findings, remedy } = judge(two, {});
  expect([result, findings.map(({ title }) => title)]).toEqual(['fail', ['r in x.ts:1', 'r']]);
  expect(remedy).toContain('revoke');
  expect(judge(two, { secrets: 2 }).result).toBe('pass');
});

test('what is not listed is counted, and what is suppressed is shown', () => {
  const many = { ...two, secrets: 7, suppressed: 3 };
  expect(judge(many, { suppressed: 2 }).findings.map(({ id, value }) => [id, value])).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['more-secrets', 5],
    ['suppressed', 3],
  ]);
  expect(judge({ ...clean, suppressed: 1, ignored: 4 }, {}).summary).toBe(
    'no secret found by gitleaks, 1 suppressed, 4 in ignored files',
  );
});

test.each<[string, Partial<Evidence>]>([
  ['a doubt', { doubts: ['x'] }],
  ['no report', { reports: [] }],
  ['no tool', { tools: [] }],
  ['more listed than there are', { kept: two.kept }],
  ['a number without a place', { secrets: 1 }],
  [
    'one twice',
    {
      secrets: 2,
      kept: [
        { id: 'a', rule: 'r' },
        { id: 'a', rule: 'r' },
      ],
    },
  ],
])('%s cannot be told', (_name, more) => {
  expect(judge({ ...clean, ...more }, { secrets: 9 }).result).toBe('cannot-tell');
});

test('no secret comes through, neither in evidence nor in the answer', async () => {
  const secret = 'AKIA-this-is-the-secret';
  const leak = {
    RuleID: 'aws',
    File: 'a.ts',
    StartLine: 3,
    Secret: secret,
    Match: secret,
    Fingerprint: secret,
    Description: secret,
  };
  const result = {
    ruleId: 'aws',
    message: { text: `found ${secret}` },
    partialFingerprints: { secret },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'b.ts' }, region: { startLine: 4, snippet: { text: secret } } } }],
    suppressions: [],
  };
  const suppressed = { ...result, suppressions: [{ kind: 'inSource', justification: secret }] };
  const sarif = { version: '2.1.0', runs: [{ tool: { driver: { name: 'gitleaks' } }, results: [result, suppressed] }] };
  await withFolder({ 'a.json': JSON.stringify([leak]), 'b.sarif': JSON.stringify(sarif) }, async (root) => {
    const use = { gate: 'secrets-scan', source: { files: ['a.json', 'b.sarif'] }, limits: {} };
    const [claim] = await collectAll([use], { gateById: () => secretsScan, workspace: await openWorkspace(root) });
    if (claim === undefined) throw new Error('there is no claim');
    const judgement = judgeClaim(secretsScan, claim, {});
    expect(judgement).toMatchObject({ result: 'fail', summary: '2 secrets found by gitleaks, 1 suppressed' });
    expect(JSON.stringify([claim, judgement])).not.toContain(secret);
  });
});

test('a clean report of what does not look for secrets says nothing about them', async () => {
  const sarif = { version: '2.1.0', runs: [{ tool: { driver: { name: 'Biome' } }, results: [] }] };
  await withFolder({ 'a.sarif': JSON.stringify(sarif) }, async (root) => {
    const judgeWith = async (source: object) => {
      const use = { gate: 'secrets-scan', source: { files: 'a.sarif', ...source }, limits: {} };
      const [claim] = await collectAll([use], { gateById: () => secretsScan, workspace: await openWorkspace(root) });
      return claim === undefined ? undefined : judgeClaim(secretsScan, claim, {});
    };
    expect(await judgeWith({})).toMatchObject({ result: 'cannot-tell', summary: expect.stringContaining('Biome') });
    expect(await judgeWith({ tools: ['biome'] })).toMatchObject({ result: 'pass' });
  });
});
