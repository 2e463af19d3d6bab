import { expect } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { rerun } from '../../../src/sandbox/state/reruns.ts';
import { attemptOf } from '../../../src/sandbox/state/runs.ts';
import {
  artifactFor,
  begin,
  checklist,
  ciFile,
  ciPath,
  claimOf,
  configWith,
  end,
  failing,
  passing,
  playJobs,
  runCi,
  textFor,
} from '../../reconcile/evidence/ci.ts';
import type { Play } from './plays.ts';
import type { Story } from './stage.ts';

export const files = {
  '.github/gonogo.yml': configWith('{ minimum: unchanged-workflow }'),
  '.github/release.yml': checklist,
  [ciPath]: ciFile,
};

/** Opened, with all said that people are to say: what is left is the machine's. */
export async function ready(story: Story, branch = 'next'): Promise<PullRequest> {
  const pull = await story.open(branch);
  await story.hasBoard(pull);
  await story.sandbox.as('max').tick(pull, 'backups');
  await story.shows(pull, 'backups');
  return pull;
}

/** What the check says at the head, all of it. */
export function said(story: Story, pull: PullRequest): string {
  const { title, summary, text } = story.runsAt(pull.pull.headSha).at(-1)?.output ?? {};
  return [title, summary, text].join('\n');
}

export const tells = (story: Story, pull: PullRequest, words: string) =>
  story.until(`the check tells of "${words}"`, () => said(story, pull).includes(words));

/** So long that it would have turned green. */
export async function staysBlocked(story: Story, pull: PullRequest): Promise<void> {
  await story.wait(5);
  expect(story.check(pull.pull.headSha)).not.toBe('success');
}

/** In the file of the pull request, with a job that says what its author wants. */
export const edited = ciFile.replace('- run: npm test', '- run: echo all is well');

export const evidencePlays: readonly Play[] = [
  {
    name: 'CI leaves evidence: the item is proved, says by what, and with a tick it turns green',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      const run = await runCi(story, pull);
      await story.says(pull, 'success');
      await story.until('the board leads to the run', () =>
        (story.boards(pull)[0]?.body ?? '').includes(
          `unchanged workflow: ci.yml](${story.sandbox.url}/${story.repo.owner.login}/shop/actions/runs/${run.id}/`,
        ),
      );
      expect(story.boards(pull)[0]?.body).toContain('lines 90 % (at least 80 %)');
    },
  },
  {
    name: 'evidence that fails blocks, with value, limit, remedy and run; the next commit is judged by its own',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull, { leaves: (run) => [failing(run)] });
      await story.says(pull, 'failure');
      await story.until('the board says what is wrong', () => {
        const body = story.boards(pull)[0]?.body ?? '';
        return body.includes('lines 10 % (at least 80 %)') && body.includes('→') && body.includes('ci.yml](');
      });
      await story.sandbox.as('wil').push(story.repo, 'next', { 'next.txt': 'better\n' });
      await runCi(story, pull);
      await story.sandbox.as('max').say(pull, '/gonogo tick backups');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'the settings on the base change while CI runs: what it collected answers another question',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      const run = begin(story, pull);
      const changed = { '.github/release.yml': checklist.replace('coverage/lcov.info', 'reports/lcov.info') };
      await story.sandbox.as('ada').push(story.repo, 'main', changed);
      await end(story, run, {});
      await tells(story, pull, 'The settings changed: run CI again on this commit.');
      await staysBlocked(story, pull);
      await runCi(story, pull, {
        leaves: (again) => [artifactFor(textFor(again, [claimOf({ source: { files: 'reports/lcov.info' } })]))],
      });
      await story.sandbox.as('max').say(pull, '/gonogo tick backups');
      await story.says(pull, 'success');
    },
  },
  {
    name: 'the pull request edits the workflow: what that says helps nothing on, and names the file',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await story.sandbox.as('wil').push(story.repo, 'next', { [ciPath]: edited });
      await runCi(story, pull, { leaves: (run) => [artifactFor(textFor(run, [claimOf({ lines: 100 })]))] });
      await story.sandbox.as('max').say(pull, '/gonogo tick backups');
      await tells(story, pull, 'this pull request changes .github/workflows/ci.yml');
      await staysBlocked(story, pull);
    },
  },
  {
    name: 'a second workflow of the pull request says better things: the worst counts',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await story.sandbox.as('wil').push(story.repo, 'next', { '.github/workflows/nice.yml': edited });
      await runCi(story, pull, { leaves: (run) => [failing(run)] });
      await runCi(story, pull, { path: '.github/workflows/nice.yml' });
      await story.says(pull, 'failure');
      await staysBlocked(story, pull);
    },
  },
  {
    name: 'the same commit is tried in another base, whose workflow is softer: it proves nothing here',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      const author = pull.author;
      commitFiles(story.sandbox.world, story.repo, { author, message: 'soft', branch: 'soft', files: { [ciPath]: edited } });
      const head = { repo: story.repo, ref: pull.pull.head.ref };
      const other = openPull(story.sandbox.world, story.repo, { title: 'The same', author, base: 'soft', head });
      await runCi(story, pull, { leaves: () => [] });
      await runCi(story, other);
      await tells(story, pull, 'no token says');
      await staysBlocked(story, pull);
    },
  },
  {
    name: 'somebody starts a workflow by hand on the branch: it proves nothing',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull, { event: 'workflow_dispatch' });
      await tells(story, pull, 'lets somebody choose what is run');
      await staysBlocked(story, pull);
      await runCi(story, pull);
      await story.says(pull, 'success');
    },
  },
  {
    name: 'evidence of another repository, and of another run, is nobody’s word here',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull, {
        leaves: (run) => [artifactFor(textFor(run, [claimOf()], { repositoryId: 1, run: { id: 1, attempt: 1, path: ciPath } }))],
      });
      await tells(story, pull, 'Evidence contradicts GitHub');
      await staysBlocked(story, pull);
    },
  },
  {
    name: 'a report that is committed proves nothing',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      const broken = 'coverage/lcov.info is tracked by git, so that it says nothing of this run';
      await runCi(story, pull, { leaves: (run) => [artifactFor(textFor(run, [claimOf({ broken })]))] });
      await tells(story, pull, 'is tracked by git');
      await story.says(pull, 'failure');
    },
  },
  {
    name: 'a zip bomb, and files beside the evidence: refused in words, and what they hide counts against the release',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull, {
        leaves: (run) => [
          passing(run),
          { name: 'gonogo-evidence-aaaaaaaaaaaa', files: { 'evidence.json': Buffer.alloc(60_000_000, ' ') } },
          { name: 'gonogo-evidence-bbbbbbbbbbbb', files: { '../../evidence.json': '{}' } },
        ],
      });
      await story.says(pull, 'failure');
      expect(said(story, pull)).toContain('bytes in evidence.json, more than');
      expect(said(story, pull)).toContain('holds something else');
      await story.until('the App still answers', async () => (await fetch(`${story.url()}/readyz`)).status === 200);
    },
  },
  {
    name: 'one job of an old attempt is run again: the worst of both attempts counts, until all that uploaded ran again',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      const run = begin(story, pull, { jobs: [{ name: 'one' }, { name: 'two' }] });
      const nap = () => undefined;
      await playJobs(story, run, [
        { job: 'one', leaves: failing(run), conclusion: 'failure', lasting: nap },
        { job: 'two', lasting: nap },
      ]);
      await story.says(pull, 'failure');
      // Times are told in seconds, and clocks may differ by a minute: the jobs of both attempts must be told apart by their names.
      await story.wait(2);
      const jobs = attemptOf(run).jobs.filter(({ name }) => name === 'two');
      rerun(story.sandbox.world, run, { by: story.person('wil'), jobs });
      await story.wait(2);
      await playJobs(story, run, [{ job: 'two', leaves: passing(run), lasting: nap }]);
      await staysBlocked(story, pull);
      rerun(story.sandbox.world, run, { by: story.person('wil') });
      await story.wait(2);
      await end(story, run, {});
      await story.says(pull, 'success');
    },
  },
  {
    name: 'from a fork it counts as from anybody: unchanged, with a token that nobody could ask for',
    files,
    plot: async (story) => {
      const { world } = story.sandbox;
      const fork = addRepo(world, { owner: story.person('rea'), name: `${story.repo.owner.login}-fork`, parent: story.repo });
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
      await story.sandbox.as('max').tick(pull, 'backups');
      await runCi(story, pull);
      await story.says(pull, 'success');
    },
  },
  {
    name: 'a run that begins after it was green and fails takes the green back',
    files,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull);
      await story.says(pull, 'success');
      await runCi(story, pull, { leaves: (run) => [failing(run)] });
      await story.says(pull, 'failure');
    },
  },
];
