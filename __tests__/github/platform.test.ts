import { expect, test } from '@jest/globals';
import { createMemory } from '../../src/github/client/memory.ts';
import { createPlatform } from '../../src/github/platform.ts';
import { askOf, openPlatform, requests, wishOf } from './open.ts';

test('who we are is asked once, and again only after a failure', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const over = here.sandbox.faults.add({ does: 'invalid', on: 'GET /users/{username}' });
  await expect(here.platform.me()).rejects.toMatchObject({ fault: { kind: 'refused' } });
  over();
  const me = { id: here.gate.bot.id, login: 'gate[bot]', kind: 'bot', appId: here.gate.id, slug: 'gate' };
  expect(await Promise.all([here.platform.me(), here.platform.me()])).toEqual([me, me]);
  const { length } = here.sandbox.journal;
  await here.platform.me();
  expect(here.sandbox.journal).toHaveLength(length);
  await here.close();
});

test('where it is not installed anywhere, anybody may ask who we are', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  here.world.installations.clear();
  expect(await here.platform.me()).toMatchObject({ id: here.gate.bot.id });
  await here.close();
});

test('a settled tick costs three calls: all of it, the same again for less, and the check', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const pull = here.pull('topic');
  const { platform, place } = here;
  const run = await platform.createCheck({ place, wish: wishOf(pull.pull.headSha) });
  await platform.me();
  const from = here.sandbox.journal.length;
  const snapshot = await platform.pull(askOf(here, pull));
  expect((await platform.pulse(askOf(here, pull)))?.digest).toBe(snapshot?.pulse);
  const green = wishOf(pull.pull.headSha, { status: 'completed', conclusion: 'success' });
  await platform.updateCheck({ place, run: run.id, wish: green });
  expect(requests(here, from)).toHaveLength(3);
  await here.close();
});

test('two replicas share one token, and a limit that one of them met', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const shared = createMemory();
  const [one, two] = [createPlatform({ ...here.options, shared }), createPlatform({ ...here.options, shared })];
  await one.repositories(here.place.installation);
  await two.repositories(here.place.installation);
  expect(here.sandbox.journal.filter(({ operation }) => operation.endsWith('access_tokens'))).toHaveLength(1);
  here.sandbox.faults.add({ does: 'secondary-limit', times: 1 });
  const limited = { fault: { kind: 'limited' } };
  await expect(one.repositories(here.place.installation)).rejects.toMatchObject(limited);
  const { length } = here.sandbox.journal;
  await expect(two.repositories(here.place.installation)).rejects.toMatchObject(limited);
  expect(here.sandbox.journal).toHaveLength(length);
  expect(one.calls()).toContainEqual({ operation: 'GET /installation/repositories', outcome: 'limited', count: 1 });
  await here.close();
});

test('nothing that is told of an error has a token in it', async () => {
  const here = await openPlatform({ sandbox: { validate: false } });
  const pull = here.pull('topic');
  here.sandbox.faults.add({ does: 'server-error' });
  const failed = await here.platform.pull(askOf(here, pull)).catch((error: unknown) => error);
  expect(JSON.stringify([failed, String(failed), here.platform.calls()])).not.toMatch(/ghs_|eyJ|Bearer/);
  await here.close();
});
