// What the forms of the pages do. Each asks for the right first, and refuses as GitHub does.
import { requestAction, rerequestRun } from '../state/checks.ts';
import {
  addComment,
  editComment,
  editIssue,
  openIssue,
  removeComment,
  removeEditContent,
  setIssueState,
  setLabels,
} from '../state/issues.ts';
import type { CheckRun, Comment, Issue, Repo } from '../state/model.ts';
import { openPull } from '../state/pulls.ts';
import { commitFiles } from '../state/pushes.ts';
import { refusal } from '../state/refusal.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { flip } from '../stories/boxes.ts';
import { addressOf, addressOfIssue } from './pieces.ts';
import { barTo, type Wish } from './rights.ts';
import type { Visitor } from './visitor.ts';

export interface Sent {
  readonly world: World;
  readonly visitor: Visitor;
  readonly form: URLSearchParams;
}

/** Who does it; refused where they may not. */
export function allowed({ world, visitor }: Sent, wish: Wish): Account {
  const bar = barTo(world, visitor.account, wish);
  if (bar || visitor.account === null) throw refusal(bar?.rule ?? 'needs-authentication');
  return visitor.account;
}

export function field({ form }: Sent, name: string): string {
  return form.get(name) ?? '';
}

/** Each returns where the browser goes next. */
export const onIssue: Readonly<Record<string, (sent: Sent, issue: Issue) => string>> = {
  comment: (sent, issue) => {
    const author = allowed(sent, { act: 'comment', repo: issue.repo, locked: issue.locked });
    const said = addComment(sent.world, issue, { body: needed(sent, 'body', 'IssueComment'), author });
    return `${addressOfIssue(issue)}#issuecomment-${said.id}`;
  },
  edit: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    editIssue(sent.world, issue, { body: field(sent, 'body'), sender });
    return `${addressOfIssue(issue)}#opening`;
  },
  title: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    editIssue(sent.world, issue, { title: needed(sent, 'title', 'Issue'), sender });
    return addressOfIssue(issue);
  },
  box: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    editIssue(sent.world, issue, { body: ticked(sent, issue), sender });
    return `${addressOfIssue(issue)}#opening`;
  },
  labels: (sent, issue) => {
    const sender = allowed(sent, { act: 'label', repo: issue.repo });
    const [add, remove] = [field(sent, 'add').trim(), field(sent, 'remove')];
    const kept = [...issue.labels].map(({ name }) => name).filter((name) => name !== remove);
    setLabels(sent.world, issue, { labels: add === '' || remove !== '' ? kept : [...kept, add], sender });
    return addressOfIssue(issue);
  },
  state: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    setIssueState(sent.world, issue, { state: field(sent, 'state') === 'open' ? 'open' : 'closed', sender });
    return addressOfIssue(issue);
  },
};

export const onComment: Readonly<Record<string, (sent: Sent, comment: Comment) => string>> = {
  edit: (sent, comment) => {
    const sender = mayEdit(sent, comment);
    editComment(sent.world, comment, { body: needed(sent, 'body', 'IssueComment'), sender });
    return addressOfComment(comment);
  },
  box: (sent, comment) => {
    const sender = mayEdit(sent, comment);
    editComment(sent.world, comment, { body: ticked(sent, comment), sender });
    return addressOfComment(comment);
  },
  hide: (sent, comment) => {
    const sender = mayEdit(sent, comment);
    if (field(sent, 'delete') !== '') {
      removeComment(sent.world, comment, sender);
      return addressOfIssue(comment.issue);
    }
    comment.minimized = field(sent, 'reason') || null;
    return addressOfComment(comment);
  },
};

function mayEdit(sent: Sent, { author, issue }: Comment): Account {
  return allowed(sent, { act: 'edit', repo: issue.repo, author });
}

function addressOfComment({ id, issue }: Comment): string {
  return `${addressOfIssue(issue)}#issuecomment-${id}`;
}

export function needed(sent: Sent, name: string, resource: string): string {
  const value = field(sent, name);
  if (value.trim() === '') throw refusal('body', { errors: [{ resource, code: 'missing_field', field: name }] });
  return value;
}

/**
 * The body with one box flipped: the body as it is now, or the whole of what the page showed when it was opened. Then what others
 * changed since is gone, as it is when a browser sends back what it has.
 */
function ticked(sent: Sent, written: Comment | Issue): string {
  const [position = '', to = ''] = field(sent, 'box').split(':');
  if (!/^\d{1,6}$/.test(position) || (to !== 'on' && to !== 'off')) {
    throw refusal('invalid-field', { errors: [{ resource: 'IssueComment', code: 'invalid', field: 'box' }] });
  }
  const seen = written.edits[Math.max(0, Number(field(sent, 'seen')) - 1)]?.body;
  const body = sent.visitor.ticks === 'whole' ? (seen ?? written.body) : written.body;
  return flip(body, Number(position), to === 'on');
}

export function pressed(sent: Sent, run: CheckRun): string {
  const { repo } = run.suite;
  const sender = allowed(sent, { act: 'press', repo });
  const identifier = field(sent, 'action');
  if (field(sent, 'rerun') !== '') rerequestRun(sent.world, run, sender);
  else if (run.actions.some((action) => action.identifier === identifier)) requestAction(sent.world, run, { identifier, sender });
  else throw refusal('not-found');
  return `${addressOf(repo)}/runs/${run.id}`;
}

export const onRepo: Readonly<Record<string, (sent: Sent, repo: Repo) => string>> = {
  issues: (sent, repo) => {
    const author = allowed(sent, { act: 'open', repo });
    return addressOfIssue(
      openIssue(sent.world, repo, { title: needed(sent, 'title', 'Issue'), body: field(sent, 'body'), author }),
    );
  },
  pulls: (sent, repo) => {
    const author = allowed(sent, { act: 'open', repo });
    const words = { title: needed(sent, 'title', 'PullRequest'), body: field(sent, 'body'), base: field(sent, 'base') };
    const head = { repo, ref: field(sent, 'head') };
    return addressOfIssue(openPull(sent.world, repo, { ...words, head, author, draft: field(sent, 'draft') !== '' }));
  },
  commits: (sent, repo) => {
    const author = allowed(sent, { act: 'push', repo });
    const [branch, path] = [needed(sent, 'branch', 'Commit').trim(), needed(sent, 'path', 'Commit').trim()];
    if (!/^[\w./-]+$/.test(branch + path) || [...branch.split('/'), ...path.split('/')].some((part) => /^\.{0,2}$/.test(part))) {
      throw refusal('invalid-field', { errors: [{ resource: 'Commit', code: 'invalid', field: 'path' }] });
    }
    const message = field(sent, 'message').trim() || `Change ${path}`;
    return `${addressOf(repo)}/commit/${commitFiles(sent.world, repo, { author, message, branch, files: { [path]: field(sent, 'content') } })}`;
  },
};

/** Takes the content of one save out of the history. */
export function forget(sent: Sent, repo: Repo, edit: number): string {
  const issue = repo.issues.get(Number(field(sent, 'issue')));
  const comment = issue?.comments.get(Number(field(sent, 'comment')));
  const of = comment ?? issue;
  const found = of?.edits.find(({ id }) => id === edit);
  if (issue === undefined || of === undefined || found === undefined) throw refusal('not-found');
  const by = allowed(sent, { act: 'edit', repo, author: of.author });
  removeEditContent(sent.world, found, by);
  return `${addressOfIssue(issue)}/history${comment ? `?comment=${comment.id}` : ''}`;
}
