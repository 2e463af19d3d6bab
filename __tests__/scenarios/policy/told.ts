import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import type { CommitWish } from '../../../src/sandbox/state/repositories.ts';
import { checklist, config } from '../../reconcile/bed.ts';
import type { Story } from '../app/stage.ts';

/** Only some pull requests are releases. */
export const some = config.replace('releases: { base: [main] }', "releases: { base: [main], head: ['release/*'] }");
export const someReleases = { '.github/gonogo.yml': some };

export const list = '.github/release.yml';
/** The same without its second item. */
export const shorter = checklist.replace(/.*id: alerts.*\n/, '');
/** The same with one more. */
export const longer = checklist.replace(
  /(.*id: alerts.*\n)/,
  '$1      - { id: restore, title: The restore was tried, level: must }\n',
);

export interface Opening {
  readonly branch: string;
  readonly files: CommitWish['files'];
  readonly author?: string;
}

/** A pull request that changes these files. */
export async function opening(story: Story, { branch, files, author = 'wil' }: Opening): Promise<PullRequest> {
  const { sandbox, repo, person } = story;
  const from = repo.refs.get('refs/heads/main');
  const made = { author: person(author), message: `change ${branch}`, branch, files };
  commitFiles(sandbox.world, repo, { ...made, ...(from !== undefined && { from }) });
  const head = { repo, ref: branch };
  return openPull(sandbox.world, repo, { title: `Change ${branch}`, author: person(author), base: 'main', head });
}

/** What was written in the conversation beside boards. */
export function replies(story: Story, pull: PullRequest): string[] {
  const ours = [...pull.comments.values()].filter(({ author }) => author === story.gate.bot);
  return ours.map(({ body }) => body).filter((body) => !body.startsWith('<!-- gonogo-board'));
}

export function boardText(story: Story, pull: PullRequest): string {
  return story
    .boards(pull)
    .map(({ body }) => body)
    .join('\n');
}

export function lastRun(story: Story, pull: PullRequest) {
  return story.runsAt(pull.pull.headSha).at(-1);
}

/** Ends when the check says what it is to say, in its summary. */
export async function summarises(story: Story, pull: PullRequest, words: string): Promise<void> {
  await story.until(`the check says ${words}`, () => lastRun(story, pull)?.output.summary?.includes(words) === true);
}
