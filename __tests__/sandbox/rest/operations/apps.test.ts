import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { suspend } from '../../../../src/sandbox/state/accounts.ts';
import { addRepo } from '../../../../src/sandbox/state/repositories.ts';
import { failure, openTown } from '../../open-town.ts';
import { here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('an App finds itself and where it is installed', async () => {
  const { app, installation, gate, as } = town;
  expect((await app.rest.apps.getAuthenticated()).data).toMatchObject({ id: gate.id, slug: 'gate' });
  const [found] = (await app.rest.apps.listInstallations()).data;
  const ways = await Promise.all([
    app.rest.apps.getInstallation({ installation_id: installation.id }),
    app.rest.apps.getRepoInstallation(here),
    app.rest.apps.getOrgInstallation({ org: 'acme' }),
    app.rest.apps.getUserInstallation({ username: 'acme' }),
  ]);
  expect([found, ...ways.map(({ data }) => data)].map((each) => each?.id)).toEqual(
    Array.from({ length: 5 }, () => installation.id),
  );
  expect(await failure(app.rest.apps.getUserInstallation({ username: 'wil' }))).toMatchObject({ status: 404 });
  expect(await failure(as('ada').rest.apps.getAuthenticated())).toMatchObject({ status: 401 });
});

test('a token has what was asked for, and no more than was granted', async () => {
  const { app, client, installation, repo, world, acme, person } = town;
  const other = addRepo(world, { owner: acme.account, name: 'other', private: true });
  const ask = (more: object) => app.rest.apps.createInstallationAccessToken({ installation_id: installation.id, ...more });
  const { data } = await ask({ repository_ids: [repo.id], permissions: { issues: 'read' } });
  expect(data).toMatchObject({
    repository_selection: 'selected',
    permissions: { metadata: 'read', issues: 'read' },
    repositories: [{ name: 'shop' }],
  });
  const small = client(data.token);
  expect((await small.rest.apps.listReposAccessibleToInstallation()).data).toMatchObject({
    total_count: 1,
    repository_selection: 'selected',
  });
  expect((await small.rest.issues.listForRepo(here)).data).toEqual([]);
  expect(await failure(small.rest.issues.create({ ...here, title: 't' }))).toEqual({
    status: 403,
    message: 'Resource not accessible by integration',
  });
  expect(await failure(small.rest.repos.get({ owner: 'acme', repo: other.name }))).toMatchObject({
    status: 404,
    message: 'Not Found',
  });
  expect((await ask({ repositories: ['other'] })).data.repositories).toHaveLength(1);
  expect(await failure(ask({ permissions: { pages: 'write' } }))).toMatchObject({ status: 422 });
  expect(await failure(ask({ repository_ids: [1] }))).toMatchObject({ status: 422 });
  await small.rest.apps.revokeInstallationAccessToken();
  expect(await failure(small.rest.issues.listForRepo(here))).toEqual({ status: 401, message: 'Bad credentials' });
  expect(await failure(client().rest.repos.get({ owner: person('ada').login, repo: 'x' }))).toMatchObject({ status: 404 });
});

test('the official client fetches its token, and a suspended installation gets none', async () => {
  const { bot, installation, world, app } = town;
  expect((await bot.rest.apps.listReposAccessibleToInstallation()).data.repositories.map(({ name }) => name)).toContain('shop');
  suspend(world, installation, true);
  expect(await failure(app.rest.apps.createInstallationAccessToken({ installation_id: installation.id }))).toMatchObject({
    status: 403,
  });
  expect(await failure(bot.rest.issues.listForRepo(here))).toMatchObject({ status: 403 });
  suspend(world, installation, false);
});

test('the official client finds the time of the sandbox by itself', async () => {
  const { world, app } = town;
  world.clock.set(Date.now() - 5 * 3_600_000);
  expect((await app.rest.apps.getAuthenticated()).status).toBe(200);
});
