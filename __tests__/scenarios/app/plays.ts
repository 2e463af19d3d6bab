import { expect } from '@jest/globals';
import type { Rule } from '../../../src/sandbox/state/model.ts';
import { closePull, openPull, reopenPull, retarget } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles, push } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { config } from '../../reconcile/bed.ts';
import type { Story } from './stage.ts';

export interface Play {
  readonly name: string;
  /** Files that differ from those of the usual repository. */
  readonly files?: Readonly<Record<string, string>>;
  readonly plot: (story: Story) => Promise<void>;
}

const wide = { '.github/gonogo.yml': config.replace('base: [main]', 'base: [main, stable]') };

/** As docs/app.md says it is done: required, and pinned to the App. */
export function requireCheck({ sandbox, repo, gate, person }: Story, ...more: readonly Rule[]) {
  const required_status_checks = [{ context: 'gonogo', integration_id: gate.id }];
  const rule = { type: 'required_status_checks', parameters: { required_status_checks } };
  addRuleset(sandbox.world, repo, { include: ['refs/heads/main'], rules: [rule, ...more], sender: person('ada') });
}

export const queue = { type: 'merge_queue', parameters: { min_entries_to_merge: 1, min_entries_to_merge_wait_minutes: 0 } };

export const plays: readonly Play[] = [
  {
    name: 'opened: a board, and a check that blocks',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.says(pull, 'action_required');
    },
  },
  {
    name: 'ticked by one person and by a command of another, it turns green',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.sandbox.as('max').tick(pull, 'backups');
      await story.sandbox.as('ada').say(pull, '/gonogo tick alerts');
      await story.shows(pull, 'backups', 'alerts');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'the author alone does not get it green',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.sandbox.as('wil').tick(pull, 'backups');
      await story.sandbox.as('wil').tick(pull, 'alerts');
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
    },
  },
  {
    name: 'un-ticked after green, it blocks again',
    plot: async (story) => {
      const pull = await story.green();
      await story.sandbox.as('wil').untick(pull, 'backups');
      await story.says(pull, 'action_required');
      await story.shows(pull, 'alerts');
    },
  },
  {
    name: 'pushed: the new head starts without an answer, the old one is closed',
    plot: async (story) => {
      const pull = await story.green();
      const before = pull.pull.headSha;
      await story.sandbox.as('wil').push(story.repo, 'next', { 'next.txt': 'newer\n' });
      expect(story.check(pull.pull.headSha)).not.toBe('success');
      await story.until('the old one is closed', () => story.check(before) === 'cancelled');
      await story.says(pull, 'action_required');
    },
  },
  {
    name: 'rebased with the same change, what was said stands',
    plot: async (story) => {
      const pull = await story.green();
      await story.sandbox.as('ada').push(story.repo, 'main', { 'other.txt': 'else\n' });
      const tip = story.repo.refs.get('refs/heads/main') ?? '';
      commitFiles(story.sandbox.world, story.repo, {
        author: story.person('wil'),
        message: 'add next',
        branch: 'next-again',
        files: { 'next.txt': 'new\n' },
        from: tip,
      });
      const sha = story.repo.refs.get('refs/heads/next-again') ?? '';
      push(story.sandbox.world, { repo: story.repo, ref: 'refs/heads/next', sha, sender: story.person('wil'), force: true });
      await story.says(pull, 'success');
    },
  },
  {
    name: 'retargeted to where nothing is asked and back, it is asked again',
    plot: async (story) => {
      const pull = await story.green();
      push(story.sandbox.world, { repo: story.repo, ref: 'refs/heads/old', sha: story.first, sender: story.person('ada') });
      retarget(story.sandbox.world, pull, { base: 'old', sender: story.person('wil') });
      await story.says(pull, 'cancelled');
      retarget(story.sandbox.world, pull, { base: 'main', sender: story.person('wil') });
      await story.says(pull, 'success');
    },
  },
  {
    name: 'two pull requests with one head are green only together',
    files: wide,
    plot: async (story) => {
      push(story.sandbox.world, { repo: story.repo, ref: 'refs/heads/stable', sha: story.first, sender: story.person('ada') });
      const pull = await story.open();
      const { world } = story.sandbox;
      const twin = openPull(world, story.repo, {
        title: 'The same for stable',
        author: story.person('wil'),
        base: 'stable',
        head: { repo: story.repo, ref: 'next' },
      });
      await story.hasBoard(pull);
      await story.hasBoard(twin);
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(twin, item);
      await story.says(pull, 'success');
    },
  },
  {
    name: 'from a fork it is asked the same',
    plot: async (story) => {
      const { world } = story.sandbox;
      const fork = addRepo(world, { owner: story.person('rea'), name: `${story.repo.name}-fork`, parent: story.repo });
      commitFiles(world, fork, {
        author: story.person('rea'),
        message: 'mine',
        branch: 'mine',
        files: { 'mine.txt': '1' },
        from: story.first,
      });
      const head = { repo: fork, ref: 'mine' };
      const pull = openPull(world, story.repo, { title: 'Mine', author: story.person('rea'), base: 'main', head });
      await story.hasBoard(pull);
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.says(pull, 'success');
    },
  },
  {
    name: 'closed and opened again, it keeps what was said',
    plot: async (story) => {
      const pull = await story.green();
      closePull(story.sandbox.world, pull, { sender: story.person('wil') });
      await story.says(pull, 'cancelled');
      reopenPull(story.sandbox.world, pull, story.person('wil'));
      await story.says(pull, 'success');
      expect(story.boards(pull)).toHaveLength(1);
    },
  },
  {
    name: 'merged only once it is green, and its answer goes with it',
    plot: async (story) => {
      requireCheck(story);
      const pull = await story.open();
      await story.hasBoard(pull);
      await expect(story.sandbox.as('max').merge(pull)).rejects.toThrow('gonogo');
      for (const item of ['backups', 'alerts']) await story.sandbox.as('max').tick(pull, item);
      await story.says(pull, 'success');
      const sha = pull.pull.headSha;
      await story.sandbox.as('max').merge(pull);
      await story.until('its check is closed', () => story.check(sha) === 'cancelled');
    },
  },
  {
    name: 'a board that was edited is put right, and the edit counts for nothing',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      const [board] = story.boards(pull);
      if (board === undefined) throw new Error('there is no board');
      const forged = board.body.replace('- [ ] **Backups were restored once**', '- [x] **Nothing to do**');
      await story.sandbox.as('wil').edit(board, forged);
      await story.until('the board is right again', () => board.body.includes('- [ ] **Backups were restored once**'));
      expect(story.ticked(pull)).toEqual([]);
    },
  },
  {
    name: 'a board that was deleted is posted again with what was said',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await story.sandbox.as('max').tick(pull, 'backups');
      const [board] = story.boards(pull);
      await story.as('wil').issues.deleteComment({ owner: story.repo.owner.login, repo: 'shop', comment_id: board?.id ?? 0 });
      await story.until('there is another board', () => story.boards(pull).some(({ id }) => id !== board?.id));
      await story.shows(pull, 'backups');
    },
  },
  {
    name: 'a board in somebody else’s comment is nobody’s board',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      const [board] = story.boards(pull);
      await story.sandbox.as('rea').say(pull, (board?.body ?? '').replaceAll('- [ ]', '- [x]'));
      await story.wait(5);
      expect(story.check(pull.pull.headSha)).toBe('action_required');
      expect(story.ticked(pull)).toEqual([]);
    },
  },
  {
    name: 'two people tick at once, each box by its place',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      await Promise.all([story.sandbox.as('max').tick(pull, 'backups'), story.sandbox.as('ada').tick(pull, 'alerts')]);
      await story.shows(pull, 'backups', 'alerts');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'two people tick at once, each sending the whole page they see',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      const old = story.sandbox.as('max').openTab(pull, 'alerts');
      await story.sandbox.as('ada').tick(pull, 'backups');
      await old.tick('alerts');
      await story.shows(pull, 'backups', 'alerts');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'ticked while the board is being written',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      // Each push has the board written again, with its commit in it.
      for (const round of [1, 2, 3]) {
        await story.sandbox.as('wil').push(story.repo, 'next', { 'next.txt': `${round}\n` });
        await story.wait(0.3 * round);
        await story.sandbox.as('max').tick(pull, round === 1 ? 'backups' : round === 2 ? 'alerts' : 'docs');
      }
      await story.shows(pull, 'backups', 'alerts', 'docs');
      // The board may still have shown the commit before; a word on the last one is needed, and a comment is one.
      await story.sandbox.as('max').say(pull, '/gonogo tick docs');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'queued, its group is judged and merged',
    plot: async (story) => {
      requireCheck(story, queue);
      const pull = await story.green();
      await story.sandbox.as('max').enqueue(pull);
      await story.until('the queue has merged it', () => pull.pull.mergedAt !== null);
    },
  },
  {
    name: 'the warning that nothing requires the check goes away once something does',
    plot: async (story) => {
      const pull = await story.open();
      await story.hasBoard(pull);
      expect(story.boards(pull)[0]?.body).toContain('This blocks nothing yet');
      requireCheck(story);
      await story.until('the board has no warning', () => story.boards(pull)[0]?.body.includes('blocks nothing yet') === false);
    },
  },
];
