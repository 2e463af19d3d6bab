import { expect } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { writeFiles } from '../../../src/sandbox/state/repositories.ts';
import {
  artifactFor,
  begin,
  type CiWish,
  checklist,
  ciFile,
  ciPath,
  claimOf,
  end,
  failing,
  runCi,
  textFor,
} from '../../reconcile/evidence/ci.ts';
import { files, ready } from './evidence-plays.ts';
import { type Play, queue, requireCheck } from './plays.ts';
import type { Story } from './stage.ts';

/** Nothing is tried before three are there, and then all of them at once, by their last commit. */
const inThrees = {
  type: 'merge_queue',
  parameters: { grouping_strategy: 'HEADGREEN', min_entries_to_merge: 3, min_entries_to_merge_wait_minutes: 60 },
};

const listening = { ...files, [ciPath]: ciFile.replace('[pull_request]', '[pull_request, merge_group]') };

/** Three releases that are ready, each by its own people and its own CI; the first two are in the queue. */
async function three(story: Story, wish: CiWish = {}) {
  requireCheck(story, inThrees);
  const [one, two, last] = [await ready(story, 'one'), await ready(story, 'two'), await ready(story, 'last')];
  for (const pull of [one, two, last]) await runCi(story, pull, wish);
  for (const pull of [one, two, last]) await story.says(pull, 'success');
  await queueUp(story, one, two);
  return { one, two, last };
}

async function queueUp(story: Story, ...pulls: readonly PullRequest[]): Promise<string> {
  // By the time somebody looks it may have been thrown out.
  let sha = 'none';
  story.sandbox.world.listeners.push(({ event, action, repo, about: { merge_group: group } }) => {
    if (event === 'merge_group' && action === 'checks_requested' && repo === story.repo && group) sha = group.headSha;
  });
  for (const pull of pulls) await story.sandbox.as('max').enqueue(pull);
  return sha;
}

function saidOfGroup(story: Story, sha: string): string {
  const { title, summary, text } = story.runsAt(sha).at(-1)?.output ?? {};
  return [title, summary, text].join('\n');
}

const merged = (pulls: readonly PullRequest[]) => pulls.map(({ pull }) => pull.mergedAt !== null);

/** By its check, which says whose fault it is; none of its members is merged. */
async function isThrownOut(story: Story, sha: string, words: readonly string[]): Promise<void> {
  await story.until('the queue has thrown the group out', () => story.repo.queue.length === 0);
  expect(story.check(sha)).toMatch(/^(?:failure|action_required)$/);
  for (const each of words) expect(saidOfGroup(story, sha)).toContain(each);
}

async function isMergedNow(story: Story, ...pulls: readonly PullRequest[]): Promise<string> {
  for (const pull of pulls) await story.says(pull, 'success');
  const sha = await queueUp(story, ...pulls);
  await story.until('the queue has merged all of them', () => !merged(pulls).includes(false));
  return sha;
}

/** By somebody who may do so past the queue. */
function changeMain({ sandbox: { world }, repo, person }: Story, changed: Readonly<Record<string, string>>): void {
  const tip = repo.refs.get('refs/heads/main') ?? '';
  const sha = writeFiles(world, repo, { author: person('ada'), message: 'ask for more', parents: [tip], files: changed });
  push(world, { repo, ref: 'refs/heads/main', sha, sender: person('ada'), internal: true });
}

/** CI on the commit of a group. */
const onGroup = (sha: string): CiWish => ({ event: 'merge_group', sha, branch: 'gh-readonly-queue/main/pr-1' });

export const queuePlays: readonly Play[] = [
  {
    name: 'in a merge queue each is judged at its own head, by the evidence that it had',
    files,
    plot: async (story) => {
      requireCheck(story, queue);
      const pull = await ready(story);
      await runCi(story, pull);
      await story.says(pull, 'success');
      await story.sandbox.as('max').enqueue(pull);
      await story.until('the queue has merged it', () => pull.pull.mergedAt !== null);
    },
  },
  {
    name: 'three releases in one merge group, one un-ticked since it was queued: all stay out; ticked again, a new group passes',
    files,
    plot: async (story) => {
      const { one, two, last } = await three(story);
      await story.sandbox.as('max').untick(two, 'backups');
      const sha = await queueUp(story, last);
      await isThrownOut(story, sha, [`#${two.number}: WAITING`, `- #${one.number}: GO`, 'Backups were restored once']);
      expect(merged([one, two, last])).toEqual([false, false, false]);
      expect([one, last].map(({ pull }) => story.check(pull.headSha))).toEqual(['success', 'success']);
      await story.says(two, 'action_required');
      await story.sandbox.as('max').tick(two, 'backups');
      const again = await isMergedNow(story, one, two, last);
      expect(again).not.toBe(sha);
    },
  },
  {
    name: 'three releases in one merge group, one whose evidence fails since it was queued: what passes in the group proves it not',
    files: listening,
    plot: async (story) => {
      const { one, two, last } = await three(story);
      await runCi(story, two, { leaves: (run) => [failing(run)] });
      const sha = await queueUp(story, last);
      await isThrownOut(story, sha, [`#${two.number}: NO-GO`, 'Tests reach the code', 'lines 10 % (at least 80 %)']);
      await runCi(story, two, onGroup(sha));
      await story.says(two, 'failure');
      await story.wait(3);
      expect([two.pull.headSha, sha].map(story.check)).toEqual(['failure', 'failure']);
      expect(merged([one, two, last])).toEqual([false, false, false]);
    },
  },
  {
    name: 'three releases in one merge group, one whose evidence answers nothing any more: all stay out until CI ran again',
    files,
    plot: async (story) => {
      const claims = [claimOf(), claimOf({ source: { files: 'reports/lcov.info' } })];
      const { one, two, last } = await three(story, { leaves: (run) => [artifactFor(textFor(run, claims))] });
      const changed = checklist.replace('coverage/lcov.info', 'other/lcov.info').replace('covered,', 'covered-too,');
      const asks = changed.slice(changed.indexOf('      - { id: covered-too'));
      changeMain(story, { '.github/release.yml': `${checklist}${asks}` });
      // Before CI runs again each has heard of it: what was green until then is no answer to it.
      for (const pull of [one, two, last]) await story.says(pull, 'failure');
      const other = (run: Parameters<typeof textFor>[0]) => [
        artifactFor(textFor(run, [claimOf({ source: { files: 'other/lcov.info' } })])),
      ];
      for (const pull of [one, last]) await runCi(story, pull, { leaves: other });
      for (const pull of [one, last]) await story.says(pull, 'success');
      const sha = await queueUp(story, last);
      await isThrownOut(story, sha, [`#${two.number}: CANNOT TELL`, 'The settings changed: run CI again']);
      await runCi(story, two, { leaves: other });
      await isMergedNow(story, one, two, last);
    },
  },
  {
    name: 'three releases that are ready, and CI fails on what the queue makes of them: none goes, and each stays green by itself',
    files: listening,
    plot: async (story) => {
      const { one, two, last } = await three(story);
      const sha = await queueUp(story, last);
      await story.until('the group waits for CI', () => saidOfGroup(story, sha).includes('ci.yml has not begun yet'));
      const run = begin(story, last, onGroup(sha));
      await story.until('it waits for its end', () => saidOfGroup(story, sha).includes('ci.yml is still running'));
      await end(story, run, { leaves: (of) => [failing(of)] });
      await isThrownOut(story, sha, [`#${one.number}: NO-GO`, 'Tests reach the code', 'in what the merge queue made of it']);
      expect([one, two, last].map(({ pull }) => story.check(pull.headSha))).toEqual(['success', 'success', 'success']);
      const again = await queueUp(story, one, two, last);
      await runCi(story, last, onGroup(again));
      await story.until('the queue has merged all of them', () => !merged([one, two, last]).includes(false));
    },
  },
];
