// The files of a repository, as far as one needs to see and change them.
import { textOf } from '../git/diff.ts';
import { commitOf, treeOf } from '../git/store.ts';
import type { Repo } from '../state/model.ts';
import { branchOf } from '../state/repositories.ts';
import { commitRow } from './changes.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown } from './markdown.ts';
import { addressOf, button, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

export function codePage(view: View, repo: Repo): Markup {
  const tip = branchOf(repo, repo.defaultBranch);
  return html`<h1>${repo.name}</h1><p>${repo.description ?? ''}</p>${tip === undefined ? html`<p class="blank">Nothing was pushed yet.</p>` : files(view, repo, tip)}${rulesets(repo)}${commitForm(view, repo)}`;
}

function files(view: View, repo: Repo, tip: string): Markup {
  const entries = treeOf(repo.store, commitOf(repo.store, tip).tree);
  const readme = entries.find(({ name, mode }) => /^readme\.md$/i.test(name) && mode !== '040000');
  const text = readme && textOf(repo.store, readme);
  return html`<h2>${repo.defaultBranch}</h2><ul class="rows">${commitRow(view, repo, tip)}${entries.map(
    ({ name, mode }) => html`<li>
    <div><code>${name}${mode === '040000' && '/'}</code></div></li>`,
  )}</ul>
${
  text !== undefined &&
  html`<section class="comment" aria-label="Read me">
  <div class="markdown-body">${markdown(text, { world: view.world, repo }).body}</div></section>`
}`;
}

function rulesets(repo: Repo): Piece {
  const all = [...repo.rulesets.values()];
  return (
    all.length > 0 &&
    html`<h2>Rules</h2><ul class="rows">${all.map(
      ({ name, enforcement, include, rules }) => html`<li>
      <div><strong>${name}</strong> <span class="label">${enforcement}</span>
      <p>For ${include.join(', ')}: ${rules.map(({ type }) => type.replaceAll('_', ' ')).join(', ')}</p></div></li>`,
    )}</ul>`
  );
}

/** For those who have no git at hand. */
function commitForm(view: View, repo: Repo): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'push', repo });
  const off = bar && html` disabled`;
  return html`<details class="new" id="commit"><summary>Commit a file</summary><form method="post" action="${addressOf(repo)}/commits">
    <label for="commit-branch">Branch (made where it is not there)</label>
    <input id="commit-branch" name="branch" value="${repo.defaultBranch}" required${off}>
    <label for="commit-path">Path</label><input id="commit-path" name="path" required${off}><label for="commit-text">Content</label>
    <textarea id="commit-text" name="content" rows="5"${off}></textarea><label for="commit-message">Message</label>
    <input id="commit-message" name="message"${off}>${button({ words: 'Commit', look: 'primary', bar })}${why(bar)}
    </form></details>`;
}
