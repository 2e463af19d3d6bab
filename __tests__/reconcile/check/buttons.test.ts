import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Bed, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

async function press(button: string, login: string, sha: string) {
  const run = bed.runs(sha).at(-1);
  if (run === undefined) throw new Error('there is no run');
  await bed.sandbox.as(login).press(run, button);
  await bed.work();
}

test('who presses Hold stops the release, and who pressed it lifts it', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const { headSha } = pull.pull;
  await press('hold', 'max', headSha);
  expect(bed.store.statements().map(({ act, by, head }) => [act, by.login, head])).toEqual([['hold', 'max', headSha]]);
  expect(bed.runs(headSha).at(-1)?.output?.title).toContain('HELD by max');
  await bed.later(5);
  await press('release-hold', 'max', headSha);
  expect(bed.memory(pull).verdict?.obstacles.some(({ kind }) => kind === 'hold')).toBe(false);
});

test('Check again looks everything up', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const from = bed.sandbox.journal.length;
  await press('recheck', 'max', pull.pull.headSha);
  expect(bed.sandbox.journal.slice(from).map(({ operation }) => operation)).toEqual(['POST /graphql']);
  expect(bed.store.statements()).toEqual([]);
});

test('the button of a commit that is nobody’s head any more says nothing', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const [run] = bed.runs(pull.pull.headSha);
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
  await bed.work();
  if (run === undefined) throw new Error('there is no run');
  await bed.sandbox.as('max').press(run, 'hold');
  await bed.work();
  expect(bed.store.statements()).toEqual([]);
  expect(await bed.store.read.facts(bed.repo.id, 0)).toEqual([]);
});
