import { expect } from '@jest/globals';
import { writeBlob } from '../../../src/sandbox/git/store.ts';
import { checklist } from '../../reconcile/bed.ts';
import { type Play, queue, requireCheck } from '../app/plays.ts';
import { boardText, lastRun, list, longer, opening, replies, shorter, some, someReleases, summarises } from './told.ts';

const measured = `${checklist}      - { id: cover, title: Enough is tested, level: must, gate: coverage, limits: { lines: 80 } }\n`;
const gates = 'gates:\n  coverage: { source: { files: coverage/lcov.info } }\n';
const heading = 'This changes what releases are judged by';

/** Who has to agree, and to what. */
export const asked: readonly Play[] = [
  {
    name: 'no release, and the rules are left alone: nothing is asked',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { 'src/a.ts': '1\n', 'docs/gonogo.yml': 'x\n' } });
      await story.says(pull, 'success');
      expect(story.boards(pull)).toEqual([]);
    },
  },
  {
    name: 'no release, and it changes the checklist: a board with one item, until an administrator approves',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: shorter } });
      await story.hasBoard(pull);
      await story.says(pull, 'action_required');
      expect(boardText(story, pull)).toContain(heading);
      expect(boardText(story, pull)).toContain('removed: Somebody is on call');
      expect(boardText(story, pull)).not.toContain('- [ ]');
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'an author loosens a limit in the same pull request: the old one judges, and a policy owner is asked',
    files: { '.github/gonogo.yml': `${some}${gates}`, [list]: measured },
    plot: async (story) => {
      const files = { [list]: measured.replace('lines: 80', 'lines: 5') };
      const pull = await opening(story, { branch: 'release/1', files });
      await story.hasBoard(pull);
      await summarises(story, pull, 'loosened: Enough is tested (limits of coverage)');
      await story.sandbox.as('ada').say(pull, '/gonogo explain cover');
      await story.until('it explains the item', () => replies(story, pull).length > 0);
      expect(replies(story, pull).join()).toContain('lines 80');
      expect(replies(story, pull).join()).not.toContain('lines 5');
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      expect(boardText(story, pull)).toContain('A policy owner agrees to what this changes');
    },
  },
  {
    name: 'a release that takes an item out still has its box, and goes once a policy owner agreed as well',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'release/1', files: { [list]: shorter } });
      await story.hasBoard(pull);
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('ada').say(pull, '/gonogo sign policy-1');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'signed, and then another file is pushed: the signature stays',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: shorter } });
      await story.hasBoard(pull);
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.says(pull, 'success');
      const before = pull.pull.headSha;
      await story.sandbox.as('wil').push(story.repo, 'fix', { 'src/a.ts': '1\n' });
      expect(pull.pull.headSha).not.toBe(before);
      await story.says(pull, 'success');
    },
  },
  {
    name: 'signed, and then the checklist is pushed again: it is asked again',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: longer } });
      await story.hasBoard(pull);
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.says(pull, 'success');
      await story.sandbox.as('wil').push(story.repo, 'fix', { [list]: shorter });
      await story.says(pull, 'action_required');
      await summarises(story, pull, 'signed by ada before, but a file that this is about was changed since');
      // Back to what was signed, and other files of the rules besides.
      await story.sandbox.as('wil').push(story.repo, 'fix', { [list]: longer, 'docs/CODEOWNERS': '* @wil\n' });
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('wil').push(story.repo, 'fix', { 'docs/CODEOWNERS': null });
      await story.says(pull, 'success');
    },
  },
  {
    name: 'a maintainer without administration signs, and is refused in words',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: shorter } });
      await story.hasBoard(pull);
      await story.sandbox.as('max').say(pull, '/gonogo sign policy-1');
      await story.until('it is answered', () => replies(story, pull).length > 0);
      expect(replies(story, pull).join()).toContain('an administrator of the repository');
      await story.sandbox.as('max').review(pull, 'APPROVED');
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
    },
  },
  {
    name: 'the author is an administrator: their own word is not enough',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: shorter }, author: 'ada' });
      await story.hasBoard(pull);
      await story.sandbox.as('ada').say(pull, '/gonogo sign policy-1');
      await story.until('it is answered', () => replies(story, pull).length > 0);
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
    },
  },
  {
    name: 'the change names its own author as policy owner: the base says who that is',
    files: { '.github/gonogo.yml': some.replace('people:\n', 'people:\n  policy-owner: { users: [max] }\n') },
    plot: async (story) => {
      const files = { '.github/gonogo.yml': some.replace('people:\n', 'people:\n  policy-owner: { users: [wil, tri] }\n') };
      const pull = await opening(story, { branch: 'fix', files });
      await story.hasBoard(pull);
      await story.sandbox.as('tri').say(pull, '/gonogo sign policy-1');
      await story.until('it is answered', () => replies(story, pull).length > 0);
      // Nor does it help to administer the repository, where others were named.
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('max').review(pull, 'APPROVED');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'taken back, nothing is asked any more, and the board is put away',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'fix', files: { [list]: shorter, 'src/a.ts': '1\n' } });
      await story.hasBoard(pull);
      await story.sandbox.as('wil').push(story.repo, 'fix', { [list]: checklist });
      await story.says(pull, 'success');
      await story.until('no board is shown', () => story.boards(pull).length === 0);
      await story.sandbox.as('wil').push(story.repo, 'fix', { [list]: shorter });
      await story.says(pull, 'action_required');
      await story.hasBoard(pull);
    },
  },
  {
    name: 'CODEOWNERS is touched, wherever GitHub reads it',
    files: someReleases,
    plot: async (story) => {
      for (const [at, path] of ['CODEOWNERS', 'docs/CODEOWNERS', '.github/CODEOWNERS'].entries()) {
        const pull = await opening(story, { branch: `owners-${at}`, files: { [path]: '* @wil\n' } });
        await story.says(pull, 'action_required');
        await story.until('the board names it', () => boardText(story, pull).includes('who owns which code'));
      }
    },
  },
  {
    name: 'a workflow is touched: any, where none is named',
    files: someReleases,
    plot: async (story) => {
      const pull = await opening(story, { branch: 'ci', files: { '.github/workflows/ci.yml': 'on: push\n' } });
      await story.says(pull, 'action_required');
      await story.until('the board says so', () => boardText(story, pull).includes('What is asked stays the same'));
    },
  },
  {
    name: 'a workflow is touched: only those that are named, and the actions that they may use',
    files: { '.github/gonogo.yml': `${some}trust: { workflows: [.github/workflows/gonogo.yml] }\n` },
    plot: async (story) => {
      const other = await opening(story, { branch: 'ci', files: { '.github/workflows/stale.yml': 'on: push\n' } });
      const named = await opening(story, { branch: 'go', files: { '.github/workflows/gonogo.yml': 'on: push\n' } });
      const action = await opening(story, { branch: 'action', files: { '.github/actions/scan/action.yml': 'name: x\n' } });
      await story.says(other, 'success');
      await story.says(named, 'action_required');
      await story.says(action, 'action_required');
    },
  },
  {
    name: 'what it proposes cannot be read: said with file and line, and the base judges on',
    files: someReleases,
    plot: async (story) => {
      const files = { '.github/gonogo.yml': some.replace('version: 1\n', 'version: 1\nchecklsit: x\n') };
      const pull = await opening(story, { branch: 'fix', files });
      await story.says(pull, 'action_required');
      await story.until('the board says so', () => boardText(story, pull).includes('Merged, it cannot be read'));
      const annotations = lastRun(story, pull)?.output.annotations ?? [];
      expect(annotations).toEqual([expect.objectContaining({ path: '.github/gonogo.yml', start_line: 2 })]);
    },
  },
  {
    name: 'a policy file is replaced by a link',
    files: someReleases,
    plot: async (story) => {
      const link = { mode: '120000', sha: writeBlob(story.repo.store, '../elsewhere.yml') } as const;
      const pull = await opening(story, { branch: 'fix', files: { '.github/gonogo.yml': link } });
      await story.says(pull, 'action_required');
      await story.until('the board says so', () => boardText(story, pull).includes('a link by now'));
      expect(boardText(story, pull)).toContain('Merged, it cannot be read');
    },
  },
  {
    name: 'the configuration is renamed: nothing would be left of it',
    files: someReleases,
    plot: async (story) => {
      const files = { '.github/gonogo.yml': null, '.github/gonogo.yaml': some };
      const pull = await opening(story, { branch: 'release/1', files });
      await story.hasBoard(pull);
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.until('the board says so', () => boardText(story, pull).includes('it leaves no configuration'));
      await story.wait(4);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
    },
  },
  {
    name: 'it names another checklist and brings it along: that one is signed as well',
    files: someReleases,
    plot: async (story) => {
      const named = some.replace('checklist: .github/release.yml', 'checklist: docs/mine.yml');
      const pull = await opening(story, { branch: 'fix', files: { '.github/gonogo.yml': named, 'docs/mine.yml': longer } });
      await story.hasBoard(pull);
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.says(pull, 'success');
      await story.sandbox.as('wil').push(story.repo, 'fix', { 'docs/mine.yml': shorter });
      await story.says(pull, 'action_required');
    },
  },
  {
    name: 'queued once a policy owner agreed, it is judged so in its group and merged',
    files: someReleases,
    plot: async (story) => {
      requireCheck(story, queue);
      const pull = await opening(story, { branch: 'fix', files: { [list]: longer } });
      await story.hasBoard(pull);
      await expect(story.sandbox.as('max').enqueue(pull)).rejects.toThrow('gonogo');
      await story.sandbox.as('ada').review(pull, 'APPROVED');
      await story.says(pull, 'success');
      await story.sandbox.as('max').enqueue(pull);
      await story.until('the queue has merged it', () => pull.pull.mergedAt !== null);
    },
  },
  {
    name: 'the glass is broken: what changes the rules still waits for who answers for them',
    files: { '.github/gonogo.yml': some.replace('people:\n', 'people:\n  incident-commander: { users: [max] }\n') },
    plot: async (story) => {
      const pull = await opening(story, { branch: 'release/1', files: { [list]: shorter } });
      await story.hasBoard(pull);
      await story.sandbox.as('max').say(pull, '/gonogo break-glass the shop is down');
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      await story.sandbox.as('ada').say(pull, '/gonogo sign policy-1');
      await story.says(pull, 'success');
      expect(boardText(story, pull)).toContain('removed: Somebody is on call');
    },
  },
];
