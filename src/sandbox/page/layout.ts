import { roleIn } from '../state/access.ts';
import type { Repo } from '../state/model.ts';
import { assetAddress } from './assets.ts';
import { html, type Markup, type Piece, show } from './html.ts';
import { addressOf, avatar } from './pieces.ts';
import type { View } from './view.ts';
import { peopleOf } from './visitor.ts';

export interface Page {
  readonly title: string;
  readonly repo?: Repo;
  readonly tab?: 'code' | 'pulls' | 'issues' | 'actions' | 'releases' | 'deployments' | 'timeline';
  readonly main: Markup;
}

/** A whole document. The script makes it quicker; nothing needs it. */
export function layout(view: View, { title, repo, tab, main }: Page): string {
  return show(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetAddress('github-markdown.css')}">
<link rel="stylesheet" href="${assetAddress('page.css')}">
<script src="${assetAddress('page.js')}" defer></script>
</head>
<body data-version="${view.version}"${view.visitor.ticks === 'whole' && html` data-still`}>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="home" href="/">Sandbox</a>
<nav aria-label="Sandbox"><a href="/"${!tab && html` aria-current="page"`}>Repositories</a> <a href="/-/timeline"${tab === 'timeline' && html` aria-current="page"`}>Timeline</a></nav>
${you(view, repo)}
</header>
${repo && repositoryNav(repo, tab)}
<main id="main" tabindex="-1">
${main}
</main>
<div id="notice" role="status" aria-live="polite"></div>
<footer>A GitHub on this machine. Nothing here leaves it.</footer>
</body>
</html>
`);
}

function you(view: View, repo: Repo | undefined): Markup {
  const { world, visitor, url } = view;
  const roleOf = (account: NonNullable<typeof visitor.account>) => repo && roleIn(world, repo, account);
  const choice = (value: string, words: Piece, isNow: boolean) =>
    html`<li><button type="submit" name="login" value="${value}" class="${isNow && 'now'}"${isNow && html` aria-current="true"`}>${words}</button></li>`;
  const people = peopleOf(world).map((account) =>
    choice(
      account.login,
      [avatar(account), html`<span>${account.login}</span>`, role(roleOf(account))],
      account === visitor.account,
    ),
  );
  return html`<details class="you" id="you"><summary>${visitor.account ? avatar(visitor.account) : ''}<span>You are <strong>${visitor.account?.login ?? 'nobody'}</strong></span> ${visitor.account && role(roleOf(visitor.account))}</summary>
<form method="post" action="/-/you"><input type="hidden" name="back" value="${url.pathname}${url.search}">
<ul>${people}${choice('', html`<span>nobody (signed out)</span>`, visitor.account === null)}</ul></form></details>`;
}

function role(name: string | undefined): Piece {
  return name !== undefined && html`<span class="label">${name}</span>`;
}

function repositoryNav(repo: Repo, tab: Page['tab']): Markup {
  const open = [...repo.open];
  const pulls = open.filter(({ pull }) => pull !== null).length;
  const at = addressOf(repo);
  const link = (name: Page['tab'], href: string, words: Piece) =>
    html`<a href="${href}"${tab === name && html` aria-current="page"`}>${words}</a>`;
  const counter = (count: number) =>
    html` <span class="counter"><span class="hidden">(</span>${count}<span class="hidden"> open)</span></span>`;
  return html`<nav class="repo" aria-label="Repository">
    <p class="path"><a href="/${repo.owner.login}">${repo.owner.login}</a> / <a href="${at}"><strong>${repo.name}</strong></a> ${repo.private && html`<span class="label">private</span>`} ${repo.archived && html`<span class="label">archived</span>`}</p>
<div class="tabs">${link('code', at, 'Code')} ${link('issues', `${at}/issues`, ['Issues', counter(open.length - pulls)])} ${link('pulls', `${at}/pulls`, ['Pull requests', counter(pulls)])} ${link('actions', `${at}/actions`, 'Actions')} ${link('releases', `${at}/releases`, 'Releases')} ${link('deployments', `${at}/deployments`, 'Deployments')}</div></nav>`;
}

/** In place of a page: what GitHub would have answered. */
export function errorPage(
  view: View,
  { status, message, errors = [] }: { status: number; message: string; errors?: readonly string[] },
): string {
  const main = html`<div class="blank" data-refused><h1>${status === 404 ? 'There is nothing here' : 'That was refused'}</h1>
<p class="reason">${message}</p>${errors.length > 0 && html`<ul>${errors.map((each) => html`<li>${each}</li>`)}</ul>`}
<p>GitHub would answer ${status}. ${view.visitor.account ? `You are ${view.visitor.account.login}; others may see or do more.` : 'Nobody is signed in.'}</p>
<p><a href="/">To the repositories</a></p></div>`;
  return layout(view, { title: `${status}`, main });
}
