import { expect, test } from '@jest/globals';
import { stateOf } from '../../../src/sandbox/state/deployments.ts';
import { protect } from '../../../src/sandbox/state/environments.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { shippingOf } from '../../../src/sandbox/stories/shipping.ts';
import { town } from '../town.ts';

function stage() {
  const here = town();
  let settled = 0;
  const stand = { world: here.world, settled: async () => void (settled += 1) };
  const reviewers = ['max', 'rea'].map((login) => ({ type: 'User' as const, reviewer: here.person(login) }));
  for (const name of ['eu', 'us']) protect(here.world, here.repo, { name, reviewers });
  return { ...here, as: (login: string) => shippingOf(stand, here.person(login)), timesSettled: () => settled };
}

test('a release by who may write', async () => {
  const { as, repo, timesSettled } = stage();
  await expect(as('tri').release(repo, 'v1')).rejects.toThrow('Must have admin rights');
  expect(await as('wil').release(repo, 'v1', { prerelease: true })).toMatchObject({ tag: 'v1', prerelease: true, draft: false });
  expect(timesSettled()).toBe(1);
});

test('a deployment that people let in, here and there', async () => {
  const { as, repo, timesSettled } = stage();
  const run = await as('wil').deploy(repo, ['eu', 'us']);
  await expect(as('wil').approveDeployment(run)).rejects.toThrow('not a required reviewer');
  await expect(as('max').approveDeployment(run, { environments: ['eu', 'mars'] })).rejects.toThrow('No pending');
  await as('max').approveDeployment(run, { environments: ['eu'] });
  await as('rea').approveDeployment(run, { state: 'rejected', comment: 'no' });
  expect([...shippedFrom(repo).deployments.values()].map(stateOf)).toEqual(['success', 'failure']);
  expect(timesSettled()).toBe(3);
  await expect(as('rea').deploy(repo, ['eu'])).rejects.toThrow('Must have admin rights');
});

test('an administrator does not wait', async () => {
  const { as, repo } = stage();
  const run = await as('wil').deploy(repo, ['eu'], { outcome: 'failure' });
  await expect(as('max').forceDeployment(run)).rejects.toThrow('Must have admin rights');
  await as('ada').forceDeployment(run, { comment: 'fire' });
  expect(run.attempts.at(-1)).toMatchObject({ status: 'completed', conclusion: 'failure' });
});
