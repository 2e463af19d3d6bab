import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Issue } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
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
  expect((await here.platform.pulse(askOf(here, pull)))?.digest).toBe(snapshot?.pulse);
  expect(requests(here, from)).toEqual(['POST /graphql', 'POST /graphql']);
});

test('one that is not there', async () => {
  expect(await here.platform.pull(askOf(here, { number: 99 }))).toBeUndefined();
  expect(await here.platform.pulse(askOf(here, { number: 99 }))).toBeUndefined();
});

test('a repository that was renamed is found, and named as it is now', async () => {
  const pull = here.pull('topic');
  const before = (await here.platform.pulse(askOf(here, pull)))?.digest;
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

test('every open pull request with this head: of forks, into other bases, and no others', async () => {
  const { world, repo, person } = here;
  const pull = here.pull('shared');
  const sha = pull.pull.headSha;
  push(world, { repo, ref: 'refs/heads/next', sha: here.root, sender: person('ada') });
  const head = { repo, ref: 'shared' };
  const second = openPull(world, repo, { title: 'Two', author: person('wil'), base: 'next', head });
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', private: true, parent: repo });
  fork.store.commits.set(sha, repo.store.commits.get(sha) as never);
  const files = { a: 'b' };
  commitFiles(world, fork, { author: person('rea'), message: 'm', branch: 'main', files, from: here.root });
  const third = openPull(world, repo, { title: 'Three', author: person('rea'), base: 'main', head: { repo: fork, ref: 'main' } });
  const at = async (of: Issue) =>
    (await here.platform.pulse(askOf(here, of)))?.sameHead.map(({ number, base }) => [number, base]);
  expect(await at(pull)).toEqual([
    [pull.number, 'main'],
    [second.number, 'next'],
  ]);
  expect(await at(third)).toEqual([[third.number, 'main']]);
  closePull(world, second, { sender: person('wil') });
  expect(await at(pull)).toEqual([[pull.number, 'main']]);
});

test('more than a hundred with one head are not a short list, but none: it is asked again, and nothing goes by it', async () => {
  const { world, repo, person } = here;
  const pull = here.pull('crowd');
  const head = { repo, ref: 'crowd' };
  for (let at = 0; at < 100; at += 1) {
    push(world, { repo, ref: `refs/heads/base-${at}`, sha: here.root, sender: person('ada') });
    openPull(world, repo, { title: `${at}`, author: person('wil'), base: `base-${at}`, head });
  }
  await expect(here.platform.pulse(askOf(here, pull))).rejects.toMatchObject({ fault: { kind: 'unclear' } });
});
