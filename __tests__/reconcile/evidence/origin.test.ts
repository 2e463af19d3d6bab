import { describe, expect, test } from '@jest/globals';
import { type OriginAsk, originOf } from '../../../src/reconcile/evidence/origin.ts';
import type { Standing } from '../../../src/reconcile/evidence/workflows.ts';
import type { TakenArtifact, Vouched, WorkflowRun } from '../../../src/reconcile/ports/runs.ts';

const commit = '0123456789012345678901234567890123456789';
const pinned = `acme/pipelines/.github/workflows/evidence.yml@${commit}`;

const run: WorkflowRun = {
  id: 12,
  attempt: 1,
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
const vouched: Vouched & { is: 'vouched' } = {
  is: 'vouched',
  audience: 'a',
  issuedAt: 0,
  notBefore: null,
  expiresAt: 1,
  repoId: 7,
  run: 12,
  attempt: 1,
  event: 'pull_request',
  ref: 'refs/pull/1/merge',
  base: 'main',
  workflowRef: 'acme/pipelines/.github/workflows/evidence.yml@refs/heads/main',
  workflowSha: commit,
  runner: 'github-hosted',
};
const artifact: TakenArtifact = {
  id: 1,
  name: 'gonogo-evidence-1',
  createdAt: '2026-11-21T12:06:00Z',
  attempt: 1,
  found: { is: 'read', keys: [] },
  token: null,
  contradictions: [],
};
const untouched: Standing = { touched: undefined, isThatOfBase: true, isClean: true };

interface Given {
  readonly run?: Partial<WorkflowRun>;
  readonly artifact?: Partial<TakenArtifact>;
  readonly token?: Partial<Vouched>;
  readonly trust?: Partial<OriginAsk['trust']>;
  readonly pull?: Partial<OriginAsk['pull']>;
  readonly others?: OriginAsk['others'];
  readonly standing?: Partial<Standing>;
}

function of(given: Given = {}) {
  return originOf({
    run: { ...run, ...given.run },
    artifact: { ...artifact, ...(given.token && { token: { ...vouched, ...given.token } }), ...given.artifact },
    pull: { number: 1, base: 'main', since: null, ...given.pull },
    trust: { minimum: 'unchanged-workflow', ...given.trust },
    others: given.others ?? [],
    standing: async () => ({ ...untouched, ...given.standing }),
    isRequired: async ({ source, path }) => source === 'acme/required' && path === '.github/workflows/ci.yml',
  });
}

describe('unchanged: a workflow of the base that the pull request leaves alone', () => {
  test.each<[string, Given]>([
    ['by a pull request', {}],
    ['by a push, where the file is still that of the base', { run: { event: 'push', pulls: [] } }],
    ['that was wished for after the pull request was moved to its base', { pull: { since: '2026-11-21T11:59:59Z' } }],
    ['beside another run of it that left evidence as well', { others: [{ hasLeft: true }] }],
    ['that the policy names', { trust: { workflows: ['.github/workflows/ci*.yml'] } }],
  ])('%s', async (_what, given) => {
    expect(await of(given)).toEqual({ origin: 'unchanged-workflow', isMixed: false });
  });

  test('a token tells for which pull request and which base it was, where GitHub names none, and whatever moved', async () => {
    const given: Given = { token: {}, run: { pulls: [] }, pull: { since: '2026-11-22T00:00:00Z' } };
    expect(await of(given)).toMatchObject({ origin: 'unchanged-workflow' });
  });

  test('and where GitHub names several or another run left nothing', async () => {
    const given: Given = { token: {}, run: { pulls: [1, 2] }, others: [{ hasLeft: false }] };
    expect(await of(given)).toMatchObject({ origin: 'unchanged-workflow' });
  });

  test('what runs other things in the same job is what CI says', async () => {
    expect(await of({ standing: { isClean: false } })).toEqual({ origin: 'unchanged-workflow', isMixed: true });
  });
});

describe('changed: everything that cannot be told', () => {
  test.each<[Given, string]>([
    [
      { standing: { touched: 'this pull request changes .github/workflows/ci.yml' } },
      'this pull request changes .github/workflows/ci.yml',
    ],
    [{ run: { event: 'workflow_dispatch' } }, 'the event workflow_dispatch lets somebody choose what is run'],
    [{ run: { event: 'pull_request_target' } }, 'the event pull_request_target lets somebody choose what is run'],
    [{ run: { event: 'schedule' } }, 'the event schedule lets somebody choose what is run'],
    [{ run: { source: 'acme/pipelines' } }, 'a workflow of acme/pipelines, which no ruleset of main is known to require'],
    [{ run: { pulls: [2] } }, 'it was collected for another pull request'],
    [{ run: { pulls: [] } }, 'GitHub does not tell for which pull request it was, and no token does'],
    [{ pull: { since: '2026-11-21T12:00:00Z' } }, 'it began before the pull request was moved to main'],
    [{ run: { pulls: [1, 2] } }, 'it may be that of another pull request with this commit'],
    [
      { others: [{ hasLeft: true }, { hasLeft: false }] },
      'another run of .github/workflows/ci.yml for this commit left no evidence',
    ],
    [{ token: { ref: 'refs/pull/2/merge' } }, 'its token is that of another pull request, or of another base'],
    [{ token: { base: 'theirs' } }, 'its token is that of another pull request, or of another base'],
    [{ trust: { workflows: ['.github/workflows/release.yml'] } }, 'trust.workflows does not name .github/workflows/ci.yml'],
    [{ run: { path: 'dynamic/pages/build' } }, 'trust.workflows does not name dynamic/pages/build'],
    [{ run: { event: 'push' }, standing: { isThatOfBase: false } }, 'on this branch is not that of the base'],
    [{ artifact: { contradictions: ['run 9, where GitHub states 12'] } }, 'it says of itself what is not so: run 9'],
  ])('%j', async (given, doubt) => {
    expect(await of(given)).toMatchObject({ origin: 'changed-workflow', doubt: expect.stringContaining(doubt) });
  });
});

test('pinned: a ruleset of the base requires it, whatever the pull request changes', async () => {
  const required = { run: { source: 'acme/required' }, standing: { touched: 'this pull request changes it' } };
  expect(await of(required)).toEqual({ origin: 'pinned-workflow', isMixed: false });
  const by = (more: Partial<WorkflowRun>) => of({ run: { source: 'acme/required', ...more } });
  expect(await by({ path: '.github/workflows/other.yml' })).toMatchObject({ origin: 'changed-workflow' });
  expect(await by({ event: 'workflow_dispatch' })).toMatchObject({ origin: 'changed-workflow' });
  expect(await by({ pulls: [2] })).toMatchObject({ origin: 'changed-workflow' });
});

describe('pinned: GitHub vouches for a workflow that the policy names by its commit', () => {
  const trust = { pinned: [pinned] };

  test.each<[string, Given]>([
    ['whoever calls it', { standing: { touched: 'this pull request changes .github/workflows/ci.yml' } }],
    ['whatever its caller says of itself', { artifact: { contradictions: ['run 9, where GitHub states 12'] } }],
    ['in other letters', { token: { workflowRef: 'Acme/Pipelines/.github/workflows/evidence.yml@v1' } }],
    ['after a push', { token: { event: 'push', ref: 'refs/heads/next', base: null }, run: { event: 'push' } }],
    ['when somebody started it', { token: { event: 'workflow_dispatch', ref: 'refs/heads/next', base: null } }],
  ])('%s', async (_what, { token = {}, ...given }) => {
    expect(await of({ ...given, token, trust })).toEqual({ origin: 'pinned-workflow', isMixed: false });
  });

  test.each<[string, Given, string]>([
    ['nothing is pinned', { trust: {} }, 'trust.pinned does not name'],
    ['another commit of it', { token: { workflowSha: 'f'.repeat(40) } }, 'trust.pinned does not name'],
    ['another file', { token: { workflowRef: 'acme/pipelines/.github/workflows/other.yml@main' } }, 'trust.pinned does not name'],
    [
      'one that the pull request controls',
      { token: { workflowRef: 'acme/pipelines/.github/workflows/evidence.yml@refs/pull/1/merge' } },
      'a workflow which the pull request controls',
    ],
    ['no reference', { token: { workflowRef: 'acme/pipelines' } }, 'trust.pinned does not name'],
  ])('not by a token of %s', async (_what, given, doubt) => {
    const answer = await of({ token: {}, trust, ...given });
    expect(answer).toMatchObject({ origin: 'unchanged-workflow', doubt: expect.stringContaining(doubt) });
  });

  test.each<[string, Given['token']]>([
    ['another pull request', { ref: 'refs/pull/2/merge' }],
    ['another base', { base: 'stable' }],
  ])('a token of %s is worse than none', async (_what, token) => {
    const doubt = 'its token is that of another pull request, or of another base';
    expect(await of({ token: { ...token }, trust })).toMatchObject({ origin: 'changed-workflow', doubt });
  });

  test('what is wrong with a token is told where nothing else is', async () => {
    const token = { is: 'doubtful', because: 'it is of another run' } as const;
    expect(await of({ artifact: { token }, trust })).toMatchObject({
      origin: 'unchanged-workflow',
      doubt: 'its token does not count: it is of another run',
    });
  });
});
