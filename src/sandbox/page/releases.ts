import { commitNamed } from '../rest/find.ts';
import type { Repo } from '../state/model.ts';
import { latestRelease, releasedAt } from '../state/releases.ts';
import type { Release } from '../state/ship.ts';
import { shippedFrom } from '../state/shipped.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown } from './markdown.ts';
import { addressOf, button, pager, personLink, slice, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

/** By its number: a draft has no tag, and a tag may hold slashes. */
export function addressOfRelease({ repo, id }: Release): string {
  return `${addressOf(repo)}/releases/${id}`;
}

/** Drafts are for those who may write. */
export function releasesSeen({ world, visitor }: View, repo: Repo): Release[] {
  const writes = barTo(world, visitor.account, { act: 'push', repo }) === undefined;
  const all = [...shippedFrom(repo).releases.values()].filter(({ draft }) => writes || !draft);
  return all.toSorted((a, b) => releasedAt(b) - releasedAt(a) || b.id - a.id);
}

export function releaseList(view: View, repo: Repo): Markup {
  const { shown, ...pages } = slice(view.url, releasesSeen(view, repo));
  const rows = shown.map(
    (
      release,
    ) => html`<li><div><a class="title" href="${addressOfRelease(release)}">${release.name ?? release.tag}</a> ${kind(release)}
      <p><code>${release.tag}</code> by ${personLink(release.author)}, ${when(view.world, releasedAt(release))}</p></div></li>`,
  );
  return html`<h1>Releases</h1>
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="blank">Nothing has been released.</p>`}${pager(view.url, pages)}${newRelease(view, repo)}`;
}

function kind(release: Release): Piece {
  const word = release.draft
    ? 'draft'
    : release.prerelease
      ? 'pre-release'
      : latestRelease(release.repo) === release
        ? 'latest'
        : undefined;
  return word !== undefined && html`<span class="label">${word}</span>`;
}

export function releasePage(view: View, release: Release): Markup {
  const { world, visitor } = view;
  const { repo, tag, draft, body } = release;
  const bar = barTo(world, visitor.account, { act: 'push', repo });
  const sha = draft ? undefined : commitNamed(repo, `refs/tags/${tag}`);
  const at =
    sha === undefined
      ? html`, of <code>${release.target}</code>`
      : html` at <a href="${addressOf(repo)}/commit/${sha}"><code>${sha.slice(0, 7)}</code></a>`;
  return html`<h1>${release.name ?? tag} ${kind(release)}</h1>
<p><code>${tag}</code>${at} by ${personLink(release.author)}, ${when(world, releasedAt(release))}</p>
<article class="comment"><div class="markdown-body">${body?.trim() ? markdown(body, { world, repo }).body : html`<p><em>No notes.</em></p>`}</div></article>
<form method="post" action="${addressOfRelease(release)}/change" class="buttons">${draft && button({ words: 'Publish release', look: 'primary', name: 'act', value: 'publish', bar })}
${!draft && release.prerelease && button({ words: 'Set as the latest release', name: 'act', value: 'promote', bar })} ${button({ words: 'Delete', look: 'danger', name: 'act', value: 'delete', bar })}${why(bar)}</form>`;
}

function newRelease(view: View, repo: Repo): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'push', repo });
  const off = bar && html` disabled`;
  return html`<details class="new" id="new"><summary>New release</summary><form method="post" action="${addressOf(repo)}/releases">
    <label for="new-tag">Tag</label><input id="new-tag" name="tag" required placeholder="v1.0.0"${off}>
    <label for="new-target">Of the branch or commit, where the tag is not there yet</label><input id="new-target" name="target" value="${repo.defaultBranch}"${off}>
    <label for="new-title">Title</label><input id="new-title" name="title"${off}><label for="new-body">Notes, in Markdown</label>
    <textarea id="new-body" name="body" rows="5"${off}></textarea>
    <label class="line"><input type="checkbox" name="prerelease" value="1"${off}> As a pre-release</label>
    ${button({ words: 'Publish release', look: 'primary', bar })} ${button({ words: 'Save draft', name: 'draft', value: '1', bar })}${why(bar)}
    </form></details>`;
}
