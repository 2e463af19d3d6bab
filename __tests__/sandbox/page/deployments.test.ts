import { expect, test } from '@jest/globals';
import { deploymentList, deploymentPage } from '../../../src/sandbox/page/deployments.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { addDeployment, addDeploymentStatus } from '../../../src/sandbox/state/deployments.ts';
import { protect } from '../../../src/sandbox/state/environments.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

test('what was deployed, where it stands, and what is waited for', () => {
  const { world, repo, person, root } = town();
  const view = viewAs(world, 'rea');
  expect(show(deploymentList(view, repo))).toContain('Nothing has been deployed.');
  const creator = person('wil');
  const plain = addDeployment(world, repo, { sha: root, ref: 'main', creator, environment: 'staging', description: 'try <b>' });
  addDeploymentStatus(world, plain, {
    state: 'success',
    creator,
    environmentUrl: 'https://example.com/',
    logUrl: 'javascript:x',
  });
  protect(world, repo, { name: 'production', reviewers: [{ type: 'User', reviewer: person('max') }] });
  startDeploy(world, repo, { environments: ['production'], by: creator });
  const waits = [...shippedFrom(repo).deployments.values()].at(-1);
  if (!waits) throw new Error('It waits.');
  const list = show(deploymentList(view, repo));
  for (const word of ['waiting', 'success', 'production', 'staging']) expect(list).toContain(word);
  const one = show(deploymentPage(view, plain));
  expect(one).toContain('https://example.com/');
  expect([one.includes('javascript:'), dangers(one)]).toEqual([false, []]);
  expect(show(deploymentPage(view, waits))).toContain('Protection rules');
});
