import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addApp, addOrganization, install, suspend } from '../../src/sandbox/state/accounts.ts';
import { addRepo, renameRepo } from '../../src/sandbox/state/repositories.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

test('a repository by its name, as it is named now', async () => {
  const { platform, place } = here;
  const at = (name: string) => platform.repository({ installation: place.installation, owner: 'acme', name });
  expect(await at('Shop')).toEqual({ place, branch: 'main', tip: here.root });
  expect(await at('none')).toBeUndefined();
  const bare = addRepo(here.world, { owner: here.acme.account, name: 'bare', private: true });
  expect(await at('bare')).toEqual({ place: { ...place, repoId: bare.id, name: 'bare' }, branch: '', tip: null });
  renameRepo(here.world, bare, { name: 'empty', sender: here.person('ada') });
  expect(await at('bare')).toMatchObject({ place: { name: 'empty' } });
});

test('where the App is installed, but for where it is suspended, and every repository there', async () => {
  const { platform, place, world } = here;
  const other = addOrganization(world, 'other');
  const second = install(world, here.gate, { account: other.account });
  install(world, addApp(world, { slug: 'x', owner: other.account, permissions: {} }), { account: other.account });
  expect(new Set(await platform.installations())).toEqual(new Set([place.installation, second.id]));
  suspend(world, second, true);
  expect(await platform.installations()).toEqual([place.installation]);
  for (let at = 0; at < 110; at += 1) addRepo(world, { owner: here.acme.account, name: `r${at}`, private: true });
  const all = await platform.repositories(place.installation);
  expect(all).toContainEqual(place);
  expect(all.length).toBeGreaterThan(110);
});
