import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closePull, openPull } from '../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../src/sandbox/state/repositories.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

test('every open pull request, page by page, for a point each', async () => {
  for (let at = 0; at < 120; at += 1) here.pull(`p${at}`);
  const { platform, place } = here;
  const first = await platform.openPulls({ place });
  const second = await platform.openPulls({ place, ...(first.next !== undefined && { after: first.next }) });
  expect([first.found.length, second.found.length, second.next]).toEqual([100, 20, undefined]);
  const numbers = [...first.found, ...second.found].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(120);
  expect(first.found[0]).toEqual({ number: 1, head: here.repo.issues.get(1)?.pull?.headSha, base: 'main' });
  expect((await platform.openPulls({ place, base: 'other' })).found).toEqual([]);
});

test('every open pull request with this head: of forks, into other bases, and no others', async () => {
  const { platform, place, world, repo, person } = here;
  const pull = here.pull('shared');
  const sha = pull.pull.headSha;
  push(world, { repo, ref: 'refs/heads/next', sha: here.root, sender: person('ada') });
  const head = { repo, ref: 'shared' };
  const second = openPull(world, repo, { title: 'Two', author: person('wil'), base: 'next', head });
  const fork = addRepo(world, { owner: person('rea'), name: 'shop', private: true, parent: repo });
  fork.store.commits.set(sha, repo.store.commits.get(sha) as never);
  const files = { a: 'b' };
  const own = commitFiles(world, fork, { author: person('rea'), message: 'm', branch: 'main', files, from: here.root });
  const third = openPull(world, repo, { title: 'Three', author: person('rea'), base: 'main', head: { repo: fork, ref: 'main' } });
  const at = async (of: string) => (await platform.pullsAt({ place, sha: of })).map(({ number, base }) => [number, base]);
  expect(await at(sha)).toEqual([
    [pull.number, 'main'],
    [second.number, 'next'],
  ]);
  expect(await at(own)).toEqual([[third.number, 'main']]);
  closePull(world, second, { sender: person('wil') });
  expect(await at(sha)).toEqual([[pull.number, 'main']]);
  expect(await at(here.root)).toEqual([]);
});

test('more pull requests at one commit than are told are not known', async () => {
  const { platform, place, world, repo, person } = here;
  const sha = commitFiles(world, repo, {
    author: person('wil'),
    message: 'm',
    branch: 'many',
    files: { m: 'm' },
    from: here.root,
  });
  for (let at = 0; at < 101; at += 1) {
    push(world, { repo, ref: `refs/heads/many-${at}`, sha: here.root, sender: person('ada') });
    openPull(world, repo, { title: `${at}`, author: person('wil'), base: `many-${at}`, head: { repo, ref: 'many' } });
  }
  await expect(platform.pullsAt({ place, sha })).rejects.toMatchObject({ fault: { kind: 'unclear' } });
});
