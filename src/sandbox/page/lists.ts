import { roleIn } from '../state/access.ts';
import { isPull } from '../state/issues.ts';
import type { Issue, PullRequest, Repo } from '../state/model.ts';
import { fullName } from '../state/repositories.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { checkLines, isWell, worstMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import {
  addressOf,
  addressOfIssue,
  button,
  labelMark,
  pager,
  personLink,
  plural,
  slice,
  stateMark,
  when,
  why,
} from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

export function sees(world: World, account: Account | null, repo: Repo): boolean {
  return !repo.private || (account !== null && roleIn(world, repo, account) !== 'none');
}

/** Everything that the visitor may see, or what one owner has of it. */
export function repositoryList(view: View, owner?: Account): Markup {
  const { world, visitor, url } = view;
  const all = [...world.repos.values()].filter((repo) => sees(world, visitor.account, repo) && (!owner || repo.owner === owner));
  const { shown, ...pages } = slice(
    url,
    all.toSorted((a, b) => b.pushedAt - a.pushedAt),
  );
  const rows = shown.map((repo) => {
    const pulls = [...repo.open].filter(isPull).length;
    return html`<li><div><a class="title" href="${addressOf(repo)}">${fullName(repo)}</a> ${repo.private && html`<span class="label">private</span>`}
      <p>${repo.description && html`${repo.description} · `}${plural(pulls, 'open pull request')}, pushed ${when(world, repo.pushedAt)}</p></div></li>`;
  });
  return html`<h1>${owner ? owner.login : 'Repositories'}</h1>${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="blank">None that ${visitor.account?.login ?? 'somebody who is not signed in'} may see.</p>`}${pager(url, pages)}`;
}

export function issueList(view: View, repo: Repo, kind: 'pulls' | 'issues'): Markup {
  const { url } = view;
  const closed = url.searchParams.get('state') === 'closed';
  const from = closed ? [...repo.issues.values()].filter(({ state }) => state === 'closed') : [...repo.open];
  const all = from.filter((issue) => isPull(issue) === (kind === 'pulls')).toSorted((a, b) => b.number - a.number);
  const { shown, ...pages } = slice(url, all);
  const name = kind === 'pulls' ? 'Pull requests' : 'Issues';
  const choice = (state: string, words: string, now: boolean) =>
    html`<a href="?state=${state}"${now && html` aria-current="page"`}>${words}</a>`;
  return html`<h1>${name}</h1><nav class="tabs small" aria-label="State">${choice('open', 'Open', !closed)} ${choice('closed', 'Closed', closed)}</nav>
${shown.length > 0 ? html`<ul class="rows">${shown.map((issue) => row(view, issue))}</ul>` : html`<p class="blank">There are none.</p>`}${pager(url, pages)}${kind === 'issues' ? newIssue(view, repo) : newPull(view, repo)}`;
}

function row({ world }: View, issue: Issue): Markup {
  const at = issue.comments.size;
  return html`<li><div>${stateMark(issue)} <a class="title" href="${addressOfIssue(issue)}">${issue.title}</a> ${[...issue.labels].map(labelMark)}
    <p>#${issue.number} by ${personLink(issue.author)}, ${when(world, issue.createdAt)}${at > 0 && `, ${plural(at, 'comment')}`}${isPull(issue) && checks(issue)}</p></div></li>`;
}

function checks(issue: PullRequest): Piece {
  const lines = checkLines(issue);
  return lines.length > 0 && html` ${worstMark(lines)} ${lines.filter(isWell).length} of ${plural(lines.length, 'check')}`;
}

function newIssue(view: View, repo: Repo): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'open', repo });
  const off = bar && html` disabled`;
  return html`<details class="new" id="new"><summary>New issue</summary><form method="post" action="${addressOf(repo)}/issues">
    <label for="new-title">Title</label><input id="new-title" name="title" required${off}><label for="new-body">Description, in Markdown</label>
    <textarea id="new-body" name="body" rows="5"${off}></textarea>${button({ words: 'Open issue', look: 'primary', bar })}${why(bar)}
    </form></details>`;
}

function newPull(view: View, repo: Repo): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'open', repo });
  const off = bar && html` disabled`;
  const branches = [...repo.refs.keys()]
    .filter((ref) => ref.startsWith('refs/heads/'))
    .map((ref) => ref.slice('refs/heads/'.length));
  const options = (chosen: string | undefined) =>
    branches.map((name) => html`<option${name === chosen && html` selected`}>${name}</option>`);
  const other = branches.find((name) => name !== repo.defaultBranch);
  return html`<details class="new" id="new"><summary>New pull request</summary><form method="post" action="${addressOf(repo)}/pulls">
    <label for="new-base">Into</label><select id="new-base" name="base"${off}>${options(repo.defaultBranch)}</select>
    <label for="new-head">From</label><select id="new-head" name="head"${off}>${options(other)}</select>
    <label for="new-title">Title</label><input id="new-title" name="title" required${off}><label for="new-body">Description, in Markdown</label>
    <textarea id="new-body" name="body" rows="5"${off}></textarea><label class="line">
    <input type="checkbox" name="draft" value="1"${off}> As a draft</label>
    ${button({ words: 'Open pull request', look: 'primary', bar })}${why(bar)}
    </form></details>`;
}
