import { atLeast, roleIn } from '../state/access.ts';
import { disableAutoMerge, enableAutoMerge } from '../state/auto-merge.ts';
import { isPull } from '../state/issues.ts';
import type { Issue, MergeMethod, PullRequest } from '../state/model.ts';
import { setDraft } from '../state/pulls.ts';
import { refusal } from '../state/refusal.ts';
import { type Asking, needPermission, refused } from './asking.ts';
import { showAccount } from './people.ts';

interface Input {
  readonly clientMutationId?: string | null;
  readonly pullRequestId: string;
}

const methods: Readonly<Record<string, MergeMethod>> = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' };

/** What only pull requests have, and REST has not. */
export function pullMutations(asking: Asking, issueBy: (asking: Asking, id: string) => Issue) {
  const { world, account: sender, caller } = asking;
  const isPerson = caller.kind === 'token' && caller.grant.kind === 'user';
  const pullBy = (id: string, mayAuthor: boolean): PullRequest => {
    const issue = issueBy(asking, id);
    if (!isPull(issue)) throw refused('NOT_FOUND', `Could not resolve to a PullRequest with the global id of '${id}'`);
    needPermission(asking, issue.repo, 'pull_requests:write');
    if (issue.repo.archived) throw refused('FORBIDDEN', 'Repository was archived so is read-only.');
    const may = !isPerson || (mayAuthor && issue.author === sender) || atLeast(roleIn(world, issue.repo, sender), 'write');
    if (!may) throw refused('FORBIDDEN', `${sender.login} does not have the correct permissions to execute this.`);
    return issue;
  };
  const answer = ({ clientMutationId }: Input, issue: PullRequest) => ({
    clientMutationId,
    actor: showAccount(world, sender),
    pullRequest: () => asking.back.pull(asking, issue),
  });
  const draft = (input: Input, to: boolean) => {
    const issue = pullBy(input.pullRequestId, true);
    setDraft(world, issue, { draft: to, sender });
    return answer(input, issue);
  };
  return {
    convertPullRequestToDraft: ({ input }: { input: Input }) => draft(input, true),
    markPullRequestReadyForReview: ({ input }: { input: Input }) => draft(input, false),
    enablePullRequestAutoMerge: ({
      input,
    }: {
      input: Input & { mergeMethod?: string | null; expectedHeadOid?: string | null };
    }) => {
      const issue = pullBy(input.pullRequestId, false);
      if (input.expectedHeadOid && input.expectedHeadOid !== issue.pull.headSha) throw refusal('head-modified');
      enableAutoMerge(world, issue, { sender, method: methods[input.mergeMethod ?? 'MERGE'] ?? 'merge' });
      return answer(input, issue);
    },
    disablePullRequestAutoMerge: ({ input }: { input: Input }) => {
      const issue = pullBy(input.pullRequestId, false);
      disableAutoMerge(world, issue, { sender });
      return answer(input, issue);
    },
  };
}
