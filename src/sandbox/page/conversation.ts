import { commitOf } from '../git/store.ts';
import { changesOf } from '../shown/pulls.ts';
import { isPull } from '../state/issues.ts';
import type { Issue, PullRequest, Review } from '../state/model.ts';
import { commitRow, commitsOf, filesOf } from './changes.ts';
import { checksOf } from './checks.ts';
import { comment, opening } from './comment.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown } from './markdown.ts';
import { mergeBox, stateForm } from './merge-box.ts';
import { addressOfIssue, avatar, button, labelMark, personLink, stateMark, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';

export type PullTab = 'conversation' | 'commits' | 'checks' | 'files';

/** An issue or a pull request, with what was said. */
export function issuePage(view: View, issue: Issue, tab: PullTab = 'conversation'): Markup {
  const below: Readonly<Record<PullTab, (pull: PullRequest) => Markup>> = {
    conversation: (pull) => conversation(view, pull),
    commits: (pull) => commitsOf(view, pull),
    checks: (pull) => checksOf(view, pull),
    files: (pull) => filesOf(pull),
  };
  return html`${head(view, issue)}${isPull(issue) && tabs(issue, tab)}<h2 class="hidden">${tab}</h2>${isPull(issue) ? below[tab](issue) : conversation(view, issue)}`;
}

function head({ world }: View, issue: Issue): Markup {
  const { pull } = issue;
  const from = pull && (pull.head.repo === issue.repo ? pull.head.ref : `${pull.head.repo.owner.login}:${pull.head.ref}`);
  return html`<div class="title-row"><h1>${issue.title} <span class="number">#${issue.number}</span></h1>
    <p>${stateMark(issue)} <span>${personLink(issue.author)} ${pull ? html`wants to merge <code>${from}</code> into <code>${pull.baseRef}</code>` : html`opened this ${when(world, issue.createdAt)}`}</span>${issue.locked && html` <span class="label">locked</span>`}</p></div>`;
}

function tabs(issue: PullRequest, now: PullTab): Markup {
  const { commits, files } = changesOf(issue);
  const at = addressOfIssue(issue);
  const all: readonly (readonly [PullTab, string, string])[] = [
    ['conversation', at, `Conversation ${issue.comments.size + issue.pull.reviews.length}`],
    ['commits', `${at}/commits`, `Commits ${commits.length}`],
    ['checks', `${at}/checks`, 'Checks'],
    ['files', `${at}/files`, `Files changed ${files.length}`],
  ];
  return html`<nav class="tabs" aria-label="Pull request">${all.map(([name, href, words]) => html`<a href="${href}"${name === now && html` aria-current="page"`}>${words}</a>`)}</nav>`;
}

function conversation(view: View, issue: Issue): Markup {
  const events = [...comments(view, issue), ...(isPull(issue) ? [...reviews(view, issue), ...pushed(view, issue)] : [])];
  const sorted = events.toSorted((a, b) => a.at - b.at).map(({ shown }) => shown);
  return html`<div class="columns"><div class="talk">${opening(view, issue)}${sorted}${isPull(issue) && mergeBox(view, issue)}${commentForm(view, issue)}${isPull(issue) && reviewForm(view, issue)}</div>${about(view, issue)}</div>`;
}

interface Event {
  readonly at: number;
  readonly shown: Markup;
}

function comments(view: View, issue: Issue): Event[] {
  return [...issue.comments.values()].map((each) => ({ at: each.createdAt, shown: comment(view, each) }));
}

function reviews(view: View, issue: PullRequest): Event[] {
  return issue.pull.reviews.flatMap((each) =>
    each.submittedAt === null ? [] : [{ at: each.submittedAt, shown: review(view, each) }],
  );
}

function review({ world }: View, given: Review): Markup {
  const { id, author, state, body, issue, commit, submittedAt } = given;
  const words = {
    APPROVED: 'approved these changes',
    CHANGES_REQUESTED: 'asked for changes',
    COMMENTED: 'reviewed',
    DISMISSED: 'gave a review that was dismissed',
    PENDING: 'is reviewing',
  };
  const text = body.trim() !== '' && html`<div class="markdown-body">${markdown(body, { world, repo: issue.repo }).body}</div>`;
  return html`<article class="comment review ${state.toLowerCase()}" id="pullrequestreview-${id}" aria-labelledby="review-${id}-by">
    <header>${avatar(author)}<h3 id="review-${id}-by">${personLink(author)}</h3>
    <span class="did">${words[state]} ${submittedAt !== null && when(world, submittedAt)} at <code>${commit.slice(0, 7)}</code></span>
    </header>${text}</article>`;
}

function pushed(view: View, issue: PullRequest): Event[] {
  const { store } = issue.repo;
  return changesOf(issue)
    .commits.slice(-50)
    .map((sha) => ({
      at: commitOf(store, sha).committer.at,
      shown: html`<ul class="rows commit">${commitRow(view, issue.repo, sha)}</ul>`,
    }));
}

function commentForm(view: View, issue: Issue): Markup {
  const { account } = view.visitor;
  const bar = barTo(view.world, account, { act: 'comment', repo: issue.repo, locked: issue.locked });
  const close = barTo(view.world, account, { act: 'edit', repo: issue.repo, author: issue.author });
  const to = issue.state === 'open' ? 'closed' : 'open';
  return html`<section aria-labelledby="say"><h2 id="say">Add a comment</h2><form method="post" action="${addressOfIssue(issue)}/comment" data-quiet>
    <label for="comment-text">Comment, in Markdown</label>
    <textarea id="comment-text" name="body" rows="4" required${bar && html` disabled`}></textarea>
    ${button({ words: 'Comment', look: 'primary', bar })}${why(bar)}
    </form>
${!issue.pull && stateForm(issue, { words: to === 'closed' ? 'Close issue' : 'Reopen issue', to, bar: close })}</section>`;
}

function reviewForm(view: View, issue: PullRequest): Piece {
  if (issue.state === 'closed') return '';
  const wish = { repo: issue.repo, author: issue.author };
  const bar = barTo(view.world, view.visitor.account, { act: 'review', ...wish });
  const judge = barTo(view.world, view.visitor.account, { act: 'judge', ...wish });
  return html`<section aria-labelledby="review"><h2 id="review">Review the changes</h2><form method="post" action="${addressOfIssue(issue)}/review">
    <input type="hidden" name="sha" value="${issue.pull.headSha}"><label for="review-text">Review, in Markdown</label>
    <textarea id="review-text" name="body" rows="3"${bar && html` disabled`}></textarea><div class="buttons">
    ${button({ words: 'Approve', name: 'state', value: 'APPROVED', look: 'primary', bar: judge })} ${button({ words: 'Request changes', name: 'state', value: 'CHANGES_REQUESTED', look: 'danger', bar: judge })} ${button({ words: 'Comment only', name: 'state', value: 'COMMENTED', bar })}</div>
    ${why(judge)}
    </form></section>`;
}

function about(view: View, issue: Issue): Markup {
  const { world, visitor } = view;
  const bar = barTo(world, visitor.account, { act: 'label', repo: issue.repo });
  const at = addressOfIssue(issue);
  const worn = [...issue.labels].map(
    (label) =>
      html`<li>${labelMark(label)} ${button({ words: 'Remove', name: 'remove', value: label.name, bar, title: `Remove ${label.name}` })}</li>`,
  );
  const free = [...issue.repo.labels.values()].filter((label) => !issue.labels.has(label));
  return html`<aside aria-label="About"><h2>Labels</h2>
    <form method="post" action="${at}/labels" data-quiet>${worn.length > 0 ? html`<ul>${worn}</ul>` : html`<p class="did">None.</p>`}
    <p class="adding"><label for="label">Add a label</label>
    <input id="label" name="add" list="labels"${bar && html` disabled`}><datalist id="labels">${free.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
    ${button({ words: 'Add', bar })}</p>${why(bar)}
    </form>
${issue.pull && html`<h2>Asked to review</h2>${asked(issue.pull.requested)}`}
<h2>Assigned</h2>${asked(issue.assignees)}
<h2>Title</h2>${titleForm(view, issue)}
<h2>A click on a box sends</h2><form method="post" action="/-/ticks">
<input type="hidden" name="back" value="${view.url.pathname}">
<div class="switch">${tickChoice(view, 'position', 'Its position')} ${tickChoice(view, 'whole', 'The whole text as shown')}</div></form>
<p class="did">${visitor.ticks === 'position' ? 'The box is flipped in the text as it is by then.' : 'This page no longer follows what others do; a click takes back what they ticked since it was loaded.'}</p></aside>`;
}

function tickChoice({ visitor }: View, value: 'position' | 'whole', words: string): Markup {
  return html`<button type="submit" class="btn" name="ticks" value="${value}" aria-pressed="${visitor.ticks === value ? 'true' : 'false'}">${words}</button>`;
}

function asked(accounts: Iterable<Parameters<typeof personLink>[0]>): Markup {
  const all = [...accounts];
  return all.length === 0
    ? html`<p class="did">Nobody.</p>`
    : html`<ul>${all.map((each) => html`<li>${avatar(each)} ${personLink(each)}</li>`)}</ul>`;
}

function titleForm(view: View, issue: Issue): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'edit', repo: issue.repo, author: issue.author });
  return html`<details id="retitle"><summary>Change it</summary><form method="post" action="${addressOfIssue(issue)}/title" data-quiet>
    <label for="title-text">New title</label>
    <input id="title-text" name="title" value="${issue.title}"${bar && html` disabled`}>${button({ words: 'Save title', bar })}
    ${why(bar)}
    </form></details>`;
}
