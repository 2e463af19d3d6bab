import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseRepositories } from '../../../../src/sandbox/state/installations.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown({}, { hook: { url: 'http://127.0.0.1:9/', secret: 's' } });
});
afterAll(() => town.close());

test('an App is suspended, loses a repository, and leaves', async () => {
  const { app, bot, installation, world } = town;
  const own = { installation_id: installation.id };
  expect((await bot.rest.repos.get(here)).status).toBe(200);
  await app.rest.apps.suspendInstallation(own);
  expect((await app.rest.apps.getInstallation(own)).data.suspended_at).not.toBeNull();
  expect(await failure(bot.rest.repos.get(here))).toMatchObject({ status: 403 });
  await app.rest.apps.unsuspendInstallation(own);
  expect((await bot.rest.repos.get(here)).status).toBe(200);
  chooseRepositories(world, installation, { repositories: new Set() });
  expect(await failure(bot.rest.repos.get(here))).toMatchObject({ status: 404 });
  chooseRepositories(world, installation, { repositories: 'all' });
  const { data } = await app.rest.apps.createInstallationAccessToken(own);
  await app.rest.apps.deleteInstallation(own);
  expect(await failure(town.client(data.token).rest.repos.get(here))).toMatchObject({ status: 401 });
  expect(await failure(app.rest.apps.getInstallation(own))).toMatchObject({ status: 404 });
  await town.sandbox.webhooks.settled();
  const events = (await app.rest.apps.listWebhookDeliveries({ per_page: 100 })).data.map(
    ({ event, action }) => `${event}.${action}`,
  );
  expect(events.filter((each) => each.startsWith('installation')).toReversed()).toEqual([
    'installation.created',
    'installation.suspend',
    'installation.unsuspend',
    'installation_repositories.removed',
    'installation_repositories.added',
    'installation.deleted',
  ]);
});
