import { expect } from '@jest/globals';
import { closePull, reopenPull } from '../../../src/sandbox/state/pulls.ts';
import { type Play, queue, requireCheck } from './plays.ts';

/** With webhooks that are lost, doubled, late and out of order: what they do not tell, a sweep finds. Commands cannot be found again. */
export const shaken: readonly Play[] = [
  {
    name: 'ticked and un-ticked, and nobody told us',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.sandbox.as('max').tick(pull, 'backups');
      await story.sandbox.as('max').tick(pull, 'alerts');
      await story.says(pull, 'success');
      await story.sandbox.as('wil').untick(pull, 'backups');
      await story.says(pull, 'action_required');
      // Until the board is written again, the same tick could as well come from a page that is out of date.
      await story.wait(4);
      await story.sandbox.as('ada').tick(pull, 'backups');
      await story.says(pull, 'success');
      expect(story.runsAt(pull.pull.headSha)).toHaveLength(1);
    },
  },
  {
    name: 'pushed, closed, opened again and retargeted, and nobody told us',
    plot: async (story) => {
      const pull = await story.green();
      const before = pull.pull.headSha;
      await story.sandbox.as('wil').push(story.repo, 'next', { 'next.txt': 'newer\n' });
      await story.until('the old head is closed', () => story.check(before) === 'cancelled');
      await story.sandbox.as('ada').tick(pull, 'docs');
      await story.says(pull, 'success');
      closePull(story.sandbox.world, pull, { sender: story.person('wil') });
      await story.says(pull, 'cancelled');
      reopenPull(story.sandbox.world, pull, story.person('wil'));
      await story.says(pull, 'success');
    },
  },
  {
    name: 'un-ticked without our hearing of it right before it is queued, it is not merged',
    plot: async (story) => {
      requireCheck(story, queue);
      const pull = await story.green();
      await Promise.all([
        story.sandbox.as('wil').untick(pull, 'backups'),
        story.sandbox
          .as('max')
          .enqueue(pull)
          .catch(() => undefined),
      ]);
      await story.wait(8);
      expect(pull.pull.mergedAt).toBeNull();
    },
  },
];
