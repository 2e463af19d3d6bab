import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appClient, failure, openTown } from '../../open-town.ts';
import { everything, here } from '../../town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('is drafted, seen by writers only, published and found by its tag', async () => {
  const { rest } = town.as('wil');
  const wish = { ...here, tag_name: 'app/v1', name: 'One', body: 'notes', draft: true };
  const { data } = await rest.repos.createRelease(wish);
  const release = { ...here, release_id: data.id };
  expect(data).toMatchObject({ draft: true, published_at: null, target_commitish: 'main', author: { login: 'wil' } });
  const reader = town.as('rea').rest.repos;
  expect((await reader.listReleases(here)).data).toEqual([]);
  expect(await failure(reader.getRelease(release))).toMatchObject({ status: 404 });
  expect(await failure(rest.repos.getReleaseByTag({ ...here, tag: 'app/v1' }))).toMatchObject({ status: 404 });
  expect(await failure(reader.getLatestRelease(here))).toMatchObject({ status: 404 });
  expect((await town.bot.rest.repos.listReleases(here)).data).toHaveLength(1);
  expect((await rest.repos.updateRelease({ ...release, draft: false })).data.draft).toBe(false);
  expect((await reader.getReleaseByTag({ ...here, tag: 'app/v1' })).data.id).toBe(data.id);
  expect((await reader.getLatestRelease(here)).data).toMatchObject({ id: data.id, body: 'notes' });
  expect((await reader.getRelease(release)).data.name).toBe('One');
  expect((await rest.git.getRef({ ...here, ref: 'tags/app/v1' })).data.object.sha).toBe(town.root);
});

test('newest first, drafts before all', async () => {
  const { rest } = town.as('max');
  town.world.clock.set('2027-01-01T00:00:00Z');
  await rest.repos.createRelease({ ...here, tag_name: 'v2', prerelease: true, make_latest: 'legacy' });
  await rest.repos.createRelease({ ...here, tag_name: 'v3', draft: true });
  await rest.repos.createRelease({ ...here, tag_name: 'v2.1', target_commitish: '' });
  const tags = (await rest.repos.listReleases(here)).data.map(({ tag_name }) => tag_name);
  expect(tags).toEqual(['v3', 'v2.1', 'v2', 'app/v1']);
  expect((await rest.repos.getLatestRelease(here)).data.tag_name).toBe('v2.1');
});

test('who may', async () => {
  const wish = { ...here, tag_name: 'v9' };
  for (const login of ['rea', 'tri']) {
    expect(await failure(town.as(login).rest.repos.createRelease(wish))).toMatchObject({ status: 403 });
  }
  town.installation.permissions = { ...everything, contents: 'read' };
  const reading = appClient(town.sandbox, {
    id: town.gate.id,
    key: town.gate.key.privatePem,
    installation: town.installation.id,
  });
  expect((await reading.rest.repos.listReleases(here)).data.some(({ draft }) => draft)).toBe(false);
  expect(await failure(reading.rest.repos.createRelease(wish))).toMatchObject({ status: 403 });
  town.installation.permissions = everything;
});

test('what is refused is named', async () => {
  const { rest } = town.as('wil');
  const refused = (wish: object) => failure(rest.repos.createRelease({ ...here, tag_name: 'v5', ...wish }));
  expect(await refused({ body: 'x'.repeat(125_001) })).toMatchObject({ status: 422, errors: [{ field: 'body' }] });
  expect(await refused({ tag_name: 'v2' })).toMatchObject({ status: 422, errors: [{ code: 'already_exists' }] });
  expect(await refused({ target_commitish: 'none' })).toMatchObject({ errors: [{ field: 'target_commitish' }] });
  expect(await refused({ make_latest: 'yes' })).toMatchObject({ status: 422 });
});

test('goes, and leaves its tag; a tag that goes leaves a draft', async () => {
  const { rest } = town.as('wil');
  const { data } = await rest.repos.getReleaseByTag({ ...here, tag: 'v2' });
  await rest.repos.deleteRelease({ ...here, release_id: data.id });
  expect(await failure(rest.repos.getRelease({ ...here, release_id: data.id }))).toMatchObject({ status: 404 });
  expect((await rest.git.getRef({ ...here, ref: 'tags/v2' })).data.object.sha).toBe(town.root);
  await rest.git.deleteRef({ ...here, ref: 'tags/v2.1' });
  expect(await failure(rest.repos.getReleaseByTag({ ...here, tag: 'v2.1' }))).toMatchObject({ status: 404 });
  const drafts = (await rest.repos.listReleases(here)).data.filter(({ draft }) => draft);
  expect(drafts.map(({ tag_name }) => tag_name)).toEqual(['v2.1', 'v3']);
});

test('a release has no assets, and one that is not there has not even none', async () => {
  const made = await town.as('wil').rest.repos.createRelease({ ...here, tag_name: 'bare' });
  expect((await town.as('rea').rest.repos.listReleaseAssets({ ...here, release_id: made.data.id })).data).toEqual([]);
  expect(await failure(town.as('rea').rest.repos.listReleaseAssets({ ...here, release_id: 1 }))).toMatchObject({ status: 404 });
});
