import { afterEach, describe, expect, test } from '@jest/globals';
import { subjectKey } from '../../../src/ledger/statement.ts';
import { type Bed, config, openBed } from '../bed.ts';
import { green, group, openQueue } from './queue.ts';

let bed: Bed;

afterEach(() => bed.close());

const rowOf = (sha: string) =>
  bed.store.subjects().find(({ key }) => key === subjectKey({ kind: 'merge-group', repoId: bed.repo.id, sha }));

describe('a pull request that is ready', () => {
  test('goes through the queue, and nothing of its group stays behind', async () => {
    bed = await openQueue();
    const pull = await green(bed, 'next');
    await bed.sandbox.as('wil').enqueue(pull);
    const { sha, check } = group(bed);
    await bed.work();
    await bed.work();
    expect(pull.pull.mergedAt).not.toBeNull();
    expect(check()).toBe('cancelled');
    expect(rowOf(sha)?.isOpen).toBe(false);
    expect(await bed.store.read.group(bed.repo.id, sha)).toBeUndefined();
    expect(bed.reports.filter(({ level }) => level === 'alarm')).toEqual([]);
    await bed.later(4_000);
    expect(bed.store.wanted().filter(({ kind }) => kind === 'group')).toEqual([]);
  });

  test('one after the other, though the first moves the branch under the second', async () => {
    bed = await openQueue({ grouping_strategy: 'ALLGREEN', max_entries_to_build: 5 });
    const one = await green(bed, 'one');
    const two = await green(bed, 'two');
    await bed.sandbox.as('wil').enqueue(one);
    await bed.sandbox.as('wil').enqueue(two);
    for (const seconds of [0, 5, 30, 30]) await bed.later(seconds);
    expect([one, two].map(({ pull }) => pull.mergedAt !== null)).toEqual([true, true]);
    for (const seconds of [100, 100, 100]) await bed.later(seconds);
    expect(bed.store.subjects().filter(({ kind, isOpen }) => kind === 'merge-group' && isOpen)).toEqual([]);
  });

  test('with another in one group', async () => {
    bed = await openQueue({ grouping_strategy: 'HEADGREEN', min_entries_to_merge: 2, max_entries_to_merge: 5 });
    const one = await green(bed, 'one');
    const two = await green(bed, 'two');
    await bed.sandbox.as('wil').enqueue(one);
    await bed.sandbox.as('wil').enqueue(two);
    for (const seconds of [0, 5, 30]) await bed.later(seconds);
    expect([one, two].map(({ pull }) => pull.mergedAt !== null)).toEqual([true, true]);
  });
});

describe('taken back while it waits in the queue', () => {
  test.each(['a box', 'a command'])('by %s, before its group was judged', async (how) => {
    bed = await openQueue();
    const pull = await green(bed, 'next');
    if (how === 'a box') await bed.sandbox.as('max').untick(pull, 'backups');
    else await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
    // Nobody has heard of it yet: the check of its head is still green.
    await bed.sandbox.as('wil').enqueue(pull);
    const { sha } = group(bed);
    for (const seconds of [0, 5, 30]) await bed.later(seconds);
    expect(pull.pull.mergedAt).toBeNull();
    expect(bed.runs(sha).map(({ conclusion }) => conclusion)).not.toContain('success');
  });

  test('after its group was green', async () => {
    bed = await openQueue({ min_entries_to_merge: 2, min_entries_to_merge_wait_minutes: 60 });
    const pull = await green(bed, 'next');
    await bed.sandbox.as('wil').enqueue(pull);
    const { check } = group(bed);
    await bed.work();
    expect(check()).toBe('success');
    await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
    await bed.work();
    expect(check()).not.toBe('success');
    await bed.later(3_700);
    expect(pull.pull.mergedAt).toBeNull();
  });

  test('while GitHub cannot be asked', async () => {
    bed = await openQueue({ min_entries_to_merge: 2, min_entries_to_merge_wait_minutes: 60 });
    const pull = await green(bed, 'next');
    await bed.sandbox.as('wil').enqueue(pull);
    const { check } = group(bed);
    await bed.work();
    expect(check()).toBe('success');
    bed.sandbox.faults.add({ does: 'server-error', status: 502, on: 'POST /graphql' });
    await bed.sandbox.as('max').say(pull, '/gonogo untick backups');
    await bed.work();
    expect(check()).not.toBe('success');
  });
});

describe('who is in the group', () => {
  test('one that is not ready holds the others', async () => {
    bed = await openQueue({ grouping_strategy: 'HEADGREEN', min_entries_to_merge: 2, max_entries_to_merge: 5 });
    const one = await green(bed, 'one');
    const two = await green(bed, 'two');
    await bed.sandbox.as('wil').enqueue(one);
    await bed.sandbox.as('wil').enqueue(two);
    await bed.sandbox.as('max').say(two, '/gonogo hold not this one');
    const { sha } = group(bed);
    for (const seconds of [0, 5, 30]) await bed.later(seconds);
    expect([one, two].map(({ pull }) => pull.mergedAt)).toEqual([null, null]);
    expect(bed.runs(sha).map(({ conclusion }) => conclusion)).not.toContain('success');
  });

  test('one that we never saw is looked at first, and throws nobody out of the queue', async () => {
    bed = await openQueue();
    const pull = await green(bed, 'next');
    bed.store.forget();
    await bed.sandbox.as('wil').enqueue(pull);
    const { sha } = group(bed);
    await bed.hear();
    await bed.run({ kind: 'group', key: `${bed.repo.id}/${sha}` });
    await bed.run(bed.checkTask(sha));
    expect(bed.check(sha)).toBe('in_progress');
    expect(bed.repo.groups).toHaveLength(1);
  });

  test('one that pushes leaves it, and the group is closed', async () => {
    bed = await openQueue({ min_entries_to_merge: 2, min_entries_to_merge_wait_minutes: 60 });
    const pull = await green(bed, 'next');
    await bed.sandbox.as('wil').enqueue(pull);
    const { sha, check } = group(bed);
    await bed.work();
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': 'newer\n' });
    for (const seconds of [0, 30, 60, 60]) await bed.later(seconds);
    expect(bed.repo.groups).toHaveLength(0);
    expect(check()).toBe('cancelled');
    expect(rowOf(sha)?.isOpen).toBe(false);
  });

  test('one into a branch that is not asked of needs no answer', async () => {
    bed = await openBed({ config: config.replace('base: [main]', 'base: [stable]') });
    const pull = await bed.release('next');
    await bed.work();
    expect(bed.check(pull.pull.headSha)).toBe('none');
    const tried = { repoId: bed.repo.id, branch: 'main', base: bed.repo.refs.get('refs/heads/main') ?? '', sha: 'f'.repeat(40) };
    bed.store.group(tried);
    const { members } = bed.world.platform;
    const listed = [{ number: pull.number, head: pull.pull.headSha, base: 'main' }];
    Object.assign(bed.world.platform, { members: async () => listed });
    await bed.run({ kind: 'group', key: `${bed.repo.id}/${tried.sha}` });
    Object.assign(bed.world.platform, { members });
    expect(rowOf(tried.sha)?.memory).toMatchObject({ answer: null });
  });
});

test('a group of which nothing becomes clear is asked ever more rarely, and blocks', async () => {
  bed = await openQueue();
  const pull = await green(bed, 'next');
  Object.assign(bed.world.platform, { members: async () => null });
  await bed.sandbox.as('wil').enqueue(pull);
  const { check } = group(bed);
  await bed.work();
  expect(check()).toBe('in_progress');
  let ran = 0;
  for (let second = 0; second < 1_200; second += 10)
    ran += (await bed.later(10)).filter((task) => task.startsWith('group')).length;
  expect(ran).toBeLessThan(15);
  expect(check()).toBe('failure');
  expect(pull.pull.mergedAt).toBeNull();
});
