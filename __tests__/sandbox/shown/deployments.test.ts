import { expect, test } from '@jest/globals';
import { viewDeployment, viewDeploymentStatus } from '../../../src/sandbox/shown/deployments.ts';
import { addDeployment, addDeploymentStatus } from '../../../src/sandbox/state/deployments.ts';
import { town } from '../town.ts';

test('a deployment names the App that made it, and its statuses lead back to it', () => {
  const { world, repo, root, gate, person } = town();
  const deployment = addDeployment(world, repo, { sha: root, ref: 'main', creator: gate.bot, app: gate, payload: { a: 1 } });
  const view = viewDeployment(world, deployment);
  expect(view).toMatchObject({
    sha: root,
    payload: { a: 1 },
    production_environment: true,
    performed_via_github_app: { slug: 'gate' },
    creator: { login: 'gate[bot]' },
  });
  const status = addDeploymentStatus(world, deployment, {
    state: 'success',
    creator: person('wil'),
    environmentUrl: 'https://shop',
  });
  expect(viewDeploymentStatus(world, status)).toMatchObject({
    deployment_url: view.url,
    environment: 'production',
    environment_url: 'https://shop',
    target_url: '',
  });
  expect(viewDeploymentStatus(world, status)).not.toHaveProperty('performed_via_github_app');
});
