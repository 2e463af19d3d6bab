import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Keeping, keepEvidence } from '../../../src/doors/action/evidence.ts';
import type { Claim } from '../../../src/gates/engine/contract.ts';
import { readEvidence } from '../../../src/gates/engine/evidence.ts';
import { folder, git, removeFolders } from '../child.ts';
import { type Beside, hasty, openBeside, token } from './beside.ts';
import { pullEvent, shop, sourcesOf } from './shop.ts';
import { unzip } from './unzip.ts';

let beside: Beside;
beforeAll(async () => {
  beside = await openBeside();
});
afterEach(() => {
  beside.next.clear();
  beside.asked.length = 0;
});
afterAll(async () => {
  removeFolders();
  await beside.close();
});

const claim: Claim = {
  gate: 'coverage',
  source: 'a'.repeat(64),
  at: '2026-11-20T10:00:00Z',
  tookMs: 5,
  state: 'collected',
  data: { lines: 1 },
};
let counted = 0;

async function keep(more: Partial<Keeping> = {}, root?: string) {
  const here = shop();
  const hidden: string[] = [];
  const temp = folder();
  // Nothing is like anything before it, as times make it in a run.
  const tookMs = ++counted;
  const kept = await keepEvidence({
    sources: await sourcesOf(root ?? here.root, pullEvent(here)),
    head: here.head,
    claims: [{ ...claim, tookMs }],
    upload: true,
    retentionDays: undefined,
    hide: (word) => hidden.push(word),
    patience: hasty,
    ...more,
    env: { ...beside.env, RUNNER_TEMP: temp, ...more.env },
  });
  return { kept, hidden, temp, ...here };
}

test('one artifact with the evidence and what vouches for exactly it', async () => {
  const { kept, hidden, head, root } = await keep();
  const { path = '', artifact, ...rest } = kept;
  expect(rest).toEqual({ isAttested: true, problems: [], notes: [] });
  const text = readFileSync(path, 'utf8');
  const { document } = readEvidence(text, 'evidence.json');
  expect(document).toMatchObject({
    repositoryId: 7,
    event: 'pull_request',
    head,
    checkedOut: head,
    tree: git(root, 'rev-parse', 'HEAD^{tree}'),
    run: { id: 11, attempt: 1, path: '.github/workflows/ci.yml' },
  });
  const digest = createHash('sha256').update(text).digest('hex');
  expect(artifact).toEqual({ name: `gonogo-evidence-${digest.slice(0, 12)}`, id: 41 });
  expect(unzip(beside.artifacts.get(artifact?.name ?? '') ?? Buffer.alloc(0))).toEqual({
    'evidence.json': text,
    'evidence.jwt': token,
  });
  expect(beside.asked[0]?.headers).toMatchObject({ 'x-audience': `gonogo-evidence:${digest}` });
  expect(hidden).toEqual([token]);
  expect(readdirSync(dirname(path))).toEqual(['evidence.json']);
});

test('where nothing is checked out, it says so', async () => {
  const { kept } = await keep({}, folder());
  expect(JSON.parse(readFileSync(kept.path ?? '', 'utf8'))).toMatchObject({ checkedOut: null, tree: null });
});

test('each use of the Action in a job has a file of its own', async () => {
  const RUNNER_TEMP = folder();
  const paths = await Promise.all([keep({ env: { RUNNER_TEMP } }), keep({ env: { RUNNER_TEMP } })]);
  expect(new Set(paths.map(({ kept }) => kept.path)).size).toBe(2);
  expect(paths.every(({ kept }) => existsSync(kept.path ?? ''))).toBe(true);
});

test('without an upload both are left for a step that brings them elsewhere', async () => {
  const { kept } = await keep({ upload: false });
  expect(kept).toMatchObject({ isAttested: true, problems: [], notes: ['The evidence was not uploaded, as asked.'] });
  expect(kept.artifact).toBeUndefined();
  expect(readFileSync(join(dirname(kept.path ?? ''), 'evidence.jwt'), 'utf8')).toBe(token);
  expect(beside.asked.map(({ what }) => what)).toEqual(['token']);
});

test('nobody vouches without the right to it, and that is no problem', async () => {
  const { kept } = await keep({ env: { ACTIONS_ID_TOKEN_REQUEST_URL: '' } });
  expect(kept).toMatchObject({ isAttested: false, problems: [], notes: [] });
  expect(Object.keys(unzip(beside.artifacts.get(kept.artifact?.name ?? '') ?? Buffer.alloc(0)))).toEqual(['evidence.json']);
});

test('that GitHub would not vouch is told, and the evidence is there', async () => {
  beside.next.set('token', [403]);
  const { kept } = await keep();
  expect(kept).toMatchObject({ isAttested: false, problems: [], artifact: { id: 41 } });
  expect(kept.notes).toEqual(['GitHub gave no token that vouches for the evidence: 403 odd']);
});

describe('evidence that does not arrive is a problem', () => {
  test('the service refuses', async () => {
    beside.next.set('CreateArtifact', [403]);
    const { kept } = await keep();
    expect(kept).toMatchObject({ problems: [{ code: 'action.upload' }], path: expect.stringContaining('evidence.json') });
    expect(kept.artifact).toBeUndefined();
  });

  test('there is no service', async () => {
    const { kept } = await keep({ env: { ACTIONS_RESULTS_URL: '' } });
    expect(kept.problems).toMatchObject([{ code: 'action.no-artifacts', remedy: expect.stringContaining('upload: false') }]);
  });

  test('there is more of it than anybody reads', async () => {
    const { kept } = await keep({ claims: [{ ...claim, data: 'x'.repeat(10_000_000) }] });
    expect(kept).toEqual({ isAttested: false, notes: [], problems: [expect.objectContaining({ code: 'evidence.too-large' })] });
    expect(beside.asked).toEqual([]);
  });

  test('it cannot be written', async () => {
    const blocked = join(folder(), 'file');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o600);
    const { kept } = await keep({ env: { RUNNER_TEMP: blocked } });
    expect(kept.problems).toMatchObject([{ code: 'action.write', remedy: expect.stringContaining('RUNNER_TEMP') }]);
    expect(kept.path).toBeUndefined();
  });
});
