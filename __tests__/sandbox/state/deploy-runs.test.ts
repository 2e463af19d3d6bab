import { expect, test } from '@jest/globals';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { stateOf } from '../../../src/sandbox/state/deployments.ts';
import { protect } from '../../../src/sandbox/state/environments.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { town } from '../town.ts';

test('a job for each environment, on the branch that is named, ending as it is told to', () => {
  const { world, repo, person, pull } = town();
  const sha = pull('next').pull.headSha;
  const run = startDeploy(world, repo, { environments: ['eu', 'us'], ref: 'next', by: person('wil'), outcome: 'failure' });
  expect(run).toMatchObject({ headSha: sha, headBranch: 'next', event: 'workflow_dispatch', number: 1 });
  expect(run.attempts).toMatchObject([
    { status: 'completed', conclusion: 'failure', jobs: [{ environment: 'eu', conclusion: 'failure' }, { environment: 'us' }] },
  ]);
  expect([...shippedFrom(repo).deployments.values()].map(stateOf)).toEqual(['failure', 'failure']);
  expect(() => startDeploy(world, repo, { environments: ['eu'], ref: 'none', by: person('wil') })).toThrow(
    'No ref found for: none',
  );
});

test('waits while one of its environments does', () => {
  const { world, repo, person } = town();
  protect(world, repo, { name: 'eu', waitTimer: 1 });
  const run = startDeploy(world, repo, { environments: ['eu', 'us'], by: person('wil') });
  expect(run.attempts).toMatchObject([{ conclusion: null, jobs: [{ status: 'waiting' }, { status: 'completed' }] }]);
  expect(run.attempts[0]?.status).not.toBe('completed');
});
