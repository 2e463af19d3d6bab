import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '../../src/github/client/client.ts';
import { createStanding } from '../../src/github/standing.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeEach(async () => {
  here = await openPlatform();
});
afterEach(() => here.close());
const standing = () => createStanding(createClient(here.options));

test('what the App may do, what it hears, and what time it is there', async () => {
  const app = await standing().app();
  expect(app).toMatchObject({ slug: here.gate.slug, permissions: here.gate.permissions, events: here.gate.events });
  expect(Math.abs((app.time ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('who has installed it, and who has suspended that', async () => {
  const [first] = await standing().installed();
  expect(first).toMatchObject({ id: here.installation.id, account: 'acme', isSuspended: false });
  here.installation.suspendedAt = here.world.clock.now();
  expect((await standing().installed())[0]).toMatchObject({ isSuspended: true });
});

test('where webhooks go, and what became of them', async () => {
  expect(await standing().hook()).toMatchObject({ deliveries: [] });
});

test('credentials that are not taken are a fault, and no answer', async () => {
  const other = createStanding(createClient({ ...here.options, appId: here.gate.id + 1 }));
  await expect(other.app()).rejects.toMatchObject({ name: 'PlatformError' });
});
