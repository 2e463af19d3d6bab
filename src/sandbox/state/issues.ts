import type { Comment, Edit, Issue, Label, Labelling, PullRequest, Repo, Written } from './model.ts';
import { refusal } from './refusal.ts';
import { addLabel } from './repositories.ts';
import type { Account, App } from './who.ts';
import { happened, type World } from './world.ts';

/** What a body of a comment or an issue holds, in bytes of UTF-8. */
export const longestBody = 262_144;

export function checkBody(body: string, resource: string): void {
  if (Buffer.byteLength(body) <= longestBody) return;
  const message = 'body is too long (maximum is 65536 characters)';
  throw refusal('body', { errors: [{ resource, code: 'unprocessable', field: 'data', message }] });
}

function checkComment(body: string): void {
  if (body.trim() === '') throw refusal('body', { errors: [{ resource: 'IssueComment', code: 'missing_field', field: 'body' }] });
  checkBody(body, 'IssueComment');
}

export interface IssueWish {
  readonly title: string;
  readonly body?: string;
  readonly author: Account;
  readonly labels?: readonly string[];
  readonly assignees?: readonly Account[];
  readonly app?: App;
}

/** The record alone, for issues and for pull requests, which share their numbers. */
export function newIssue(world: World, repo: Repo, wish: IssueWish & { readonly pull: Issue['pull'] }): Issue {
  checkBody(wish.body ?? '', wish.pull ? 'PullRequest' : 'Issue');
  const now = world.clock.now();
  const issue: Issue = {
    id: world.nextId(),
    repo,
    number: repo.nextNumber++,
    title: wish.title,
    ...written(wish.body ?? ''),
    author: wish.author,
    state: 'open',
    stateReason: null,
    closedAt: null,
    closedBy: null,
    locked: false,
    labels: new Set((wish.labels ?? []).map((name) => labelOf(world, repo, name))),
    labelled: [],
    assignees: new Set(wish.assignees ?? []),
    comments: new Map(),
    pull: wish.pull,
    app: wish.app ?? null,
    createdAt: now,
    updatedAt: now,
  };
  for (const label of issue.labels) keepLabelling(world, issue, { is: 'labeled', label, by: wish.author });
  repo.issues.set(issue.number, issue);
  repo.open.add(issue);
  world.issues.set(issue.id, issue);
  return issue;
}

export function openIssue(world: World, repo: Repo, wish: IssueWish): Issue {
  const issue = newIssue(world, repo, { ...wish, pull: null });
  tellOf(world, issue, { action: 'opened', sender: wish.author });
  return issue;
}

/** An issue's own event, or that of its pull request. */
export function tellOf(
  world: World,
  issue: Issue,
  what: { action: string; sender: Account; label?: Label; raw?: Readonly<Record<string, unknown>> },
): void {
  const { action, sender, label, raw } = what;
  const event = isPull(issue) ? 'pull_request' : 'issues';
  const about = { ...(isPull(issue) ? { pull_request: issue } : { issue }), ...(label && { label }) };
  happened(world, { event, action, repo: issue.repo, sender, about, ...(raw && { raw }) });
}

export function isPull(issue: Issue): issue is PullRequest {
  return issue.pull !== null;
}

export interface IssueChange {
  readonly title?: string;
  readonly body?: string;
  readonly sender: Account;
}

export function editIssue(world: World, issue: Issue, { title, body, sender }: IssueChange): void {
  const changes: Record<string, { from: string }> = {};
  if (title !== undefined && title !== issue.title) {
    changes['title'] = { from: issue.title };
    issue.title = title;
  }
  if (body !== undefined && body !== issue.body) {
    checkBody(body, issue.pull ? 'PullRequest' : 'Issue');
    changes['body'] = { from: issue.body };
    save(world, issue, { body, editor: sender, first: { at: issue.createdAt, author: issue.author } });
  }
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = world.clock.now();
  tellOf(world, issue, { action: 'edited', sender, raw: { changes } });
}

export function setIssueState(
  world: World,
  issue: Issue,
  to: { state: 'open' | 'closed'; reason?: Issue['stateReason']; sender: Account },
): void {
  if (issue.state === to.state) return;
  const closed = to.state === 'closed';
  const now = world.clock.now();
  Object.assign(issue, {
    state: to.state,
    stateReason: to.reason ?? (closed ? 'completed' : 'reopened'),
    closedAt: closed ? now : null,
    closedBy: closed ? to.sender : null,
    updatedAt: now,
  });
  if (closed) issue.repo.open.delete(issue);
  else issue.repo.open.add(issue);
  tellOf(world, issue, { action: closed ? 'closed' : 'reopened', sender: to.sender });
}

export function setLocked(world: World, issue: Issue, to: { locked: boolean; sender: Account }): void {
  if (issue.locked === to.locked) return;
  issue.locked = to.locked;
  tellOf(world, issue, { action: to.locked ? 'locked' : 'unlocked', sender: to.sender });
}

/** A label that is not there yet is made, as GitHub does. */
export function labelOf(world: World, repo: Repo, name: string): Label {
  return repo.labels.get(name.toLowerCase()) ?? addLabel(world, repo, { name });
}

function keepLabelling(world: World, issue: Issue, what: Pick<Labelling, 'is' | 'label' | 'by'>): void {
  issue.labelled.push({ id: world.nextId(), at: world.clock.now(), ...what });
}

export function setLabels(world: World, issue: Issue, to: { labels: readonly string[]; sender: Account }): void {
  const wanted = new Set(to.labels.map((name) => labelOf(world, issue.repo, name)));
  const gone = [...issue.labels].filter((label) => !wanted.has(label));
  const added = [...wanted].filter((label) => !issue.labels.has(label));
  for (const label of gone) {
    issue.labels.delete(label);
    keepLabelling(world, issue, { is: 'unlabeled', label, by: to.sender });
    tellOf(world, issue, { action: 'unlabeled', sender: to.sender, label });
  }
  for (const label of added) {
    issue.labels.add(label);
    keepLabelling(world, issue, { is: 'labeled', label, by: to.sender });
    tellOf(world, issue, { action: 'labeled', sender: to.sender, label });
  }
  if (gone.length + added.length > 0) issue.updatedAt = world.clock.now();
}

export function addComment(
  world: World,
  issue: Issue,
  wish: { readonly body: string; readonly author: Account; readonly app?: App },
): Comment {
  checkComment(wish.body);
  const now = world.clock.now();
  const comment: Comment = {
    id: world.nextId(),
    issue,
    ...written(wish.body),
    author: wish.author,
    app: wish.app ?? null,
    minimized: null,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.set(comment.id, comment);
  world.comments.set(comment.id, comment);
  issue.updatedAt = now;
  const about = { issue, comment };
  happened(world, { event: 'issue_comment', action: 'created', repo: issue.repo, sender: wish.author, about });
  return comment;
}

/** Replaces the whole body, whatever it was meanwhile: GitHub has no compare-and-set. A save of the same text is none. */
export function editComment(world: World, comment: Comment, change: { readonly body: string; readonly sender: Account }): void {
  const from = comment.body;
  if (from === change.body) return;
  checkComment(change.body);
  const first = { at: comment.createdAt, author: comment.author };
  save(world, comment, { body: change.body, editor: change.sender, first });
  comment.updatedAt = world.clock.now();
  const { issue } = comment;
  const raw = { changes: { body: { from } } };
  happened(world, {
    event: 'issue_comment',
    action: 'edited',
    repo: issue.repo,
    sender: change.sender,
    about: { issue, comment },
    raw,
  });
}

export function removeComment(world: World, comment: Comment, sender: Account): void {
  const { issue } = comment;
  issue.comments.delete(comment.id);
  world.comments.delete(comment.id);
  happened(world, { event: 'issue_comment', action: 'deleted', repo: issue.repo, sender, about: { issue, comment } });
}

/** Takes the content of one save out of the history. Who saved it and when stays; no event tells of it. */
export function removeEditContent(world: World, edit: Edit, by: Account): void {
  Object.assign(edit, { body: null, deletedAt: world.clock.now(), deletedBy: by });
}

function written(body: string): Written {
  return { body, edits: [], lastEditedAt: null, lastEditor: null };
}

interface Save {
  readonly body: string;
  readonly editor: Account;
  readonly first: { readonly at: number; readonly author: Account };
}

/** The first save also puts what was there before into the history. */
function save(world: World, of: Written, { body, editor, first }: Save): void {
  const now = world.clock.now();
  const kept = { deletedAt: null, deletedBy: null };
  if (of.edits.length === 0) of.edits.push({ id: world.nextId(), at: first.at, editor: first.author, body: of.body, ...kept });
  of.edits.push({ id: world.nextId(), at: now, editor, body, ...kept });
  Object.assign(of, { body, lastEditedAt: now, lastEditor: editor });
}
