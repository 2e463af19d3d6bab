import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';
import { openHook } from '../../webhooks/hook.ts';

let town: Awaited<ReturnType<typeof openTown>>;
let hook: Awaited<ReturnType<typeof openHook>>;
let answer = 200;
beforeAll(async () => {
  hook = await openHook(() => answer);
  town = await openTown({}, { events: ['issues'], hook: { url: hook.url, secret: 's' } });
});
afterAll(async () => {
  await hook.close();
  await town.close();
});

test('what was not taken is found and sent again, for three days', async () => {
  const { rest } = town.app;
  answer = 500;
  await town.as('rea').rest.issues.create({ ...here, title: 'lost' });
  await town.sandbox.webhooks.settled();
  answer = 200;
  await town.as('rea').rest.issues.create({ ...here, title: 'seen' });
  await town.sandbox.webhooks.settled();
  const failed = await rest.apps.listWebhookDeliveries({ status: 'failure' });
  const lost = failed.data.find(({ event }) => event === 'issues');
  expect(lost).toMatchObject({
    event: 'issues',
    action: 'opened',
    status_code: 500,
    redelivery: false,
    installation_id: town.installation.id,
  });
  const delivery = { delivery_id: lost?.id ?? 0 };
  expect((await rest.apps.getWebhookDelivery(delivery)).data.request.payload).toMatchObject({ issue: { title: 'lost' } });
  expect((await rest.apps.redeliverWebhookDelivery(delivery)).status).toBe(202);
  await town.sandbox.webhooks.settled();
  expect(hook.received.map(({ guid }) => guid).filter((guid) => guid === lost?.guid)).toHaveLength(2);
  town.world.clock.advance(73 * 3_600_000);
  expect(await failure(rest.apps.redeliverWebhookDelivery(delivery))).toMatchObject({
    status: 422,
    message: expect.stringContaining('too old'),
  });
  expect((await rest.apps.getWebhookConfigForApp()).data.url).toBe(hook.url);
});

test('the newest come first, a page to a cursor', async () => {
  for (const title of ['a', 'b', 'c']) await town.as('rea').rest.issues.create({ ...here, title });
  await town.sandbox.webhooks.settled();
  const ids = await town.app.paginate('GET /app/hook/deliveries', { per_page: 2 });
  const all = [...town.world.deliveries.keys()].toReversed();
  expect(ids.map(({ id }) => id)).toEqual(all);
  expect(await failure(town.as('ada').rest.apps.listWebhookDeliveries())).toMatchObject({ status: 401 });
});
