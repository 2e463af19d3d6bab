import { roleIn } from '../state/access.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import type { Comment, Issue, Label, Repo } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { viewAccount, viewAccountOrNull, viewApp } from './people.ts';
import { apiOf, pageOf } from './urls.ts';

export function viewLabel(world: World, label: Label) {
  const url = `${apiOf(world, label.repo)}/labels/${encodeURIComponent(label.name)}`;
  const { id, name, color, description } = label;
  return { id, node_id: nodeId('LA', id), url, name, color, default: false, description };
}

/** How somebody stands to the repository. Says nothing of what they may do. */
export function associationOf(world: World, repo: Repo, account: Account): string {
  if (repo.owner === account) return 'OWNER';
  if (world.organizations.get(repo.owner.id)?.members.has(account.id)) return 'MEMBER';
  if (repo.collaborators.has(account.id)) return 'COLLABORATOR';
  return roleIn(world, repo, account) === 'none' || account.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR';
}

export function pageOfIssue(world: World, issue: Issue): string {
  return `${pageOf(world, issue.repo)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
}

export function viewReactions(url: string, contents: readonly string[] = []) {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  const counts = kinds.map((kind) => [kind, contents.filter((content) => content === kind).length]);
  return { url: `${url}/reactions`, total_count: contents.length, ...Object.fromEntries(counts) };
}

/** The one that is asked for alone says who closed it. */
export function viewWholeIssue(world: World, issue: Issue) {
  return { ...viewIssue(world, issue), closed_by: viewAccountOrNull(world, issue.closedBy) };
}

export function viewIssue(world: World, issue: Issue) {
  const api = apiOf(world, issue.repo);
  const url = `${api}/issues/${issue.number}`;
  const page = pageOfIssue(world, issue);
  const [assignee] = issue.assignees;
  const pull = `${api}/pulls/${issue.number}`;
  return {
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: issue.id,
    node_id: nodeId(issue.pull ? 'PR' : 'I', issue.id),
    number: issue.number,
    title: issue.title,
    user: viewAccount(world, issue.author),
    labels: [...issue.labels].map((label) => viewLabel(world, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: viewAccountOrNull(world, assignee),
    assignees: [...issue.assignees].map((each) => viewAccount(world, each)),
    milestone: null,
    comments: issue.comments.size,
    created_at: instant(issue.createdAt),
    updated_at: instant(issue.updatedAt),
    closed_at: instantOrNull(issue.closedAt),
    author_association: associationOf(world, issue.repo, issue.author),
    body: issue.body === '' ? null : issue.body,
    timeline_url: `${url}/timeline`,
    reactions: viewReactions(url),
    performed_via_github_app: issue.app && viewApp(world, issue.app),
    ...(issue.pull && {
      draft: issue.pull.draft,
      pull_request: {
        url: pull,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        merged_at: instantOrNull(issue.pull.mergedAt),
      },
    }),
  };
}

export function viewComment(world: World, comment: Comment) {
  const { issue } = comment;
  const url = `${apiOf(world, issue.repo)}/issues/comments/${comment.id}`;
  const contents = comment.reactions.map(({ content }) => content);
  return {
    url,
    html_url: `${pageOfIssue(world, issue)}#issuecomment-${comment.id}`,
    issue_url: `${apiOf(world, issue.repo)}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: viewAccount(world, comment.author),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    body: comment.body,
    author_association: associationOf(world, issue.repo, comment.author),
    reactions: viewReactions(url, contents),
    performed_via_github_app: comment.app && viewApp(world, comment.app),
  };
}
