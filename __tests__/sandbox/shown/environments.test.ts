import { expect, test } from '@jest/globals';
import {
  viewApproval,
  viewEnvironment,
  viewGate,
  viewGateApp,
  viewPending,
  viewPolicy,
} from '../../../src/sandbox/shown/environments.ts';
import { addTeam } from '../../../src/sandbox/state/accounts.ts';
import { startDeploy } from '../../../src/sandbox/state/deploy-runs.ts';
import { addPolicy, protect } from '../../../src/sandbox/state/environments.ts';
import { reviewDeployments, reviewsOf, waitingIn } from '../../../src/sandbox/state/protection.ts';
import { town } from '../town.ts';

test('rules stand in one list, and what is not protected has none', () => {
  const { world, repo, person, acme, gate } = town();
  const reviewers = [
    { type: 'User' as const, reviewer: person('max') },
    { type: 'Team' as const, reviewer: addTeam(world, acme, { name: 'ops' }) },
  ];
  const environment = protect(world, repo, {
    name: 'eu/live',
    waitTimer: 5,
    reviewers,
    preventSelfReview: true,
    branches: 'protected',
  });
  const view = viewEnvironment(world, environment);
  expect(view.url).toMatch(/\/environments\/eu%2Flive$/);
  expect(view.protection_rules).toMatchObject([
    { type: 'wait_timer', wait_timer: 5 },
    {
      type: 'required_reviewers',
      prevent_self_review: true,
      reviewers: [{ reviewer: { login: 'max' } }, { reviewer: { slug: 'ops' } }],
    },
    { type: 'branch_policy' },
  ]);
  expect(view.deployment_branch_policy).toEqual({ protected_branches: true, custom_branch_policies: false });
  expect(new Set(view.protection_rules.map(({ id }) => id)).size).toBe(3);
  expect(viewEnvironment(world, protect(world, repo, { name: 'eu/live' }))).toMatchObject({
    protection_rules: [],
    deployment_branch_policy: null,
  });
  expect(viewPolicy(addPolicy(world, environment, { name: 'v*', type: 'tag' }))).toMatchObject({ name: 'v*', type: 'tag' });
  expect(viewGate(world, { id: 7, app: gate })).toMatchObject({ id: 7, enabled: true, app: viewGateApp(world, gate) });
});

test('what waits says who may let it in, and afterwards who did', () => {
  const { world, repo, person } = town();
  const reviewers = [{ type: 'User' as const, reviewer: person('max') }];
  const environment = protect(world, repo, { name: 'production', waitTimer: 5, reviewers });
  const run = startDeploy(world, repo, { environments: ['production'], by: person('wil') });
  const see = (login: string) => waitingIn(world, repo).map((each) => viewPending(world, each, person(login)));
  expect(see('max')).toMatchObject([
    { current_user_can_approve: true, wait_timer: 5, wait_timer_started_at: expect.any(String) },
  ]);
  expect(see('wil')).toMatchObject([{ current_user_can_approve: false, reviewers: [{ type: 'User' }] }]);
  reviewDeployments(world, run, { environments: [environment.id], state: 'approved', comment: 'fine', by: person('max') });
  const said = { state: 'approved', user: { login: 'max' }, comment: 'fine', environments: [{ name: 'production' }] };
  expect(reviewsOf(run).map((each) => viewApproval(world, each))).toMatchObject([said]);
});
