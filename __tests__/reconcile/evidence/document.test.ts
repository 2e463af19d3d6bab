import { describe, expect, test } from '@jest/globals';
import { artifactName, audienceOf, writeEvidence } from '../../../src/gates/engine/evidence.ts';
import { type Reading, readArtifact } from '../../../src/reconcile/evidence/document.ts';
import { readingOf } from '../../../src/reconcile/evidence/reading.ts';
import type { VouchAnswer } from '../../../src/reconcile/ports/runs.ts';
import { claimOf } from './ci.ts';

const head = 'b'.repeat(40);
const run: Reading['run'] = {
  id: 12,
  attempt: 1,
  event: 'pull_request',
  head,
  path: '.github/workflows/ci.yml',
  source: null,
  status: 'completed',
  createdAt: '2026-11-21T12:00:00Z',
  startedAt: '2026-11-21T12:00:00Z',
  updatedAt: '2026-11-21T12:08:00Z',
  repoId: 7,
  from: { repoId: 7, owner: 'acme', branch: 'next' },
  pulls: [1],
};
const honest = {
  repositoryId: 7,
  event: 'pull_request',
  head,
  checkedOut: head,
  tree: head,
  run: { id: 12, attempt: 1, path: run.path },
  claims: [claimOf()],
};

async function read(text: string, more: { name?: string; token?: string; vouch?: VouchAnswer } = {}) {
  const name = more.name ?? artifactName(text);
  return readArtifact(
    { is: 'read', evidence: Buffer.from(text), token: more.token ?? null },
    {
      run,
      artifact: { id: 5, name, bytes: 1, isExpired: false, createdAt: '2026-11-21T12:06:00Z', digest: null },
      attempt: { number: 1, startedAt: run.startedAt },
      vouch: async () => more.vouch ?? { is: 'doubtful', because: 'it is no token' },
      readEvidence: async (evidence, artifact) => readingOf(evidence, artifact),
    },
  );
}

test('its claims, by their keys', async () => {
  const { taken, claims } = await read(writeEvidence(honest));
  expect(claims.map(({ key }) => key)).toEqual([`coverage||${claimOf().source}`]);
  expect(claims.map((claim): unknown => JSON.parse(claim.text))).toEqual([claimOf()]);
  expect(taken).toEqual({
    id: 5,
    name: artifactName(writeEvidence(honest)),
    createdAt: '2026-11-21T12:06:00Z',
    attempt: 1,
    found: { is: 'read', keys: [`coverage||${claimOf().source}`] },
    token: null,
    contradictions: [],
  });
});

describe('what it says of itself counts for nothing, and is told where it is not so', () => {
  test.each<[Partial<typeof honest>, string]>([
    [{ repositoryId: 8 }, 'repository 8, where GitHub states 7'],
    [{ head: 'c'.repeat(40) }, `commit ${'c'.repeat(40)}, where GitHub states ${head}`],
    [{ event: 'push' }, 'event push, where GitHub states pull_request'],
    [{ run: { id: 9, attempt: 1, path: 'x' } }, 'run 9, where GitHub states 12'],
    [{ run: { id: 12, attempt: 2, path: 'x' } }, 'attempt 2, where GitHub states 1'],
  ])('%j', async (more, contradiction) => {
    const { taken, claims } = await read(writeEvidence({ ...honest, ...more }));
    expect(claims).toHaveLength(1);
    expect(taken.contradictions).toEqual([contradiction]);
  });
});

describe('nothing is made of', () => {
  const text = writeEvidence(honest);
  test.each<[string, string, { name?: string }, RegExp]>([
    ['no JSON', '{', {}, /^cannot be read/],
    ['another version', '{"format":"gonogo/evidence/2"}', {}, /^cannot be read: This is gonogo\/evidence\/2/],
    ['half of it', text.slice(0, -30), {}, /^cannot be read/],
    [
      'one name for other contents',
      text.replace('"covered":90', '"covered":91'),
      { name: artifactName(text) },
      /^holds other evidence than its name says$/,
    ],
    [
      'more claims than any workflow has',
      writeEvidence({ ...honest, claims: Array.from({ length: 2_001 }, (_, at) => claimOf({ source: { at }, broken: 'x' })) }),
      {},
      /^holds 2001 claims, more than 2000$/,
    ],
  ])('%s', async (_what, given, more, because) => {
    const { taken, claims } = await read(given, more);
    expect(claims).toEqual([]);
    expect(taken.found).toEqual({ is: 'unreadable', because: expect.stringMatching(because) });
  });
});

test('a token counts for this text alone', async () => {
  const text = writeEvidence(honest);
  const vouch: VouchAnswer = {
    is: 'vouched',
    audience: audienceOf(text),
    issuedAt: Date.parse('2026-11-21T12:05:00Z') / 1_000,
    notBefore: null,
    expiresAt: Date.parse('2026-11-21T12:10:00Z') / 1_000,
    repoId: 7,
    run: 12,
    attempt: 1,
    event: 'pull_request',
    ref: 'refs/pull/1/merge',
    base: 'main',
    workflowRef: 'x@y',
    workflowSha: head,
    runner: null,
  };
  expect((await read(text, { token: 'a.b.c', vouch })).taken.token).toEqual(vouch);
  const other = writeEvidence({ ...honest, claims: [] });
  expect((await read(other, { token: 'a.b.c', vouch })).taken.token).toMatchObject({ is: 'doubtful' });
});
