import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pathOf } from '../../../src/github/evidence/runs.ts';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { closePull, openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { rerun } from '../../../src/sandbox/state/reruns.ts';
import { attemptOf } from '../../../src/sandbox/state/runs.ts';
import { begin, openIssuer, passing, playJobs, runCi } from '../../reconcile/evidence/ci.ts';
import { type Here, openPlatform } from '../open.ts';

const clock = createClock();
clock.set('2026-11-21T12:00:00Z');
let here: Here;
let issuer: Awaited<ReturnType<typeof openIssuer>>;
beforeAll(async () => {
  issuer = await openIssuer();
  here = await openPlatform({ sandbox: { clock }, issuer: issuer.url });
});
afterAll(async () => {
  await here.close();
  await issuer.close();
});

test('a run as GitHub states it', async () => {
  const pull = here.pull('one');
  const run = await runCi(here, pull, { path: '.github/workflows/ci.yml@refs/heads/main' });
  const sha = pull.pull.headSha;
  expect(await here.platform.workflowRuns({ place: here.place, sha, known: [run.id] })).toEqual([
    {
      id: run.id,
      attempt: 1,
      event: 'pull_request',
      head: sha,
      path: '.github/workflows/ci.yml',
      source: null,
      status: 'completed',
      createdAt: '2026-11-21T12:00:00Z',
      startedAt: '2026-11-21T12:00:00Z',
      updatedAt: '2026-11-21T12:00:00Z',
      repoId: here.repo.id,
      from: { repoId: here.repo.id, owner: 'acme', branch: 'one' },
      pulls: [pull.number],
    },
  ]);
});

test('for which pull requests a run may be: those that were open from its branch when it was wished for', async () => {
  const { sandbox, repo, place, person } = here;
  const pull = here.pull('moving');
  const { author } = pull;
  const head = { repo, ref: 'moving' };
  const base = (name: string) => push(sandbox.world, { repo, ref: `refs/heads/${name}`, sha: pull.pull.baseSha, sender: author });
  for (const name of ['before', 'soft', 'later']) base(name);
  const open = (to: string) => openPull(sandbox.world, repo, { title: to, author, base: to, head });
  closePull(sandbox.world, open('before'), { sender: author });
  clock.advance(60_000);
  const soft = open('soft');
  const run = begin(here, pull);
  clock.advance(60_000);
  closePull(sandbox.world, soft, { sender: author });
  open('later');
  const [seen] = await here.platform.workflowRuns({ place, sha: pull.pull.headSha, known: [run.id] });
  if (seen === undefined) throw new Error('it is there');
  expect((await here.platform.pullsOf({ place, run: seen })).toSorted((a, b) => a - b)).toEqual([pull.number, soft.number]);
  expect(await here.platform.pullsOf({ place, run: { ...seen, from: null } })).toEqual([]);
  const fork = addRepo(sandbox.world, { owner: person('rea'), name: 'shop', parent: repo });
  commitFiles(sandbox.world, fork, { author: person('rea'), message: 'm', branch: 'moving', files: { 'f.txt': '1' } });
  const theirs = openPull(sandbox.world, repo, {
    title: 'f',
    author: person('rea'),
    base: 'main',
    head: { repo: fork, ref: 'moving' },
  });
  begin(here, theirs);
  const [forked] = await here.platform.workflowRuns({ place, sha: theirs.pull.headSha, known: [] });
  expect(forked && (await here.platform.pullsOf({ place, run: forked }))).toEqual([theirs.number]);
});

test('all runs of a commit, more than a page of them, and those that a list lags behind with', async () => {
  const pull = here.pull('many');
  const sha = pull.pull.headSha;
  const runs = Array.from({ length: 120 }, () => begin(here, pull));
  const found = await here.platform.workflowRuns({ place: here.place, sha, known: [] });
  expect(found.map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
  expect(found.every(({ status }) => status === 'running')).toBe(true);
  const elsewhere = await runCi(here, here.pull('elsewhere'));
  // Asked for by its number, and found to be of another commit.
  const again = await here.platform.workflowRuns({ place: here.place, sha, known: [elsewhere.id] });
  expect(again).toHaveLength(120);
  const missing = here.platform.workflowRuns({ place: here.place, sha, known: [1] });
  await expect(missing).rejects.toMatchObject({ fault: { kind: 'gone' } });
});

test('an attempt with its own times, and the jobs that were kept from the one before', async () => {
  const pull = here.pull('again');
  const run = begin(here, pull);
  const later = () => clock.advance(60_000);
  await playJobs(here, run, [
    { job: 'test', conclusion: 'failure', lasting: later },
    { job: 'gonogo', lasting: later },
  ]);
  clock.advance(600_000);
  rerun(here.sandbox.world, run, { by: here.person('wil'), jobs: 'failed' });
  await playJobs(here, run, [{ job: 'test', lasting: later }]);
  const { startedAt, jobs } = await here.platform.attempt({ place: here.place, run: run.id, number: 2 });
  expect(Date.parse(startedAt)).toBe(attemptOf(run).startedAt);
  expect(jobs.map(({ name, attempt, conclusion }) => `${name} ${attempt} ${conclusion}`).toSorted()).toEqual([
    'gonogo 1 success',
    'test 2 success',
  ]);
});

test('what a run left, of the names that are asked for', async () => {
  const pull = here.pull('left');
  const run = await runCi(here, pull, {
    leaves: (of) => [passing(of), ...Array.from({ length: 130 }, (_, at) => ({ name: `other-${at}`, files: { a: 'b' } }))],
  });
  const found = await here.platform.artifacts({ place: here.place, run: run.id, prefix: 'gonogo-evidence-' });
  expect(found).toMatchObject([{ name: passing(run).name, isExpired: false, digest: expect.stringMatching(/^sha256:/) }]);
});

test('a token of its issuer', async () => {
  const run = begin(here, here.pull('token'));
  const token = issuer.tokenFor(run, 'text', clock.now());
  expect(await here.platform.vouch(token)).toMatchObject({ is: 'vouched', run: run.id, repoId: here.repo.id });
  expect(await here.platform.vouch(`${token}x`)).toMatchObject({ is: 'doubtful' });
});

describe('the path of a workflow', () => {
  test.each([
    ['.github/workflows/ci.yml', '.github/workflows/ci.yml', null],
    ['.github/workflows/ci.yml@refs/heads/main', '.github/workflows/ci.yml', null],
    ['acme/pipelines/.github/workflows/ci.yml@main', '.github/workflows/ci.yml', 'acme/pipelines'],
    ['acme/.github/.github/workflows/ci.yml@v1', '.github/workflows/ci.yml', 'acme/.github'],
    ['dynamic/github-code-scanning/codeql', 'dynamic/github-code-scanning/codeql', null],
  ])('%s', (given, path, source) => {
    expect(pathOf(given)).toEqual({ path, source });
  });
});
