import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addTeam } from '../../../../src/sandbox/state/accounts.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const at = { ...here, environment_name: 'eu/live' };

test('is protected, shown, listed and goes', async () => {
  const { rest } = town.as('ada');
  const team = addTeam(town.world, town.acme, { name: 'ops' });
  await rest.repos.createOrUpdateEnvironment({
    ...at,
    wait_timer: 30,
    prevent_self_review: true,
    reviewers: [
      { type: 'User', id: town.person('max').id },
      { type: 'Team', id: team.id },
    ],
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
  const { data } = await town.bot.rest.repos.getEnvironment(at);
  expect(data).toMatchObject({
    name: 'eu/live',
    protection_rules: [
      { type: 'wait_timer', wait_timer: 30 },
      { type: 'required_reviewers', reviewers: [{ reviewer: { login: 'max' } }, { reviewer: { slug: 'ops' } }] },
      { type: 'branch_policy' },
    ],
    deployment_branch_policy: { custom_branch_policies: true },
  });
  await rest.repos.createOrUpdateEnvironment({ ...here, environment_name: 'plain' });
  expect((await rest.repos.getAllEnvironments(here)).data).toMatchObject({
    total_count: 2,
    environments: [{}, { protection_rules: [] }],
  });
  await rest.repos.deleteAnEnvironment({ ...here, environment_name: 'plain' });
  expect(await failure(rest.repos.getEnvironment({ ...here, environment_name: 'plain' }))).toMatchObject({ status: 404 });
});

test('its branches', async () => {
  const { rest } = town.as('ada');
  const { data } = await rest.repos.createDeploymentBranchPolicy({ ...at, name: 'release/*' });
  const policy = { ...at, branch_policy_id: data.id ?? 0 };
  await rest.repos.updateDeploymentBranchPolicy({ ...policy, name: 'main' });
  expect((await rest.repos.getDeploymentBranchPolicy(policy)).data).toMatchObject({ name: 'main', type: 'branch' });
  await rest.repos.createDeploymentBranchPolicy({ ...at, name: 'v*', type: 'tag' });
  await rest.repos.deleteDeploymentBranchPolicy(policy);
  expect((await rest.repos.listDeploymentBranchPolicies(at)).data).toMatchObject({
    total_count: 1,
    branch_policies: [{ name: 'v*' }],
  });
  const plain = { ...here, environment_name: 'plain' };
  await rest.repos.createOrUpdateEnvironment(plain);
  expect(await failure(rest.repos.createDeploymentBranchPolicy({ ...plain, name: 'main' }))).toMatchObject({ status: 404 });
});

test('its Apps', async () => {
  const { rest } = town.as('ada');
  const able = (await rest.repos.listCustomDeploymentRuleIntegrations(at)).data;
  expect(able.available_custom_deployment_protection_rule_integrations).toMatchObject([{ slug: 'gate' }]);
  const { data } = await rest.repos.createDeploymentProtectionRule({ ...at, integration_id: town.gate.id });
  const rule = { ...at, protection_rule_id: data.id };
  expect((await town.bot.rest.repos.getCustomDeploymentProtectionRule(rule)).data).toMatchObject({
    enabled: true,
    app: { slug: 'gate' },
  });
  expect((await rest.repos.getAllDeploymentProtectionRules(at)).data.total_count).toBe(1);
  expect(await failure(rest.repos.createDeploymentProtectionRule({ ...at, integration_id: town.gate.id }))).toMatchObject({
    status: 422,
  });
  await rest.repos.disableDeploymentProtectionRule(rule);
  expect(await failure(rest.repos.getCustomDeploymentProtectionRule(rule))).toMatchObject({ status: 404 });
});

test('administrators protect, and what makes no sense is refused', async () => {
  const { rest } = town.as('ada');
  expect(await failure(town.as('max').rest.repos.createOrUpdateEnvironment(at))).toMatchObject({ status: 403 });
  const refused = (wish: object) => failure(rest.repos.createOrUpdateEnvironment({ ...at, ...wish }));
  const both = { protected_branches: true, custom_branch_policies: true };
  expect(await refused({ deployment_branch_policy: both })).toMatchObject({ errors: [{ field: 'deployment_branch_policy' }] });
  expect(await refused({ reviewers: [{ type: 'User', id: 1 }] })).toMatchObject({ errors: [{ field: 'reviewers' }] });
  const seven = Array.from({ length: 7 }, () => ({ type: 'User', id: town.person('max').id }));
  expect(await refused({ reviewers: seven })).toMatchObject({ status: 422, errors: [{ message: 'at most six' }] });
  expect(await refused({ wait: 3 })).toMatchObject({ status: 422 });
});
