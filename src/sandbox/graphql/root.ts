import { appBehind, atLeast, roleIn } from '../state/access.ts';
import { instant } from '../state/clock.ts';
import { addComment, editComment, isPull } from '../state/issues.ts';
import type { Comment, Issue, Review } from '../state/model.ts';
import { readNodeId } from '../state/node-id.ts';
import type { Account } from '../state/who.ts';
import { type Asking, isSeen, needPermission, refused } from './asking.ts';
import { showComment, showIssue } from './conversation.ts';
import { showRun, showSuite } from './git.ts';
import { showAccount } from './people.ts';
import { pullMutations } from './pull-mutations.ts';
import { showPull, showReview } from './pulls.ts';
import { queueMutations } from './queue.ts';
import { showRepository } from './repository.ts';

function missing(id: string) {
  return refused('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function commentBy(asking: Asking, id: string): Comment {
  const named = readNodeId(id);
  const comment = named?.kind === 'IC' ? asking.world.comments.get(Number(named.id)) : undefined;
  if (comment === undefined || !isSeen(asking, comment.issue.repo)) throw missing(id);
  needPermission(asking, comment.issue.repo, 'issues:read', 'pull_requests:read');
  return comment;
}

function issueBy(asking: Asking, id: string): Issue {
  const named = readNodeId(id);
  const issue = named?.kind === 'I' || named?.kind === 'PR' ? asking.world.issues.get(Number(named.id)) : undefined;
  if (issue === undefined || !isSeen(asking, issue.repo)) throw missing(id);
  needPermission(asking, issue.repo, 'issues:read', 'pull_requests:read');
  return issue;
}

function reviewBy(asking: Asking, id: number): Review | undefined {
  for (const issue of asking.world.issues.values()) {
    const found = issue.pull && isSeen(asking, issue.repo) ? issue.pull.reviews.find((review) => review.id === id) : undefined;
    if (found && (found.state !== 'PENDING' || found.author === asking.account)) return found;
  }
  return undefined;
}

function nodeBy(asking: Asking, id: string): object {
  const { world } = asking;
  const named = readNodeId(id);
  const number = Number(named?.id);
  if (named?.kind === 'IC') return showComment(asking, commentBy(asking, id));
  if (named?.kind === 'I' || named?.kind === 'PR') {
    const issue = issueBy(asking, id);
    return isPull(issue) ? showPull(asking, issue) : showIssue(asking, issue);
  }
  const [repo, suite, run] = [world.repos.get(number), world.suites.get(number), world.runs.get(number)];
  if (named?.kind === 'R' && repo && isSeen(asking, repo)) return showRepository(asking, repo);
  const review = named?.kind === 'PRR' ? reviewBy(asking, number) : undefined;
  if (review) return showReview(asking, review);
  if (named?.kind === 'CS' && suite && isSeen(asking, suite.repo)) return showSuite(asking, suite);
  if (named?.kind === 'CR' && run && isSeen(asking, run.suite.repo)) return showRun(asking, run);
  const account = named && ['U', 'BOT', 'O'].includes(named.kind) ? world.accounts.get(number) : undefined;
  if (account === undefined) throw missing(id);
  return showAccount(world, account);
}

/** Null where there is none, and the reason beside the data. */
function nodeOrError(asking: Asking, id: string): object {
  try {
    return nodeBy(asking, id);
  } catch (error) {
    return error instanceof Error ? error : missing(id);
  }
}

/** Hiding and editing what another wrote needs write; an App needs the permission. */
function mayChange(asking: Asking, { issue, author }: { issue: Issue; author?: Account }): void {
  const { account, world, caller } = asking;
  needPermission(asking, issue.repo, 'issues:write', 'pull_requests:write');
  if (issue.repo.archived) throw refused('FORBIDDEN', 'Repository was archived so is read-only.');
  const isPerson = caller.kind === 'token' && caller.grant.kind === 'user';
  const may =
    !isPerson || author === account || atLeast(roleIn(world, issue.repo, account), author === undefined ? 'read' : 'write');
  if (!may) throw refused('FORBIDDEN', `${account.login} does not have the correct permissions to execute this.`);
}

function maySpeak({ world, account, caller }: Asking, { locked, repo }: Issue): void {
  const isPerson = caller.kind === 'token' && caller.grant.kind === 'user';
  if (!locked || !isPerson || atLeast(roleIn(world, repo, account), 'write')) return;
  throw refused('FORBIDDEN', 'Unable to create comment because issue is locked.');
}

interface Input {
  readonly clientMutationId?: string | null;
}

/** How GitHub writes a classifier once it is set. */
function reasonOf(classifier: string): string {
  return classifier.toLowerCase().replaceAll('_', '-');
}

const mutations = (asking: Asking) => ({
  minimizeComment: ({ input }: { input: Input & { subjectId: string; classifier: string } }) => {
    const comment = commentBy(asking, input.subjectId);
    mayChange(asking, comment);
    comment.minimized = reasonOf(input.classifier);
    return { clientMutationId: input.clientMutationId, minimizedComment: showComment(asking, comment) };
  },
  unminimizeComment: ({ input }: { input: Input & { subjectId: string } }) => {
    const comment = commentBy(asking, input.subjectId);
    mayChange(asking, comment);
    comment.minimized = null;
    return { clientMutationId: input.clientMutationId, unminimizedComment: showComment(asking, comment) };
  },
  updateIssueComment: ({ input }: { input: Input & { id: string; body: string } }) => {
    const comment = commentBy(asking, input.id);
    mayChange(asking, comment);
    editComment(asking.world, comment, { body: input.body, sender: asking.account });
    return { clientMutationId: input.clientMutationId, issueComment: showComment(asking, comment) };
  },
  addComment: ({ input }: { input: Input & { subjectId: string; body: string } }) => {
    const issue = issueBy(asking, input.subjectId);
    mayChange(asking, { issue });
    maySpeak(asking, issue);
    const app = appBehind(asking.caller);
    addComment(asking.world, issue, { body: input.body, author: asking.account, ...(app && { app }) });
    return {
      clientMutationId: input.clientMutationId,
      subject: isPull(issue) ? showPull(asking, issue) : showIssue(asking, issue),
    };
  },
});

/** What queries and mutations begin with. */
export function rootOf(asking: Asking): object {
  const { world, account } = asking;
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repo = world.names.get(`${owner}/${name}`.toLowerCase());
      if (repo && isSeen(asking, repo)) return showRepository(asking, repo);
      throw refused('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    node: ({ id }: { id: string }) => nodeBy(asking, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOrError(asking, id)),
    viewer: () => ({ ...showAccount(world, account), __typename: 'User', login: account.login }),
    rateLimit: () => {
      const { limit, used, remaining, reset } = asking.left('graphql');
      return { cost: asking.cost, limit, used, remaining, nodeCount: 0, resetAt: instant(reset * 1000) };
    },
    ...mutations(asking),
    ...queueMutations(asking, issueBy),
    ...pullMutations(asking, issueBy),
  };
}
