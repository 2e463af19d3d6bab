import { expect, test } from '@jest/globals';
import { isAncestor } from '../../../src/sandbox/git/history.ts';
import { commitOf } from '../../../src/sandbox/git/store.ts';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import { closePull, retarget, setDraft } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { advanceQueues, dequeue, enqueue, entryOf } from '../../../src/sandbox/state/queue.ts';
import { changeRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { withQueue } from './queue-town.ts';

test('green merges, each as its own merge commit, and the next stands already on it', () => {
  const { repo, one, two, put, status, told, heads } = withQueue();
  put(one);
  put(two);
  const [first = '', second = ''] = heads();
  expect(told()).toEqual([
    'pull_request enqueued 1  wil',
    'merge_group checks_requested 1',
    'pull_request enqueued 2  wil',
    'merge_group checks_requested 2',
  ]);
  status(second, 'success');
  expect(repo.refs.get('refs/heads/main')).not.toBe(second);
  status(first, 'success');
  expect(repo.refs.get('refs/heads/main')).toBe(second);
  expect([one.pull.mergeSha, two.pull.mergeSha, one.pull.mergedBy?.login]).toEqual([first, second, 'github-merge-queue[bot]']);
  expect(told()).toEqual([
    'merge_group destroyed 1 merged',
    'pull_request dequeued 1 MERGE',
    'pull_request closed 1',
    'merge_group destroyed 2 merged',
    'pull_request dequeued 2 MERGE',
    'pull_request closed 2',
  ]);
  expect([repo.queue, repo.groups, [...repo.refs.keys()].filter((ref) => ref.includes('readonly'))]).toEqual([[], [], []]);
});

test('red is taken out, and what stood on it is built anew', () => {
  const { repo, one, two, three, put, status, told, heads } = withQueue();
  for (const pull of [one, two, three]) put(pull);
  const before = heads();
  told();
  status(before[1] ?? '', 'failure');
  expect(told()).toEqual([
    'merge_group destroyed 3 invalidated',
    'merge_group destroyed 2 dequeued',
    'pull_request dequeued 2 CI_FAILURE',
    'merge_group checks_requested 3',
  ]);
  const after = heads();
  expect([after[0] === before[0], before.includes(after[1] ?? '')]).toEqual([true, false]);
  expect(commitOf(repo.store, after[1] ?? '').parents).toEqual([after[0], three.pull.headSha]);
  status(before[2] ?? '', 'success');
  expect(three.state).toBe('open');
});

test.each([
  [
    'pushed to',
    ({ world, repo, person, one }: ReturnType<typeof withQueue>) => {
      commitFiles(world, repo, { author: person('wil'), message: 'm', branch: one.pull.head.ref, files: { later: '1' } });
    },
  ],
  ['closed', ({ world, one, person }: ReturnType<typeof withQueue>) => closePull(world, one, { sender: person('wil') })],
  [
    'a draft again',
    ({ world, one, person }: ReturnType<typeof withQueue>) => {
      setDraft(world, one, { draft: true, sender: person('wil') });
    },
  ],
  [
    'led elsewhere',
    ({ world, one, person, repo, root }: ReturnType<typeof withQueue>) => {
      push(world, { repo, ref: 'refs/heads/other', sha: root, sender: person('wil') });
      retarget(world, one, { base: 'other', sender: person('wil') });
    },
  ],
])('a member that is %s leaves, and the others are built anew', (_, change) => {
  const here = withQueue();
  const { one, two, put, heads, told, repo } = here;
  put(one);
  put(two);
  const before = heads();
  told();
  change(here);
  expect(told().filter((each) => !each.includes('closed'))).toEqual([
    'merge_group destroyed 2 invalidated',
    'merge_group destroyed 1 dequeued',
    'pull_request dequeued 1 UNKNOWN_REMOVAL_REASON',
    'merge_group checks_requested 2',
  ]);
  expect([repo.queue.map(({ issue }) => issue), before.includes(heads()[0] ?? '')]).toEqual([[two], false]);
});

test('who is taken out by hand, and who jumps', () => {
  const { world, one, two, three, put, told, person, repo } = withQueue();
  put(one);
  put(two);
  told();
  put(three, true);
  expect(told()).toEqual([
    'merge_group destroyed 2 invalidated',
    'merge_group destroyed 1 invalidated',
    'pull_request enqueued 3  wil',
    'merge_group checks_requested 3',
    'merge_group checks_requested 1',
    'merge_group checks_requested 2',
  ]);
  dequeue(world, two, person('max'));
  expect(told()).toEqual(['merge_group destroyed 2 dequeued', 'pull_request dequeued 2 MANUAL max']);
  expect(() => dequeue(world, two, person('max'))).toThrow('not in the queue');
  expect([repo.queue.map(({ issue }) => issue.number), entryOf(two)]).toEqual([[3, 1], undefined]);
});

test('a base that moves by itself makes all groups anew', () => {
  const { world, one, put, repo, person, ruleset, heads, status } = withQueue();
  put(one);
  const [before = ''] = heads();
  changeRuleset(world, ruleset, {
    bypass: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }],
    sender: person('ada'),
  });
  const sha = commitFiles(world, repo, { author: person('ada'), message: 'hotfix', branch: 'main', files: { hot: '1' } });
  const [after = ''] = heads();
  expect([after === before, commitOf(repo.store, after).parents[0]]).toEqual([false, sha]);
  status(before, 'success');
  expect(one.state).toBe('open');
  status(after, 'success');
  expect([one.pull.mergeSha, isAncestor(repo.store, sha, after)]).toEqual([after, true]);
});

test('several together are judged by their last commit, and fall together', () => {
  const group = { grouping_strategy: 'HEADGREEN', min_entries_to_merge: 2, max_entries_to_merge: 2 };
  const good = withQueue(group);
  good.put(good.one);
  good.put(good.two);
  const { merges = [] } = good.repo.groups[0] ?? {};
  good.status(merges[0] ?? '', 'failure');
  good.status(merges[1] ?? '', 'success');
  expect([good.one.pull.mergeSha, good.two.pull.mergeSha]).toEqual(merges);
  const bad = withQueue(group);
  bad.put(bad.one);
  bad.put(bad.two);
  bad.told();
  bad.status(bad.heads()[0] ?? '', 'failure');
  expect(bad.told()).toEqual([
    'merge_group destroyed 1+2 dequeued',
    'pull_request dequeued 1 CI_FAILURE',
    'pull_request dequeued 2 CI_FAILURE',
  ]);
});

test('checks that never come are late, and a minimum waits no longer than it must', () => {
  const { world, repo, one, two, put, told, heads, status } = withQueue({
    min_entries_to_merge: 2,
    min_entries_to_merge_wait_minutes: 5,
  });
  put(one);
  status(heads()[0] ?? '', 'success');
  expect(one.state).toBe('open');
  world.clock.advance(5 * 60_000);
  advanceQueues(world, repo);
  expect(one.pull.mergedAt).not.toBeNull();
  put(two);
  told();
  world.clock.advance(60 * 60_000);
  advanceQueues(world, repo);
  expect(told()).toEqual(['merge_group destroyed 2 dequeued', 'pull_request dequeued 2 CI_TIMEOUT']);
});

test('what conflicts with those before it leaves; without the rule nothing stays', () => {
  const { world, repo, one, put, told, person, root, ruleset, pull, status } = withQueue();
  const rival = pull('rival', { 'one.txt': 'other\n' });
  status(rival.pull.headSha, 'success');
  expect(root).toBe(repo.refs.get('refs/heads/main'));
  put(one);
  put(rival);
  expect(told().at(-1)).toBe(`pull_request dequeued ${rival.number} MERGE_CONFLICT`);
  changeRuleset(world, ruleset, { enforcement: 'disabled', sender: person('ada') });
  expect(told()).toEqual(['merge_group destroyed 1 dequeued', 'pull_request dequeued 1 QUEUE_CLEARED']);
});

test('only what the button would merge is queued, once', () => {
  const { world, one, two, three, put, person, status, repo, pull, root } = withQueue();
  const sender = person('wil');
  put(one);
  expect(() => put(one)).toThrow('already in the queue');
  expect(() => mergePull(world, one, { sender, method: 'merge' })).toThrow('through the merge queue');
  expect(() => enqueue(world, two, { sender, sha: root })).toThrow('Head branch was modified');
  setDraft(world, two, { draft: true, sender });
  expect(() => put(two)).toThrow('still a draft');
  status(three.pull.headSha, 'failure');
  expect(() => put(three)).toThrow('Required status check "ci" is failing.');
  closePull(world, three, { sender });
  expect(() => put(three)).toThrow('closed');
  push(world, { repo, ref: 'refs/heads/other', sha: root, sender });
  const elsewhere = pull('four');
  retarget(world, elsewhere, { base: 'other', sender });
  expect(() => put(elsewhere)).toThrow('not enabled for other');
});
