import { patchBetween } from '../git/lines.ts';
import type { Comment, Edit, Issue } from '../state/model.ts';
import { patchLines } from './changes.ts';
import { html, type Markup } from './html.ts';
import { addressOf, addressOfIssue, button, personLink, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

/** Further back nobody reads. */
const most = 50;

/** Every save of a body, the newest first, with what it changed. */
export function history(view: View, issue: Issue, of?: Comment): Markup {
  const written = of ?? issue;
  const numbered = written.edits.map((edit, at) => ({ edit, before: written.edits[at - 1] }));
  const bar = barTo(view.world, view.visitor.account, { act: 'edit', repo: issue.repo, author: written.author });
  const shown = numbered.toReversed().slice(0, most);
  return html`<h1>What was edited</h1><p><a href="${addressOfIssue(issue)}${of && `#issuecomment-${of.id}`}">Back to ${issue.title}</a></p>${why(bar)}
<ol class="history">${shown.map(
    ({
      edit,
      before,
    }) => html`<li><h2>${edit.editor ? personLink(edit.editor) : 'somebody'} ${before ? 'edited' : 'wrote'} ${when(view.world, edit.at)}</h2>${changed(edit, before)}
${
  edit.body !== null &&
  html`<form method="post" action="${addressOf(issue.repo)}/edits/${edit.id}/delete">
  <input type="hidden" name="issue" value="${issue.number}"><input type="hidden" name="comment" value="${of?.id ?? ''}">
  ${button({ words: 'Delete from the history', look: 'danger', bar })}
  </form>`
}</li>`,
  )}</ol>
${numbered.length === 0 && html`<p>It was never edited.</p>`}${numbered.length > most && html`<p>${numbered.length - most} older ones are not shown.</p>`}`;
}

function changed(edit: Edit, before: Edit | undefined): Markup {
  if (edit.body === null) {
    return html`<p>The content was deleted from the history${edit.deletedBy && ` by ${edit.deletedBy.login}`}.</p>`;
  }
  if (before?.body === null) return html`<p>What it was before was deleted.</p>${patchLines(patchBetween('', edit.body).text)}`;
  return patchLines(patchBetween(before?.body ?? '', edit.body).text);
}
