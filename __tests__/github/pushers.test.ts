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

const moves = (branch: string) => here.platform.moves({ place: here.place, branch });

test('who moved a branch to a commit, whoever wrote it', async () => {
  const by = { id: here.person('max').id, login: 'max', kind: 'human' };
  expect(await moves('mine')).toEqual([{ before: '0'.repeat(40), after: sha, by }]);
});

test('of another branch nothing is told', async () => {
  expect((await moves('main'))?.some(({ after }) => after === sha)).toBe(false);
  expect(await moves('none')).toEqual([]);
});

test.each(['server-error', 'invalid', 'not-found'] as const)('%s is no answer about anybody', async (does) => {
  const off = here.sandbox.faults.add({ does, on: 'GET /repos/{owner}/{repo}/activity' });
  expect(await moves('mine')).toBeNull();
  off();
});

test('a limit is no answer', async () => {
  const off = here.sandbox.faults.add({ does: 'secondary-limit', times: 1 });
  await expect(moves('mine')).rejects.toMatchObject({ fault: { kind: 'limited' } });
  off();
});
