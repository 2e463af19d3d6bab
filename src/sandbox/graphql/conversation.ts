import { pageOfIssue, viewComment } from '../shown/issues.ts';
import { instant, instantOrNull } from '../state/clock.ts';
import { isPull } from '../state/issues.ts';
import type { Comment, Edit, Issue, Label, Written } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import type { Asking } from './asking.ts';
import { connection, type Order, ordered, type PageArgs } from './connection.ts';
import { showAccount } from './people.ts';

/** Each save holds the whole body of its time; the newest comes first, and the first text once there was a second. */
function showEdit({ world }: Asking, edit: Edit) {
  const at = instant(edit.at);
  return {
    id: nodeId('UCE', edit.id),
    createdAt: at,
    editedAt: at,
    updatedAt: at,
    editor: edit.editor && showAccount(world, edit.editor),
    diff: edit.body,
    deletedAt: instantOrNull(edit.deletedAt),
    deletedBy: edit.deletedBy && showAccount(world, edit.deletedBy),
  };
}

export function showWritten(
  asking: Asking,
  of: Written & { readonly author: Comment['author']; readonly createdAt: number; readonly updatedAt: number },
) {
  const { world } = asking;
  return {
    body: of.body,
    author: showAccount(world, of.author),
    createdAt: instant(of.createdAt),
    updatedAt: instant(of.updatedAt),
    lastEditedAt: instantOrNull(of.lastEditedAt),
    editor: of.lastEditor && showAccount(world, of.lastEditor),
    includesCreatedEdit: of.edits.length > 0,
    userContentEdits: connection('userContentEdits', of.edits.toReversed(), (edit) => showEdit(asking, edit)),
  };
}

export function showComment(asking: Asking, comment: Comment): object {
  const { issue } = comment;
  return {
    __typename: 'IssueComment',
    id: nodeId('IC', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    url: viewComment(asking.world, comment).html_url,
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    viewerDidAuthor: comment.author === asking.account,
    issue: () => showIssue(asking, issue),
    pullRequest: () => (isPull(issue) ? asking.back.pull(asking, issue) : null),
    repository: () => asking.back.repository(asking, issue.repo),
    ...showWritten(asking, comment),
  };
}

export function showLabel({ id, name, color, description }: Label) {
  return { id: nodeId('LA', id), name, color, description };
}

/** What issues and pull requests have in common. */
export function showThread(asking: Asking, issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    url: pageOfIssue(asking.world, issue),
    closedAt: instantOrNull(issue.closedAt),
    locked: issue.locked,
    repository: () => asking.back.repository(asking, issue.repo),
    labels: connection('labels', [...issue.labels], showLabel),
    comments: (args: PageArgs & { readonly orderBy?: Order | null }) =>
      connection('comments', ordered([...issue.comments.values()], args.orderBy), (comment) => showComment(asking, comment))(
        args,
      ),
    ...showWritten(asking, issue),
  };
}

export function showIssue(asking: Asking, issue: Issue): object {
  return {
    __typename: 'Issue',
    id: nodeId('I', issue.id),
    databaseId: issue.id,
    state: issue.state.toUpperCase(),
    ...showThread(asking, issue),
  };
}
