import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Demo, settleDemo } from '../../../src/sandbox/demo/demo.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { addToken } from '../../../src/sandbox/state/accounts.ts';
import { latestRuns, runsAt } from '../../../src/sandbox/state/checks.ts';

let sandbox: Sandbox;
let demo: Demo;
beforeAll(async () => {
  sandbox = await startSandbox();
  demo = settleDemo(sandbox.world);
});
afterAll(() => sandbox.close());

const gate = () => latestRuns(runsAt(demo.repo, demo.release.pull.headSha)).find(({ name }) => name === 'release gate');
const items = ['tests.reviewed', 'notes.written', 'tls.min-version', 'secrets.rotated', 'backup.restored', 'rollback.known'];

test('the release goes when every box is ticked and somebody approved, and not before', async () => {
  const [nora, rafael, mika] = ['nora', 'rafael', 'mika'].map((login) => sandbox.as(login));
  await expect(mika?.merge(demo.release)).rejects.toThrow('release gate');
  for (const item of items) await nora?.tick(demo.release, item);
  expect(gate()?.conclusion).toBe('success');
  await expect(mika?.merge(demo.release)).rejects.toThrow('approving review');
  await rafael?.review(demo.release, 'APPROVED');
  await nora?.untick(demo.release, 'notes.written');
  expect(gate()?.output.title).toBe('WAITING: 1 to do');
  await nora?.tick(demo.release, 'notes.written');
  await nora?.push(demo.repo, 'release/2.4.0', { 'NOTES.md': 'more\n' });
  expect(gate()?.output.title).toBe('GO');
  await mika?.merge(demo.release, 'squash');
  expect(demo.release.pull.mergedBy?.login).toBe('mika');
  expect(sandbox.breaches).toEqual([]);
});

test('every list of it is answered as GitHub describes it', async () => {
  const token = addToken(sandbox.world, { kind: 'user', account: sandbox.as('olga').account, expiresAt: null });
  const at = `${sandbox.url}/repos/harbour/ferry`;
  const lists = [
    'pulls?state=all',
    'issues?state=all',
    'labels',
    'rulesets',
    'rules/branches/main',
    'releases',
    'deployments',
    'environments',
  ];
  const more = [
    'actions/runs',
    'actions/workflows',
    'branches',
    'tags',
    'commits',
    `commits/${demo.release.pull.headSha}/check-runs`,
  ];
  for (const path of [...lists, ...more]) {
    const answer = await fetch(`${at}/${path}`, { headers: { authorization: `token ${token}` } });
    expect([path, answer.status]).toEqual([path, 200]);
  }
  expect(sandbox.breaches).toEqual([]);
});
