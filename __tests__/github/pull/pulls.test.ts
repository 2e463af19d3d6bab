import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addRepo, renameRepo } from '../../../src/sandbox/state/repositories.ts';
import { askOf, type Here, openPlatform, requests } from '../open.ts';

let here: Here;
beforeEach(async () => {
  here = await openPlatform();
});
afterEach(() => here.close());

test('one query for all of it, and one for its digest', async () => {
  const pull = here.pull('topic');
  await here.platform.me();
  const from = here.sandbox.journal.length;
  const snapshot = await here.platform.pull(askOf(here, pull));
  expect(snapshot).toMatchObject({
    place: here.place,
    number: pull.number,
    state: 'open',
    isDraft: false,
    author: { login: 'wil', kind: 'human', id: here.person('wil').id },
    base: { branch: 'main', tip: { branch: 'main', sha: here.root, config: { is: 'none' } } },
    head: { branch: 'topic', sha: pull.pull.headSha, repoId: here.repo.id },
    labels: [],
    committers: [{ id: here.person('wil').id, login: 'wil', kind: 'human' }],
    boards: [],
    ownComments: [],
    checks: [],
  });
  expect(await here.platform.pulse(askOf(here, pull))).toBe(snapshot?.pulse);
  expect(requests(here, from)).toEqual(['POST /graphql', 'POST /graphql']);
});

test('one that is not there', async () => {
  expect(await here.platform.pull(askOf(here, { number: 99 }))).toBeUndefined();
  expect(await here.platform.pulse(askOf(here, { number: 99 }))).toBeUndefined();
});

test('a repository that was renamed is found, and named as it is now', async () => {
  const pull = here.pull('topic');
  const before = await here.platform.pulse(askOf(here, pull));
  renameRepo(here.world, here.repo, { name: 'store', sender: here.person('ada') });
  const snapshot = await here.platform.pull(askOf(here, pull));
  expect(snapshot?.place).toEqual({ ...here.place, name: 'store' });
  expect(snapshot?.pulse).not.toBe(before);
});

test('another repository under the old name is not taken for it', async () => {
  const pull = here.pull('topic');
  renameRepo(here.world, here.repo, { name: 'store', sender: here.person('ada') });
  const other = addRepo(here.world, { owner: here.acme.account, name: 'shop', private: true });
  here.world.names.set('acme/shop', other);
  expect(await here.platform.pull(askOf(here, pull))).toMatchObject({ place: { name: 'store', repoId: here.repo.id } });
  const gone = { ...here.place, repoId: 999_999 };
  expect(await here.platform.pull({ ...askOf(here, pull), place: gone })).toBeUndefined();
});
