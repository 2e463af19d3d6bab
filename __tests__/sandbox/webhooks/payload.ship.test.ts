import { beforeAll, expect, test } from '@jest/globals';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { addDeployment, addDeploymentStatus } from '../../../src/sandbox/state/deployments.ts';
import { addGate, needEnvironment } from '../../../src/sandbox/state/environments.ts';
import { answerGate } from '../../../src/sandbox/state/protection.ts';
import { addRelease, changeRelease, removeRelease } from '../../../src/sandbox/state/releases.ts';
import { town } from '../town.ts';
import { hearPayloads } from './hear-payloads.ts';

const here = town();
const { sent, wrong } = hearPayloads(here);

beforeAll(() => {
  const { world, repo, person, gate } = here;
  const sender = person('wil');
  const release = addRelease(world, repo, { tag: 'v2', draft: true, author: sender });
  changeRelease(world, release, { draft: false, body: 'notes', sender });
  changeRelease(world, release, { draft: true, sender });
  removeRelease(world, release, sender);
  addRelease(world, repo, { tag: 'v3', prerelease: true, author: sender });
  here.pull('next');
  addGate(world, needEnvironment(world, repo, 'production'), gate.id);
  const run = startDeploy(world, repo, { environments: ['production'], ref: 'next', by: sender });
  answerGate(world, run, { environment: 'production', app: gate, state: 'approved' });
  const deployment = addDeployment(world, repo, {
    sha: run.headSha,
    ref: 'next',
    creator: gate.bot,
    app: gate,
    payload: 'as it is',
  });
  addDeploymentStatus(world, deployment, { state: 'success', creator: gate.bot, app: gate, targetUrl: 'https://shop' });
});

test('every payload fits the description of its event', () => {
  expect(wrong).toEqual([]);
  expect([...sent.keys()].filter((name) => name.startsWith('release.')).toSorted()).toEqual(
    ['created', 'deleted', 'edited', 'prereleased', 'published', 'released', 'unpublished'].map((action) => `release.${action}`),
  );
});

test('an edited release tells what its notes were', () => {
  expect(sent.get('release.edited')).toMatchObject([
    { changes: { body: { from: '' } }, release: { tag_name: 'v2', body: 'notes' }, repository: { full_name: 'acme/shop' } },
  ]);
});

test('a rule is asked with what is to be deployed, and for which pull requests', () => {
  expect(sent.get('deployment_protection_rule.requested')).toMatchObject([
    {
      environment: 'production',
      event: 'workflow_dispatch',
      deployment: { ref: 'next', environment: 'production' },
      pull_requests: [{ number: 1 }],
      sender: { login: 'wil' },
    },
  ]);
  expect(sent.get('deployment_status.created')).toMatchObject([
    { deployment_status: { state: 'in_progress' } },
    { deployment_status: { state: 'success' } },
    { deployment_status: { state: 'success', target_url: 'https://shop' }, deployment: { payload: 'as it is' } },
  ]);
});
