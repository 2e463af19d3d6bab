import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addApp, install } from '../../../../src/sandbox/state/accounts.ts';
import { stateOf } from '../../../../src/sandbox/state/deployments.ts';
import { shippedFrom } from '../../../../src/sandbox/state/shipped.ts';
import { appClient, failure, openTown } from '../../open-town.ts';
import { everything, here } from '../../town.ts';
import { openHook } from '../../webhooks/hook.ts';

let hook: Awaited<ReturnType<typeof openHook>>;
let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  hook = await openHook();
  town = await openTown(
    {},
    { hook: { url: hook.url, secret: 's' }, events: ['deployment_status', 'deployment_protection_rule'] },
  );
  const { rest } = town.as('ada');
  for (const environment_name of ['eu', 'us']) {
    const reviewers = [{ type: 'User' as const, id: town.person('rea').id }];
    await rest.repos.createOrUpdateEnvironment({ ...here, environment_name, ...(environment_name === 'us' && { reviewers }) });
    await rest.repos.createDeploymentProtectionRule({ ...here, environment_name, integration_id: town.gate.id });
  }
});
afterAll(async () => {
  await town.close();
  await hook.close();
});

async function start() {
  hook.received.length = 0;
  const run = await town.sandbox.as('wil').deploy(town.repo, ['eu', 'us']);
  return { run, at: { ...here, run_id: run.id } };
}

const sent = () =>
  hook.received.map(({ event, body }) => {
    const payload: { environment?: string; deployment_callback_url?: string; deployment?: object; action?: string } =
      JSON.parse(body);
    return { name: event, ...payload };
  });

test('an App is asked once for each environment, and answers where it was told to', async () => {
  const { run, at } = await start();
  const asked = sent().filter(({ name }) => name === 'deployment_protection_rule');
  const callback = `${town.sandbox.url}/repos/acme/shop/actions/runs/${run.id}/deployment_protection_rule`;
  expect(asked).toMatchObject(
    ['eu', 'us'].map((environment) => ({
      action: 'requested',
      environment,
      event: 'workflow_dispatch',
      deployment_callback_url: callback,
      deployment: { sha: town.root, environment },
    })),
  );
  await town.bot.request(`POST ${callback}`, { environment_name: 'eu', comment: 'looking' });
  expect((await town.bot.rest.actions.getPendingDeploymentsForRun(at)).data).toHaveLength(2);
  await town.bot.request(`POST ${callback}`, { environment_name: 'eu', state: 'approved', comment: 'GO' });
  await town.bot.rest.actions.reviewCustomGatesForRun({ ...at, environment_name: 'us', state: 'rejected', comment: 'NO-GO' });
  expect([...shippedFrom(town.repo).deployments.values()].map(stateOf)).toEqual(['success', 'failure']);
  await town.sandbox.webhooks.settled();
  expect(sent().filter(({ name }) => name === 'deployment_status')).toHaveLength(3);
  expect(
    await failure(town.bot.rest.actions.reviewCustomGatesForRun({ ...at, environment_name: 'us', state: 'approved' })),
  ).toMatchObject({
    status: 422,
  });
});

test('people see what waits for them, and say so', async () => {
  const { at } = await start();
  const mine = (await town.as('rea').rest.actions.getPendingDeploymentsForRun(at)).data.find(
    ({ environment }) => environment.name === 'us',
  );
  expect(mine).toMatchObject({ current_user_can_approve: true, reviewers: [{ reviewer: { login: 'rea' } }] });
  const review = { ...at, environment_ids: [mine?.environment.id ?? 0], state: 'approved' as const, comment: 'fine' };
  expect(await failure(town.as('max').rest.actions.reviewPendingDeploymentsForRun(review))).toMatchObject({ status: 422 });
  const { data } = await town.as('rea').rest.actions.reviewPendingDeploymentsForRun(review);
  expect(data).toMatchObject([{ environment: 'us', sha: town.root }]);
  await town.bot.rest.actions.reviewCustomGatesForRun({ ...at, environment_name: 'us', state: 'approved' });
  expect((await town.bot.rest.actions.getPendingDeploymentsForRun(at)).data).toMatchObject([{ environment: { name: 'eu' } }]);
  expect((await town.as('rea').rest.actions.getReviewsForRun(at)).data).toMatchObject([
    { state: 'approved', comment: 'fine', user: { login: 'rea' }, environments: [{ name: 'us' }] },
  ]);
});

test('nobody else answers for an App', async () => {
  const { at } = await start();
  const answer = { ...at, environment_name: 'eu', state: 'approved' as const };
  expect(await failure(town.as('ada').rest.actions.reviewCustomGatesForRun(answer))).toMatchObject({ status: 403 });
  const other = addApp(town.world, { slug: 'other', owner: town.acme.account, permissions: everything });
  const installation = install(town.world, other, { account: town.acme.account });
  const stranger = appClient(town.sandbox, { id: other.id, key: other.key.privatePem, installation: installation.id });
  expect(await failure(stranger.rest.actions.reviewCustomGatesForRun(answer))).toMatchObject({ status: 403 });
  const wrong = { ...answer, comment: 'c', state: 'maybe' as 'approved' };
  expect(await failure(town.bot.rest.actions.reviewCustomGatesForRun(wrong))).toMatchObject({ status: 422 });
  expect(await failure(town.bot.rest.actions.reviewCustomGatesForRun({ ...answer, run_id: 1 }))).toMatchObject({ status: 404 });
});
