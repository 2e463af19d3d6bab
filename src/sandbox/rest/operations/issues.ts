import { viewComment, viewIssue, viewLabel, viewWholeIssue } from '../../shown/issues.ts';
import { appBehind, atLeast, roleIn } from '../../state/access.ts';
import {
  addComment,
  editComment,
  editIssue,
  isPull,
  openIssue,
  removeComment,
  setIssueState,
  setLabels,
  setLocked,
} from '../../state/issues.ts';
import type { Comment, Issue } from '../../state/model.ts';
import { closePull, reopenPull } from '../../state/pulls.ts';
import { refusal } from '../../state/refusal.ts';
import { addLabel } from '../../state/repositories.ts';
import { commentOf, found, issueOf, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, noContent, ok, onRepo, type RepoCall, type Route, text, texts } from '../route.ts';

/** Whoever wrote it, or may write here; an App with the right permission may edit what anybody wrote. */
export function needAuthorOrWrite({ world, caller, repo, account }: RepoCall, author: { readonly id: number }): void {
  const isApp = caller.kind === 'token' && caller.grant.kind === 'installation';
  if (isApp || author.id === account.id || atLeast(roleIn(world, repo, account), 'write')) return;
  throw refusal('role');
}

function createComment(call: RepoCall) {
  const { world, repo, account, caller, body } = call;
  const issue = issueOf(call);
  if (issue.locked && !atLeast(roleIn(world, repo, account), 'write') && account.type !== 'Bot') throw refusal('locked');
  const app = appBehind(caller);
  const wish = { body: text(body, 'body') ?? '', author: account, ...(app && { app }) };
  return created(viewComment(world, addComment(world, issue, wish)));
}

/** `labels` holds names, or objects with a name. */
function labelNames(body: Body): string[] | undefined {
  const labels = body['labels'];
  if (!Array.isArray(labels)) return undefined;
  return labels.map((each: unknown) =>
    typeof each === 'string' ? each : typeof each === 'object' && each !== null ? String(Reflect.get(each, 'name')) : '',
  );
}

/** Those of others are dropped without a word. */
function maySort({ world, caller, repo, account }: RepoCall): boolean {
  const isApp = caller.kind === 'token' && caller.grant.kind === 'installation';
  return isApp || atLeast(roleIn(world, repo, account), 'triage');
}

function createIssue(call: RepoCall) {
  const { world, repo, account, caller, body } = call;
  const sorted = maySort(call) && {
    labels: labelNames(body) ?? [],
    assignees: (texts(body, 'assignees') ?? []).map((login) => userOf(world, login)),
  };
  const app = appBehind(caller);
  const wish = {
    title: text(body, 'title') ?? '',
    body: text(body, 'body') ?? '',
    author: account,
    ...sorted,
    ...(app && { app }),
  };
  return created(viewIssue(world, openIssue(world, repo, wish)));
}

function patchIssue(call: RepoCall) {
  const { world, account, body } = call;
  const issue = issueOf(call);
  needAuthorOrWrite(call, issue.author);
  const [title, words, state, reason] = ['title', 'body', 'state', 'state_reason'].map((name) => text(body, name));
  editIssue(world, issue, {
    ...(title !== undefined && { title }),
    ...(words !== undefined && { body: words }),
    sender: account,
  });
  const labels = maySort(call) ? labelNames(body) : undefined;
  if (labels) setLabels(world, issue, { labels, sender: account });
  if (state === 'open' || state === 'closed') setState(call, issue, { state, reason });
  return ok(viewIssue(world, issue));
}

function setState(
  { world, account }: RepoCall,
  issue: Issue,
  to: { state: 'open' | 'closed'; reason: string | undefined },
): void {
  const reason = to.reason === 'not_planned' || to.reason === 'completed' ? to.reason : null;
  if (!isPull(issue)) setIssueState(world, issue, { state: to.state, ...(reason && { reason }), sender: account });
  else if (to.state === 'closed') closePull(world, issue, { sender: account });
  else reopenPull(world, issue, account);
}

function listIssues(call: RepoCall) {
  const { world, repo, query } = call;
  const state = query.get('state') ?? 'open';
  const wanted = query.get('labels')?.split(',') ?? [];
  const creator = query.get('creator');
  const from = sinceOf(query);
  const items = [...(state === 'open' ? repo.open : repo.issues.values())]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ labels }) => wanted.every((name) => [...labels].some((label) => label.name === name)))
    .filter(({ author }) => creator === null || author.login === creator)
    .filter(({ updatedAt }) => updatedAt >= from)
    .filter((issue) => isWith(issue, query.get('assignee')));
  const key = sortKeys[query.get('sort') ?? 'created'] ?? (({ number }: Issue) => number);
  const sorted = items.toSorted((a, b) => key(b) - key(a) || b.number - a.number);
  return page(call, {
    items: query.get('direction') === 'asc' ? sorted.toReversed() : sorted,
    view: (issue) => viewIssue(world, issue),
  });
}

const sortKeys: Readonly<Record<string, (issue: Issue) => number>> = {
  updated: ({ updatedAt }) => updatedAt,
  comments: ({ comments }) => comments.size,
};

/** Somebody by name, nobody, or anybody at all. */
function isWith({ assignees }: Issue, asked: string | null): boolean {
  if (asked === null) return true;
  if (asked === 'none') return assignees.size === 0;
  return asked === '*' ? assignees.size > 0 : [...assignees].some(({ login }) => login.toLowerCase() === asked.toLowerCase());
}

function sinceOf(query: URLSearchParams): number {
  return Date.parse(query.get('since') ?? '1970-01-01');
}

function since({ query }: RepoCall, comments: readonly Comment[]): Comment[] {
  const from = sinceOf(query);
  return comments.filter(({ updatedAt }) => updatedAt >= from);
}

function changeLabels(call: RepoCall, change: (before: readonly string[]) => readonly string[]) {
  const { world, account } = call;
  const issue = issueOf(call);
  setLabels(world, issue, { labels: change([...issue.labels].map(({ name }) => name)), sender: account });
  return ok([...issue.labels].map((label) => viewLabel(world, label)));
}

const either = (level: string) => [`issues:${level}`, `pull_requests:${level}`];
const reads = { app: either('read'), role: 'read' } as const;
const writes = { app: either('write'), role: 'read' } as const;
const triages = { app: either('write'), role: 'triage' } as const;
const at = '/repos/{owner}/{repo}';

export const issueRoutes: readonly Route[] = [
  onRepo(`GET ${at}/issues`, reads, listIssues),
  onRepo(`POST ${at}/issues`, { app: ['issues:write'], role: 'read' }, createIssue),
  onRepo(`GET ${at}/issues/{issue_number}`, reads, (call) => ok(viewWholeIssue(call.world, issueOf(call)))),
  onRepo(`PATCH ${at}/issues/{issue_number}`, writes, patchIssue),
  onRepo(`PUT ${at}/issues/{issue_number}/lock`, triages, (call) => {
    setLocked(call.world, issueOf(call), { locked: true, sender: call.account });
    return noContent;
  }),
  onRepo(`DELETE ${at}/issues/{issue_number}/lock`, triages, (call) => {
    setLocked(call.world, issueOf(call), { locked: false, sender: call.account });
    return noContent;
  }),
  onRepo(`GET ${at}/issues/{issue_number}/comments`, reads, (call) =>
    page(call, { items: since(call, [...issueOf(call).comments.values()]), view: (each) => viewComment(call.world, each) }),
  ),
  onRepo(`POST ${at}/issues/{issue_number}/comments`, writes, createComment),
  onRepo(`GET ${at}/issues/comments`, reads, (call) => {
    const all = [...call.repo.issues.values()].flatMap(({ comments }) => [...comments.values()]).toSorted((a, b) => a.id - b.id);
    const asked = call.query.get('sort');
    if (asked === 'updated') all.sort((a, b) => a.updatedAt - b.updatedAt);
    if (asked !== null && call.query.get('direction') !== 'asc') all.reverse();
    return page(call, { items: since(call, all), view: (each) => viewComment(call.world, each) });
  }),
  onRepo(`GET ${at}/issues/comments/{comment_id}`, reads, (call) => ok(viewComment(call.world, commentOf(call)))),
  onRepo(`PATCH ${at}/issues/comments/{comment_id}`, writes, (call) => {
    const comment = commentOf(call);
    needAuthorOrWrite(call, comment.author);
    editComment(call.world, comment, { body: text(call.body, 'body') ?? '', sender: call.account });
    return ok(viewComment(call.world, comment));
  }),
  onRepo(`DELETE ${at}/issues/comments/{comment_id}`, writes, (call) => {
    const comment = commentOf(call);
    needAuthorOrWrite(call, comment.author);
    removeComment(call.world, comment, call.account);
    return noContent;
  }),
  onRepo(`GET ${at}/labels`, reads, (call) =>
    page(call, { items: [...call.repo.labels.values()], view: (label) => viewLabel(call.world, label) }),
  ),
  onRepo(`POST ${at}/labels`, { app: either('write'), role: 'write' }, ({ world, repo, body }) => {
    const name = text(body, 'name') ?? '';
    if (repo.labels.has(name.toLowerCase()))
      throw refusal('invalid-field', { errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }] });
    const [color, description] = [text(body, 'color'), text(body, 'description')];
    return created(
      viewLabel(world, addLabel(world, repo, { name, ...(color && { color }), ...(description && { description }) })),
    );
  }),
  onRepo(`GET ${at}/issues/{issue_number}/labels`, reads, (call) =>
    page(call, { items: [...issueOf(call).labels], view: (label) => viewLabel(call.world, label) }),
  ),
  onRepo(`POST ${at}/issues/{issue_number}/labels`, triages, (call) =>
    changeLabels(call, (before) => [...before, ...(labelNames(call.body) ?? [])]),
  ),
  onRepo(`PUT ${at}/issues/{issue_number}/labels`, triages, (call) => changeLabels(call, () => labelNames(call.body) ?? [])),
  onRepo(`DELETE ${at}/issues/{issue_number}/labels/{name}`, triages, (call) => {
    const name = call.param('name').toLowerCase();
    found([...issueOf(call).labels].some((label) => label.name.toLowerCase() === name));
    return changeLabels(call, (before) => before.filter((each) => each.toLowerCase() !== name));
  }),
];
