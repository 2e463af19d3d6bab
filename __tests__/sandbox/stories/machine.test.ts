import { expect, test } from '@jest/globals';
import { rerun } from '../../../src/sandbox/state/reruns.ts';
import { attemptOf } from '../../../src/sandbox/state/runs.ts';
import { playOn, playRun } from '../../../src/sandbox/stories/machine.ts';
import { town } from '../town.ts';

test('a run from start to end, and a second attempt of what failed', async () => {
  const { world, repo, person } = town();
  let settled = 0;
  const stage = {
    world,
    settled: () => {
      settled += 1;
      return Promise.resolve();
    },
  };
  const jobs = [{ name: 'test', conclusion: 'failure' }, { name: 'lint' }];
  const artifacts = [{ name: 'results', files: { 'r.txt': '1' } }];
  const run = await playRun(stage, repo, { event: 'push', actor: person('wil'), path: 'ci.yml', jobs, artifacts });
  expect([attemptOf(run).conclusion, run.artifacts.size, settled]).toEqual(['failure', 1, 1]);
  rerun(world, run, { by: person('max'), jobs: 'failed' });
  await playOn(stage, run, { jobs: [] });
  expect([attemptOf(run).conclusion, run.attempts.length, settled]).toEqual(['success', 2, 2]);
});
