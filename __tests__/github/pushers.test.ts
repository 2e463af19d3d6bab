import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { push } from '../../src/sandbox/state/pushes.ts';
import { writeFiles } from '../../src/sandbox/state/repositories.ts';
import { type Here, openPlatform } from './open.ts';

let here: Here;
let sha: string;
beforeAll(async () => {
  here = await openPlatform();
  const files = { 'a.txt': 'a' };
  sha = writeFiles(here.world, here.repo, { author: here.person('wil'), message: 'm', parents: [], files });
  push(here.world, { repo: here.repo, ref: 'refs/heads/mine', sha, sender: here.person('max') });
});
afterAll(() => here.close());

const pusher = (branch: string, of = sha) => here.platform.pusher({ place: here.place, branch, sha: of });

test('who moved a branch to a commit, whoever wrote it', async () => {
  expect(await pusher('mine')).toEqual({ id: here.person('max').id, login: 'max', kind: 'human' });
});

test('of another branch, and of another commit, nobody is told', async () => {
  expect([await pusher('main'), await pusher('mine', 'f'.repeat(40)), await pusher('none')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(['server-error', 'invalid', 'not-found'] as const)('%s is no answer about anybody', async (does) => {
  const off = here.sandbox.faults.add({ does, on: 'GET /repos/{owner}/{repo}/activity' });
  expect(await pusher('mine')).toBeNull();
  off();
});

test('a limit is no answer', async () => {
  const off = here.sandbox.faults.add({ does: 'secondary-limit', times: 1 });
  await expect(pusher('mine')).rejects.toMatchObject({ fault: { kind: 'limited' } });
  off();
});
