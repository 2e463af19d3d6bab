// What a pull request or a commit changes: files and commits.
import { mostCommits, mostFiles } from '../git/compare.ts';
import { type CountedChange, countLines, diffTrees, type FileChange } from '../git/diff.ts';
import { commitOf } from '../git/store.ts';
import { changesOf } from '../shown/pulls.ts';
import type { PullRequest, Repo } from '../state/model.ts';
import { accountOfEmail } from '../state/repositories.ts';
import { html, type Markup, type Piece } from './html.ts';
import { addressOf, personLink, plural, when } from './pieces.ts';
import type { View } from './view.ts';

/** Longer ones take longer to show than anybody looks at them. */
const mostLines = 1500;

export function filesOf(issue: PullRequest): Markup {
  const { files } = changesOf(issue);
  return files.length === 0 ? html`<p class="blank">No files changed.</p>` : fileList(issue.repo, files);
}

function fileList(repo: Repo, files: readonly FileChange[]): Markup {
  const counted = files.slice(0, mostFiles).map((change) => countLines(repo.store, change));
  const sum = (key: 'additions' | 'deletions') => counted.reduce((total, change) => total + change[key], 0);
  return html`<p>${plural(files.length, 'file')} changed, ${plural(sum('additions'), 'line')} added, ${sum('deletions')} taken out.${files.length > mostFiles && ` Only the first ${mostFiles} are shown, as on GitHub.`}</p>
${counted.map(file)}`;
}

function file({ path, status, additions, deletions, patch }: CountedChange): Markup {
  return html`<section class="file" aria-label="${path}">
    <h3><code>${path}</code> <span class="label">${status}</span> <span class="added">+${additions}</span> <span class="taken">−${deletions}</span></h3>${patch === undefined ? html`<p class="blank">Nothing to show: no text, or empty.</p>` : patchLines(patch)}</section>`;
}

/** A patch, line by line. */
export function patchLines(patch: string): Markup {
  const lines = patch.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const kinds: Readonly<Record<string, string>> = { '+': 'add', '-': 'del', '@': 'hunk' };
  const shown = lines
    .slice(0, mostLines)
    .map((line) => html`<span class="${kinds[line[0] ?? ''] ?? 'same'}">${line === '' ? ' ' : line}\n</span>`);
  return html`<pre class="patch" tabindex="0" aria-label="Changed lines"><code>${shown}</code></pre>${lines.length > mostLines && html`<p>${lines.length - mostLines} more lines are not shown.</p>`}`;
}

export function commitsOf(view: View, issue: PullRequest): Markup {
  const { commits } = changesOf(issue);
  return html`<p>${plural(commits.length, 'commit')}, the oldest first.</p>
    <ul class="rows">${commits.slice(0, mostCommits).map((sha) => commitRow(view, issue.repo, sha))}</ul>`;
}

export function commitRow({ world }: View, repo: Repo, sha: string): Markup {
  const { message, author } = commitOf(repo.store, sha);
  return html`<li><div><a class="title" href="${addressOf(repo)}/commit/${sha}">${message.split('\n')[0]}</a>
    <p>${by(world, author)} committed ${when(world, author.at)}</p></div><code>${sha.slice(0, 7)}</code></li>`;
}

function by(world: View['world'], author: { readonly name: string; readonly email: string }): Piece {
  const account = accountOfEmail(world, author.email);
  return account ? personLink(account) : author.name;
}

export function commitPage(view: View, repo: Repo, sha: string): Markup {
  const { message, parents, tree, author } = commitOf(repo.store, sha);
  const [title = '', ...rest] = message.split('\n');
  const [parent] = parents;
  const before = parent === undefined ? null : commitOf(repo.store, parent).tree;
  return html`<h1>${title}</h1><p>${by(view.world, author)} committed ${when(view.world, author.at)} as <code>${sha}</code>${parents.map((each) => html` on <a href="${addressOf(repo)}/commit/${each}"><code>${each.slice(0, 7)}</code></a>`)}</p>
${rest.join('\n').trim() !== '' && html`<pre class="message">${rest.join('\n').trim()}</pre>`}
  <h2>Changes</h2>${fileList(repo, diffTrees(repo.store, before, tree))}`;
}
