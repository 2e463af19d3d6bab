import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addStatus } from '../../../src/sandbox/state/checks.ts';
import { closePull } from '../../../src/sandbox/state/pulls.ts';
import { type Bed, openBed } from '../bed.ts';
import { green, group, openQueue } from '../group/queue.ts';

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

test('on a page that is not up to date Hold stops what has moved on, and nothing is lifted or looked at', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const [run] = bed.runs(pull.pull.headSha);
  await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
  await bed.work();
  if (run === undefined) throw new Error('there is no run');
  for (const button of ['hold', 'release-hold', 'recheck']) await bed.sandbox.as('max').press(run, button);
  await bed.work();
  expect(bed.store.statements().map(({ act, head }) => [act, head])).toEqual([['hold', run.suite.headSha]]);
  expect(bed.runs(pull.pull.headSha).at(-1)?.output?.title).toContain('HELD by max');
  expect(await bed.store.read.facts(bed.repo.id, 0)).toEqual([]);
});

test('the button of a commit that is no open head and never was one says nothing', async () => {
  const pull = await bed.release('next');
  await bed.work();
  const [run] = bed.runs(pull.pull.headSha);
  if (run === undefined) throw new Error('there is no run');
  closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
  await bed.work();
  await bed.sandbox.as('max').press(run, 'hold');
  await bed.work();
  expect(bed.store.statements()).toEqual([]);
  expect(await bed.store.read.facts(bed.repo.id, 0)).toEqual([]);
});

test('Hold on what a merge queue tries stops each of its pull requests, and so the queue', async () => {
  await bed.close();
  bed = await openQueue({}, {}, ['ci']);
  const pull = await green(bed, 'next');
  const passed = { state: 'success', context: 'ci', description: null, targetUrl: null, app: null } as const;
  addStatus(bed.sandbox.world, bed.repo, { ...passed, sha: pull.pull.headSha, creator: bed.person('ada') });
  await bed.sandbox.as('wil').enqueue(pull);
  await bed.work();
  await bed.later(30);
  const { sha, check } = group(bed);
  expect([check(), pull.pull.mergedAt]).toEqual(['success', null]);
  await press('hold', 'max', sha);
  expect(bed.store.statements().map(({ act }) => act)).toContain('hold');
  expect(check()).not.toBe('success');
  expect(bed.check(pull.pull.headSha)).not.toBe('success');
});
