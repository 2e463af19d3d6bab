import { expect } from '@jest/globals';
import { closePull, reopenPull } from '../../../src/sandbox/state/pulls.ts';
import { checklist, config } from '../../reconcile/bed.ts';
import type { Play } from '../app/plays.ts';
import type { Story } from '../app/stage.ts';
import { boardText, list, longer, shorter } from './told.ts';

const observed = { '.github/gonogo.yml': `${config}enforcement: observe\n` };
const onMain = (story: Story, files: Readonly<Record<string, string | null>>) =>
  story.sandbox.as('ada').push(story.repo, 'main', files);
const named = (story: Story, sha: string, name: string) => story.runsAt(sha).filter((run) => run.name === name);

/** What a change means for releases that are open when it comes in. */
export const later: readonly Play[] = [
  {
    name: 'an item is added while a release is open: it is asked at once, and nothing ticked is lost',
    plot: async (story) => {
      const pull = await story.green();
      await onMain(story, { [list]: longer });
      await story.says(pull, 'action_required');
      await story.shows(pull, 'backups', 'alerts');
      await story.until('the new box is there', () => boardText(story, pull).includes('The restore was tried'));
      await story.sandbox.as('max').tick(pull, 'restore');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'an item is taken out while a release is open: it is still asked, and the board says why',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.sandbox.as('max').tick(pull, 'backups');
      await onMain(story, { [list]: shorter });
      await story.until('the board says why', () => boardText(story, pull).includes('Judged by the stricter'));
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('max').tick(pull, 'alerts');
      await story.says(pull, 'success');
      // What is opened later is asked by what is there then.
      const next = await story.open('after');
      await story.hasBoard(next);
      expect(boardText(story, next)).not.toContain('Somebody is on call');
      await story.sandbox.as('max').tick(next, 'backups');
      await story.says(next, 'success');
    },
  },
  {
    name: 'added and taken out in one change: the addition now, the rest later',
    plot: async (story) => {
      const pull = await story.green();
      await onMain(story, { [list]: longer.replace(/.*id: alerts.*\n/, '') });
      await story.says(pull, 'action_required');
      await story.sandbox.as('max').untick(pull, 'alerts');
      await story.until('both are asked', () =>
        /Somebody is on call[^]*The restore was tried|The restore was tried[^]*Somebody is on call/.test(boardText(story, pull)),
      );
      await story.sandbox.as('max').tick(pull, 'restore');
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('max').tick(pull, 'alerts');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'an item gets other words: both are asked, and the tick on the old ones stays',
    plot: async (story) => {
      const pull = await story.green();
      await onMain(story, { [list]: checklist.replace('Backups were restored once', 'Backups are there') });
      await story.says(pull, 'action_required');
      await story.until('both stand there', () => boardText(story, pull).includes('Backups are there'));
      await story.shows(pull, 'backups', 'alerts');
      await story.sandbox.as('max').tick(pull, 'backups.now');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'one person is enough from now on: not for what is open',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      for (const item of ['backups', 'alerts']) await story.sandbox.as('wil').tick(pull, item);
      await onMain(story, { '.github/gonogo.yml': `${config}solo: true\n` });
      await story.until('the board says why', () => boardText(story, pull).includes('solo'));
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      // Opened anew it is judged by what was agreed to meanwhile.
      closePull(story.sandbox.world, pull, { sender: story.person('wil') });
      await story.says(pull, 'cancelled');
      reopenPull(story.sandbox.world, pull, story.person('wil'));
      await story.says(pull, 'success');
    },
  },
  {
    name: 'the branch is taken out of what is asked: an open release into it is asked on',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await onMain(story, { '.github/gonogo.yml': config.replace('base: [main]', 'base: [stable]') });
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.says(pull, 'success');
      const next = await story.open('after');
      await story.wait(4);
      expect(story.check(next.pull.headSha)).toBe('none');
    },
  },
  {
    name: 'enforce becomes observe while a release is open: it blocks on under the required name, what is opened later does not',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await onMain(story, observed);
      await story.until('the board says why', () => boardText(story, pull).includes('enforcement'));
      expect(named(story, pull.pull.headSha, 'gonogo').at(-1)?.conclusion).toBe('action_required');
      expect(named(story, pull.pull.headSha, 'gonogo observe')).toEqual([]);
      const next = await story.open('after');
      await story.hasBoard(next);
      await story.says(next, 'action_required');
      expect(named(story, next.pull.headSha, 'gonogo')).toEqual([]);
      expect(named(story, next.pull.headSha, 'gonogo observe')).toHaveLength(1);
    },
  },
  {
    name: 'observed, it is never green under the required name, and enforced while it is open it blocks under it at once',
    files: observed,
    plot: async (story) => {
      const pull = await story.green();
      const sha = pull.pull.headSha;
      expect(named(story, sha, 'gonogo')).toEqual([]);
      expect(named(story, sha, 'gonogo observe').at(-1)?.conclusion).toBe('success');
      await story.sandbox.as('max').untick(pull, 'alerts');
      await story.until('it is not green', () => named(story, sha, 'gonogo observe').at(-1)?.conclusion === 'action_required');
      await onMain(story, { '.github/gonogo.yml': config });
      await story.until('it blocks', () => named(story, sha, 'gonogo').at(-1)?.conclusion === 'action_required');
      await story.until('the other is closed', () => named(story, sha, 'gonogo observe').at(-1)?.conclusion === 'cancelled');
      expect(named(story, sha, 'gonogo observe').at(-1)?.output.summary).toContain('under the name gonogo');
      await story.sandbox.as('max').tick(pull, 'alerts');
      await story.until('it is green', () => named(story, sha, 'gonogo').at(-1)?.conclusion === 'success');
      // Opened while it was observed only, it may be so again; the required name is left closed and not green.
      await onMain(story, observed);
      await story.until('it is closed', () => named(story, sha, 'gonogo').at(-1)?.conclusion === 'cancelled');
      await story.until('it is observed', () => named(story, sha, 'gonogo observe').at(-1)?.conclusion === 'success');
    },
  },
];
