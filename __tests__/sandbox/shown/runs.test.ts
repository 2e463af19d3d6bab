import { expect, test } from '@jest/globals';
import { viewArtifact, viewJob, viewRun, viewWorkflow } from '../../../src/sandbox/shown/runs.ts';
import { uploadArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { attemptOf, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';

test('a run of a fork in each of its attempts', () => {
  const { world, repo, person, root } = town();
  const headRepo = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  const referenced = [{ path: 'acme/ci/.github/workflows/a.yml@v1', sha: root, ref: 'refs/tags/v1' }];
  const wish = {
    event: 'pull_request',
    actor: person('rea'),
    path: 'ci.yml',
    name: 'CI',
    title: 'Fix it',
    headRepo,
    branch: 'fix',
  };
  const run = startRun(world, repo, { ...wish, sha: root, referenced, jobs: [{ name: 'test' }] });
  const artifact = uploadArtifact(world, run, { name: 'a', zip: Buffer.from('x') });
  cancelRun(world, run);
  rerun(world, run, { by: person('max') });
  expect(viewRun(world, run)).toMatchObject({
    name: 'CI',
    display_title: 'Fix it',
    run_attempt: 2,
    status: 'queued',
    conclusion: null,
    head_branch: 'fix',
    head_sha: root,
    referenced_workflows: referenced,
    actor: { login: 'rea' },
    triggering_actor: { login: 'max' },
    previous_attempt_url: expect.stringMatching(/attempts\/1$/),
    repository: { full_name: 'acme/shop' },
    head_repository: { full_name: 'rea/shop' },
    pull_requests: [],
  });
  const [first] = run.attempts;
  const before = { run_attempt: 1, conclusion: 'cancelled', triggering_actor: { login: 'rea' }, previous_attempt_url: null };
  expect(viewRun(world, run, first)).toMatchObject(before);
  const [job] = attemptOf(run).jobs;
  if (!job) throw new Error('no job');
  expect(viewJob(world, job)).toMatchObject({ status: 'queued', runner_name: null, run_attempt: 2, workflow_name: 'CI' });
  startJob(world, job);
  expect(viewJob(world, job)).toMatchObject({ status: 'in_progress', runner_name: 'runner' });
  expect(viewArtifact(world, artifact)).toMatchObject({
    size_in_bytes: 1,
    expired: false,
    digest: 'sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    workflow_run: { id: run.id, repository_id: repo.id, head_repository_id: headRepo.id, head_branch: 'fix', head_sha: root },
  });
  expect(viewWorkflow(world, run.workflow)).toMatchObject({ path: 'ci.yml', name: 'CI', state: 'active' });
});
