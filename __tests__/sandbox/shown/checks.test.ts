import { expect, test } from '@jest/globals';
import { pullsAt, viewCheckRun, viewCheckSuite, viewStatus } from '../../../src/sandbox/shown/checks.ts';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { town } from '../town.ts';

test('a run names the pull requests of its commit, but none from forks', () => {
  const { world, repo, gate, pull, person } = town();
  const issue = pull('next');
  const run = addCheckRun(world, repo, { app: gate, sha: issue.pull.headSha, name: 'gonogo', externalId: 'e1' });
  expect(viewCheckRun(world, run)).toMatchObject({
    external_id: 'e1',
    status: 'queued',
    pull_requests: [{ number: 1 }],
    app: { slug: 'gate' },
  });
  expect(viewCheckSuite(world, run.suite)).toMatchObject({ head_branch: 'next', latest_check_runs_count: 1, status: 'queued' });
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', parent: repo });
  const sha = commitFiles(world, fork, { author: person('rea'), message: 'm', branch: 'theirs', files: { x: '1' } });
  openPull(world, repo, { title: 't', author: person('rea'), base: 'main', head: { repo: fork, ref: 'theirs' } });
  expect(pullsAt(world, repo, sha)).toEqual([]);
});

test('a status names who set it', () => {
  const { world, repo, root, person } = town();
  const wish = { sha: root, context: 'ci', description: 'd', targetUrl: null, creator: person('wil'), app: null };
  expect(viewStatus(world, addStatus(world, repo, { ...wish, state: 'pending' }))).toMatchObject({
    state: 'pending',
    creator: { login: 'wil' },
  });
});
