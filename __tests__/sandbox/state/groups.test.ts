import { expect, test } from '@jest/globals';
import { commitOf } from '../../../src/sandbox/git/store.ts';
import { buildNext, destroy, entriesIn, groupsIn, isEnough, judge, takeOut } from '../../../src/sandbox/state/groups.ts';
import { queueRuleOf } from '../../../src/sandbox/state/queue-rule.ts';
import { withQueue } from './queue-town.ts';

const line = (repo: ReturnType<typeof withQueue>['repo']) => ({ repo, baseRef: 'main' });

test('each group is a merge commit on top of the one before it, on a branch of its own', () => {
  const { repo, root, one, two, put } = withQueue();
  put(one);
  put(two);
  const [first, second] = groupsIn(line(repo));
  expect(first?.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-1-${root}`);
  expect(second?.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-2-${first?.headSha}`);
  expect(commitOf(repo.store, first?.headSha ?? '').parents).toEqual([root, one.pull.headSha]);
  expect(commitOf(repo.store, second?.headSha ?? '').parents).toEqual([first?.headSha, two.pull.headSha]);
  expect(repo.refs.get(second?.ref ?? '')).toBe(second?.headSha);
});

test('several together have a merge commit each, and the last is the head', () => {
  const { repo, root, one, two, three, put } = withQueue({ grouping_strategy: 'HEADGREEN', min_entries_to_merge: 3 });
  for (const pull of [one, two]) put(pull);
  expect(repo.groups).toEqual([]);
  put(three);
  const [group] = repo.groups;
  expect(group?.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-3-${root}`);
  const [a = '', b = '', c = ''] = group?.merges ?? [];
  expect([group?.headSha, commitOf(repo.store, c).parents[0], commitOf(repo.store, b).parents[0]]).toEqual([c, b, a]);
});

test('no more are built at once than the rule says', () => {
  const { repo, one, two, put, world } = withQueue({ max_entries_to_build: 1 });
  put(one);
  put(two);
  expect([repo.groups.length, repo.queue.length]).toEqual([1, 2]);
  const rule = queueRuleOf(repo, 'main');
  expect(rule && buildNext(world, line(repo), rule)).toBeUndefined();
});

test('a group is judged by what is required, at its head', () => {
  const { repo, one, put, world, status } = withQueue({ check_response_timeout_minutes: 10, min_entries_to_merge: 2 });
  put(one);
  const [group] = repo.groups;
  if (!group) throw new Error('no group');
  expect(judge(world, repo, group)).toBe('pending');
  status(group.headSha, 'pending');
  expect(judge(world, repo, group)).toBe('pending');
  status(group.headSha, 'success');
  expect(judge(world, repo, group)).toBe('green');
  const late = { ...group, headSha: 'f'.repeat(40), at: world.clock.now() - 600_000 };
  expect(judge(world, repo, late)).toBe('late');
});

test('enough are enough, or long enough', () => {
  const { repo, one, put, world } = withQueue({ min_entries_to_merge: 2 });
  put(one);
  const rule = queueRuleOf(repo, 'main');
  if (!rule) throw new Error('no rule');
  expect([isEnough(world, [], rule), isEnough(world, repo.queue, rule)]).toEqual([false, false]);
  world.clock.advance(300_000);
  expect(isEnough(world, repo.queue, rule)).toBe(true);
});

test('what ends takes its branch along, once', () => {
  const { repo, one, put, world, told, person } = withQueue();
  const entry = put(one);
  const [group] = repo.groups;
  if (!group) throw new Error('no group');
  told();
  takeOut(world, entry, { reason: 'MANUAL', sender: person('wil') });
  takeOut(world, entry, { reason: 'MANUAL', sender: person('wil') });
  destroy(world, repo, { group, reason: 'merged' });
  expect(told()).toEqual(['merge_group destroyed 1 dequeued', 'pull_request dequeued 1 MANUAL wil']);
  expect([repo.refs.has(group.ref), entriesIn(line(repo))]).toEqual([false, []]);
});
