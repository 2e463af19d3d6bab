import { expect } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import { checklist, failing, runCi } from '../../reconcile/evidence/ci.ts';
import { files, said, staysBlocked, tells } from './evidence-plays.ts';
import type { Play } from './plays.ts';
import type { Story } from './stage.ts';

const asked = `${checklist.replace('level: must }', 'level: must, onPush: reset }')}      - { id: alerts, title: Somebody is on call, level: must }
  - title: Sign-off
    phase: sign-off
    items:
      - { id: lead, title: The lead agrees, level: must, signOff: { role: lead } }
`;

/** A release at a commit that was ticked, approved by a review and proved by CI: green. */
async function approved(story: Story) {
  const pull = await story.open();
  await story.hasBoard(pull);
  const first = pull.pull.headSha;
  const max = story.sandbox.as('max');
  await max.tick(pull, 'backups');
  await max.tick(pull, 'alerts');
  await max.review(pull, 'APPROVED');
  await runCi(story, pull);
  await story.says(pull, 'success');
  return { pull, first };
}

/** Newer work, on which CI finds something. */
async function pushed(story: Story, pull: PullRequest): Promise<void> {
  await story.sandbox.as('wil').push(story.repo, 'next', { 'next.txt': 'newer\n' });
  await runCi(story, pull, { leaves: (run) => [failing(run)] });
  await story.says(pull, 'failure');
}

function setBack({ sandbox: { world }, repo, person }: Story, sha: string): void {
  push(world, { repo, ref: 'refs/heads/next', sha, sender: person('wil'), force: true });
}

export const backPlays: readonly Play[] = [
  {
    // What people said is for a commit, and what CI found is too: of these very files all of it is true. GitHub counts its reviews so as well.
    name: 'pushed and set back to the commit that was approved: what was said of it and proved of it counts for it again',
    files: { ...files, '.github/release.yml': asked },
    plot: async (story) => {
      const { pull, first } = await approved(story);
      await pushed(story, pull);
      await story.shows(pull, 'alerts');
      await tells(story, pull, 'signed by max before, but new commits came since');
      setBack(story, first);
      expect(story.check(first)).not.toBe('success');
      await story.says(pull, 'success');
      await story.shows(pull, 'backups', 'alerts');
      expect(said(story, pull)).toContain('lines 90 % (at least 80 %)');
    },
  },
  {
    // Else somebody could go back to before a mistake was found: who finds one takes back what they said, and that needs no commit.
    name: 'set back to a commit whose approval was withdrawn since: it stays withdrawn, and so does a tick that was taken back',
    files: { ...files, '.github/release.yml': asked },
    plot: async (story) => {
      const { pull, first } = await approved(story);
      await pushed(story, pull);
      const max = story.sandbox.as('max');
      await max.review(pull, 'CHANGES_REQUESTED', 'what we had before lets anybody in');
      await max.say(pull, '/gonogo untick backups');
      await tells(story, pull, 'signed by 0 of 1');
      setBack(story, first);
      await story.until('the old commit is judged', () => said(story, pull).includes('lines 90 % (at least 80 %)'));
      await staysBlocked(story, pull);
      await story.shows(pull, 'alerts');
      await max.say(pull, '/gonogo tick backups');
      await max.review(pull, 'APPROVED');
      await story.says(pull, 'success');
    },
  },
];
