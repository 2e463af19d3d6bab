import type { Comment, Issue, Written } from '../state/model.ts';
import type { Account } from '../state/who.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown, type ShownBox } from './markdown.ts';
import { addressOf, addressOfIssue, avatar, button, personLink, plural, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

interface Said {
  /** Of the place on the page. */
  readonly id: string;
  readonly issue: Issue;
  readonly author: Account;
  readonly at: number;
  readonly written: Written;
  /** Where its forms go, without the last part. */
  readonly target: string;
  readonly history: string;
  readonly did: Piece;
  readonly more?: Piece;
}

export function opening(view: View, issue: Issue): Markup {
  const target = `${addressOf(issue.repo)}/issues/${issue.number}`;
  const history = `${addressOfIssue(issue)}/history`;
  const said = { id: 'opening', issue, author: issue.author, at: issue.createdAt, written: issue, target, history };
  return block(view, { ...said, did: issue.pull ? 'opened this pull request' : 'opened this issue' });
}

export function comment(view: View, given: Comment): Markup {
  const { issue } = given;
  const target = `${addressOf(issue.repo)}/comments/${given.id}`;
  const history = `${addressOfIssue(issue)}/history?comment=${given.id}`;
  const id = `issuecomment-${given.id}`;
  const bar = barTo(view.world, view.visitor.account, { act: 'edit', repo: issue.repo, author: given.author });
  const hide = html`<form method="post" action="${target}/hide" data-quiet>${
    given.minimized === null
      ? button({ words: 'Hide as outdated', name: 'reason', value: 'outdated', bar })
      : button({ words: 'Show again', name: 'reason', value: '', bar })
  } ${button({ words: 'Delete', name: 'delete', value: '1', look: 'danger', bar })}</form>`;
  const said = { id, issue, author: given.author, at: given.createdAt, written: given, target, history };
  const whole = block(view, { ...said, did: 'commented', more: hide });
  if (given.minimized === null) return whole;
  return html`<details class="minimized" id="${id}-hidden"><summary>${given.author.login}’s comment was marked as ${given.minimized}</summary>${whole}</details>`;
}

function block(view: View, said: Said): Markup {
  const { world, visitor } = view;
  const { id, issue, author, written, target } = said;
  const bar = barTo(world, visitor.account, { act: 'edit', repo: issue.repo, author });
  const box = (shown: ShownBox) => boxButton(shown, { form: `boxes-${id}`, disabled: bar !== undefined });
  const { body, boxes } = markdown(written.body, { world, repo: issue.repo, box });
  return html`<article class="comment" id="${id}" aria-labelledby="${id}-by">
<header>${avatar(author)}<h3 id="${id}-by">${personLink(author)}</h3>${author.type === 'Bot' && html`<span class="label">bot</span>`}
  <span class="did">${said.did} <a href="#${id}">${when(world, said.at)}</a>${edited(said)}</span>
<details class="menu" id="${id}-menu"><summary aria-label="Edit, hide or delete: ${author.login}">Edit</summary><div>
<form method="post" action="${target}/edit" data-quiet><label for="${id}-text">Text</label>
<textarea id="${id}-text" name="body" rows="8"${bar && html` disabled`}>
${written.body}</textarea>${button({ words: 'Save', bar })}</form>${said.more}${why(bar)}</div></details></header>
${
  boxes > 0 &&
  html`<form method="post" action="${target}/box" id="boxes-${id}" data-quiet>
  <input type="hidden" name="seen" value="${written.edits.length}"></form>`
}
${boxes > 0 && bar && html`<p class="why in">The boxes are read-only for you: ${bar.why}</p>`}
<div class="markdown-body">${written.body.trim() === '' ? html`<p><em>No description provided.</em></p>` : body}</div>
</article>`;
}

function edited({ written, history }: Said): Piece {
  if (written.edits.length === 0) return '';
  const times = plural(written.edits.length - 1, 'time');
  return html` · <a href="${history}">edited ${times}${written.lastEditor && `, last by ${written.lastEditor.login}`}</a>`;
}

/** A button that is a box, so that one press or one key is a whole form without any script. */
function boxButton({ position, checked, label }: ShownBox, { form, disabled }: { form: string; disabled: boolean }): Markup {
  return html`<button type="submit" class="box" id="${form}-${position}" form="${form}" name="box" value="${position}:${checked ? 'off' : 'on'}" role="checkbox" aria-checked="${checked ? 'true' : 'false'}" aria-label="${label}"${disabled && html` disabled`}></button>`;
}
