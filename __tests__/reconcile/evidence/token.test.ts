import { expect, test } from '@jest/globals';
import { tokenFor } from '../../../src/reconcile/evidence/token.ts';
import type { Vouched, WorkflowRun } from '../../../src/reconcile/ports/runs.ts';

const at = (instant: string) => Date.parse(instant) / 1_000;

const token: Vouched & { is: 'vouched' } = {
  is: 'vouched',
  audience: 'gonogo-evidence:abc',
  issuedAt: at('2026-11-21T12:05:00Z'),
  notBefore: at('2026-11-21T11:55:00Z'),
  expiresAt: at('2026-11-21T12:10:00Z'),
  repoId: 7,
  run: 12,
  attempt: 2,
  event: 'pull_request',
  ref: 'refs/pull/1/merge',
  base: 'main',
  workflowRef: 'acme/pipelines/.github/workflows/evidence.yml@refs/heads/main',
  workflowSha: 'a'.repeat(40),
  runner: 'github-hosted',
};

const run: WorkflowRun = {
  id: 12,
  attempt: 2,
  event: 'pull_request',
  head: 'b'.repeat(40),
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

const use = {
  audience: 'gonogo-evidence:abc',
  run,
  attempt: { number: 2, startedAt: '2026-11-21T12:00:00Z' },
  createdAt: '2026-11-21T12:06:00Z',
};

test('made for this evidence by this run at that time, it counts, however long ago that was', () => {
  expect(tokenFor(token, use)).toBe(token);
});

test.each<[string, Partial<Vouched>, Partial<typeof use>]>([
  ['it is made out to other evidence', { audience: 'gonogo-evidence:abd' }, {}],
  ['it is made out to other evidence', { audience: 'https://github.com/acme' }, {}],
  ['it is of another repository', { repoId: 8 }, {}],
  ['it is of another run', { run: 13 }, {}],
  ['it is of another attempt', { attempt: 1 }, {}],
  ['it is of another event', { event: 'workflow_dispatch' }, {}],
  ['it did not hold when the evidence was uploaded', {}, { createdAt: '2026-11-21T12:16:00Z' }],
  ['it did not hold when the evidence was uploaded', {}, { createdAt: '2026-11-21T11:59:00Z' }],
  ['it did not hold when the evidence was uploaded', { issuedAt: at('2026-11-21T11:50:00Z') }, {}],
  ['it did not hold when the evidence was uploaded', { notBefore: at('2026-11-21T12:20:00Z') }, {}],
  ['it did not hold when the evidence was uploaded', { expiresAt: at('2026-11-21T12:05:00Z') }, {}],
  ['it did not hold when the evidence was uploaded', {}, { createdAt: 'never' }],
])('%s: %j %j', (because, claims, more) => {
  expect(tokenFor({ ...token, ...claims }, { ...use, ...more })).toEqual({ is: 'doubtful', because });
});

test('one that is doubtful stays so', () => {
  const doubtful = { is: 'doubtful', because: 'it is no token' } as const;
  expect(tokenFor(doubtful, use)).toBe(doubtful);
});
