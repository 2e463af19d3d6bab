// Which page an address names.
import { isPull } from '../state/issues.ts';
import type { Issue, Repo } from '../state/model.ts';
import { refusal } from '../state/refusal.ts';
import { commitPage } from './changes.ts';
import { checkRun } from './checks.ts';
import { codePage } from './code.ts';
import { issuePage, type PullTab } from './conversation.ts';
import { history } from './history.ts';
import { html, type Markup } from './html.ts';
import { layout, type Page } from './layout.ts';
import { issueList, repositoryList, sees } from './lists.ts';
import { addressOfIssue } from './pieces.ts';
import { artifactAt, shipPage } from './ship-pages.ts';
import { deliveryPage, timeline } from './timeline.ts';
import type { View } from './view.ts';

export type Found = { readonly page: string } | { readonly location: string };

export function partsOf({ pathname }: URL): string[] {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    throw refusal('not-found');
  }
}

/** What the visitor may see; the rest is not there. */
export function repoAt({ world, visitor }: View, [owner = '', name = '']: readonly string[]): Repo {
  const repo = world.names.get(`${owner}/${name}`.toLowerCase());
  if (repo === undefined || !sees(world, visitor.account, repo)) throw refusal('not-found');
  return repo;
}

export function issueAt(repo: Repo, number: string | undefined): Issue {
  const issue = /^\d+$/.test(number ?? '') ? repo.issues.get(Number(number)) : undefined;
  if (issue === undefined) throw refusal('not-found');
  return issue;
}

export function look(view: View): Found {
  const parts = partsOf(view.url);
  if (parts[0] === '-') return sandboxPage(view, parts);
  if (parts.length < 2) return { page: layout(view, repositories(view, parts[0])) };
  const repo = repoAt(view, parts);
  const [, , kind, name, tab] = parts;
  if (kind === 'pull' || kind === 'issues') {
    if (name === undefined)
      return { page: layout(view, { title: 'Issues', repo, tab: 'issues', main: issueList(view, repo, 'issues') }) };
    return issueOrPull(view, issueAt(repo, name), { kind, tab });
  }
  const artifact = artifactAt(view, repo, parts);
  if (artifact !== undefined) return { location: artifact };
  return { page: layout(view, { repo, ...(shipPage(view, repo, parts) ?? repositoryPage(view, repo, { kind, name })) }) };
}

function repositories(view: View, login: string | undefined): Page {
  const owner = login === undefined ? undefined : view.world.logins.get(login.toLowerCase());
  if (login !== undefined && owner === undefined) throw refusal('not-found');
  const list = repositoryList(view, owner);
  const { guide } = view;
  return { title: owner?.login ?? 'Repositories', main: guide && !owner ? html`${guide.show(view)}${list}` : list };
}

function sandboxPage(view: View, [, kind, name]: readonly string[]): Found {
  if (kind === 'timeline') return { page: layout(view, { title: 'Timeline', tab: 'timeline', main: timeline(view) }) };
  const delivery = kind === 'deliveries' ? view.world.deliveries.get(Number(name)) : undefined;
  if (delivery === undefined) throw refusal('not-found');
  return { page: layout(view, { title: delivery.event, tab: 'timeline', main: deliveryPage(view, delivery) }) };
}

function repositoryPage(
  view: View,
  repo: Repo,
  { kind, name = '' }: { kind: string | undefined; name: string | undefined },
): Page {
  if (kind === undefined) return { title: repo.name, tab: 'code', main: codePage(view, repo) };
  if (kind === 'pulls') return { title: 'Pull requests', tab: 'pulls', main: issueList(view, repo, 'pulls') };
  if (kind === 'commit' && repo.store.commits.has(name))
    return { title: name.slice(0, 7), tab: 'code', main: commitPage(view, repo, name) };
  const run = kind === 'runs' ? view.world.runs.get(Number(name)) : undefined;
  if (run?.suite.repo !== repo) throw refusal('not-found');
  const pulls = [...repo.issues.values()].filter((issue) => issue.pull?.headSha === run.suite.headSha);
  return {
    title: run.name,
    tab: 'pulls',
    main: html`<h1>${run.name}</h1>${pulls.map(backTo)}<h2 class="hidden">Result</h2>${checkRun(view, run)}`,
  };
}

function backTo(issue: Issue): Markup {
  return html`<p><a href="${addressOfIssue(issue)}">Back to ${issue.title}</a></p>`;
}

const tabs: readonly PullTab[] = ['conversation', 'commits', 'checks', 'files'];

function issueOrPull(view: View, issue: Issue, { kind, tab = 'conversation' }: { kind: string; tab: string | undefined }): Found {
  const right = isPull(issue) ? 'pull' : 'issues';
  if (kind !== right) return { location: addressOfIssue(issue) };
  const about = { title: issue.title, repo: issue.repo, tab: isPull(issue) ? 'pulls' : 'issues' } as const;
  if (tab === 'history') {
    const asked = view.url.searchParams.get('comment');
    const comment = asked === null ? undefined : issue.comments.get(Number(asked));
    if (asked !== null && comment === undefined) throw refusal('not-found');
    return { page: layout(view, { ...about, main: history(view, issue, comment) }) };
  }
  const named = tabs.find((each) => each === tab);
  if (named === undefined || (!isPull(issue) && named !== 'conversation')) throw refusal('not-found');
  return { page: layout(view, { ...about, main: issuePage(view, issue, named) }) };
}
