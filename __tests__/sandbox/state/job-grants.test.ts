import { expect, test } from '@jest/globals';
import { backendOf, grantJob, jobBehind } from '../../../src/sandbox/state/job-grants.ts';
import { finishJob, startJob, startRun } from '../../../src/sandbox/state/runs.ts';
import { facts } from '../results/in-a-job.ts';
import { town } from '../town.ts';

test('a token names its run and job, and is worth something only while they last', () => {
  const { world, repo, person } = town();
  const run = startRun(world, repo, { event: 'push', actor: person('wil'), path: 'w.yml', jobs: [{ name: 'a' }, { name: 'b' }] });
  const [job] = run.attempts[0]?.jobs ?? [];
  if (!job) throw new Error('It has a job.');
  startJob(world, job);
  const { token, grant } = grantJob(world, job, { facts });
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims.scp.split(' ')).toContain(`Actions.Results:${backendOf(world, run)}:${grant.backend.job}`);
  expect(jobBehind(world, `Bearer ${token}`)).toBe(grant);
  expect(jobBehind(world, token)).toBeUndefined();
  expect(jobBehind(world, `Bearer ${token}x`)).toBeUndefined();
  expect(jobBehind(world, undefined)).toBeUndefined();
  finishJob(world, job, { conclusion: 'success' });
  expect(jobBehind(world, `Bearer ${token}`)).toBeUndefined();
});
