import { latestRuns, runsAt } from '../state/checks.ts';
import { type Mergeability, mergeability } from '../state/merging.ts';
import type { Issue, MergeMethod, PullRequest, Review } from '../state/model.ts';
import { entryOf } from '../state/queue.ts';
import { queueRuleOf } from '../state/queue-rule.ts';
import { mergeViolations, rulesFor } from '../state/rules.ts';
import { checkLines, checkMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import { addressOf, addressOfIssue, button, personLink, plural, when, why } from './pieces.ts';
import { type Bar, barTo } from './rights.ts';
import type { View } from './view.ts';

const methods: Readonly<Record<MergeMethod, string>> = {
  merge: 'Create a merge commit',
  squash: 'Squash and merge',
  rebase: 'Rebase and merge',
};

/** What stands between the pull request and its base, and the button. */
export function mergeBox(view: View, issue: PullRequest): Markup {
  const { pull } = issue;
  if (pull.mergedAt !== null) {
    return box('merged', [
      html`<h2>Merged</h2>`,
      html`<p>${pull.mergedBy && personLink(pull.mergedBy)} merged this ${when(view.world, pull.mergedAt)} as <code>${pull.mergeSha?.slice(0, 7)}</code>.</p>`,
    ]);
  }
  const change = barTo(view.world, view.visitor.account, { act: 'edit', repo: issue.repo, author: issue.author });
  if (issue.state === 'closed') {
    return box('closed', [html`<h2>Closed</h2>`, stateForm(issue, { words: 'Reopen pull request', to: 'open', bar: change })]);
  }
  const merging = mergeability(view.world, issue, view.visitor.account);
  const tone = entryOf(issue)
    ? 'waiting'
    : merging.state === 'clean'
      ? 'ready'
      : merging.state === 'unstable'
        ? 'waiting'
        : 'blocked';
  return box(tone, [
    html`<h2>${entryOf(issue) ? 'In the merge queue' : headline(merging)}</h2>`,
    obstacles(view, issue, merging),
    reviewList(view, issue),
    checkList(issue),
    queue(issue),
    usesQueue(issue.repo, issue.pull.baseRef) ? queueForm(view, issue, merging) : mergeForm(view, issue, merging),
    html`<div class="buttons">${draftForm(issue, change)} ${stateForm(issue, { words: 'Close pull request', to: 'closed', bar: change })}</div>`,
  ]);
}

function box(tone: string, parts: Piece): Markup {
  return html`<section class="merge ${tone}" aria-label="Merge" id="merge">${parts}</section>`;
}

function headline({ state }: Mergeability): string {
  const words: Readonly<Record<Mergeability['state'], string>> = {
    clean: 'Ready to merge',
    unstable: 'Some checks have not passed',
    blocked: 'Merging is blocked',
    behind: 'This branch is out of date',
    dirty: 'This branch has conflicts',
    draft: 'This is a draft',
    unknown: 'Not known',
  };
  return words[state];
}

function obstacles(view: View, issue: PullRequest, { state, violations }: Mergeability): Piece {
  const { pull } = issue;
  const rules = mergeViolations(view.world, issue, null);
  const bypassed = rules.length > 0 && violations.length === 0 && view.visitor.account !== null;
  const also = [
    ...(state === 'dirty' ? [`It does not merge into ${pull.baseRef}: resolve the conflicts on ${pull.head.ref}.`] : []),
    ...(state === 'behind' ? [`It must have everything of ${pull.baseRef} first.`] : []),
    ...(state === 'draft' ? ['Drafts are not merged. Mark it as ready for review first.'] : []),
  ];
  const all = [...also, ...rules];
  if (all.length === 0) return html`<p>Nothing stands in the way.</p>`;
  return html`<ul class="obstacles">${all.map((each) => html`<li>${each}</li>`)}</ul>${bypassed && html`<p class="why">${view.visitor.account?.login} may bypass the rules.</p>`}`;
}

/** The last word of each reviewer, as GitHub shows it. */
function reviewList(view: View, { pull }: PullRequest): Piece {
  const said = pull.reviews.filter(({ state }) => state !== 'PENDING' && state !== 'DISMISSED' && state !== 'COMMENTED');
  const last = [...new Map(said.map((review) => [review.author, review])).values()];
  const waiting = [...pull.requested].map(
    (account) => html`<li><div>${checkMark('pending')} ${personLink(account)} was asked for a review</div></li>`,
  );
  if (last.length + waiting.length === 0)
    return html`<h3>Reviews</h3><p class="did">Nobody has approved it or asked for changes.</p>`;
  return html`<h3>Reviews</h3><ul class="rows">${last.map((review) => reviewRow(view, review))}${waiting}</ul>`;
}

function reviewRow(view: View, { author, state, commit, issue }: Review): Markup {
  const approved = state === 'APPROVED';
  const older = commit !== issue.pull.headSha;
  const weak = barTo(view.world, author, { act: 'merge', repo: issue.repo }) !== undefined;
  return html`<li><div>${checkMark(approved ? 'success' : 'failure')} ${personLink(author)} ${approved ? 'approved' : 'asked for changes'}${older && ' of an earlier commit'}${weak && ' (has no write access, so it does not count)'}</div></li>`;
}

function checkList(issue: PullRequest): Piece {
  const lines = checkLines(issue);
  if (lines.length === 0) return html`<h3>Checks</h3><p class="did">Nothing has reported on the head.</p>`;
  return html`<h3>${plural(lines.length, 'check')}</h3><ul class="rows checks">${lines.map(
    ({ name, by, state, words, href, required }) =>
      html`<li><div>${checkMark(state)} ${href === undefined ? html`<strong>${name}</strong>` : html`<a class="title" href="${href}">${name}</a>`} <span class="did">${by && `${by}: `}${words}</span></div>${required && html`<span class="label">required</span>`}</li>`,
  )}</ul>`;
}

/** Who is in line, and what the group of each waits for. */
function queue({ repo, pull }: PullRequest): Piece {
  if (!usesQueue(repo, pull.baseRef)) return '';
  const entries = repo.queue.filter(({ issue }) => issue.pull.baseRef === pull.baseRef);
  return html`<h3>Merge queue</h3>${entries.length === 0 ? html`<p class="did">The queue is empty.</p>` : html`<ol>${entries.map(({ issue, by }) => html`<li><a href="${addressOfIssue(issue)}">${issue.title}</a>, put there by ${personLink(by)}${groupChecks(issue)}</li>`)}</ol>`}`;
}

function groupChecks(issue: PullRequest): Piece {
  const group = issue.repo.groups.find(({ entries }) => entries.some((entry) => entry.issue === issue));
  if (group === undefined) return ' and not built yet';
  const runs = latestRuns(runsAt(issue.repo, group.headSha));
  if (runs.length === 0) return html`<br><span class="did">Its group waits for checks.</span>`;
  return html`<br>${runs.map((run) => html`${checkMark(run.conclusion ?? run.status)} <a href="${addressOf(issue.repo)}/runs/${run.id}">${run.name}</a> `)}<span class="did">of its group</span>`;
}

function usesQueue(repo: PullRequest['repo'], base: string): boolean {
  return queueRuleOf(repo, base) !== undefined;
}

/** In place of the button: into the queue, or out of it again. */
function queueForm(view: View, issue: PullRequest, merging: Mergeability): Markup {
  const isIn = entryOf(issue) !== undefined;
  const bar =
    barTo(view.world, view.visitor.account, { act: 'merge', repo: issue.repo }) ?? (isIn ? undefined : obstacle(merging));
  const at = addressOfIssue(issue);
  if (isIn)
    return html`<form method="post" action="${at}/dequeue">${button({ words: 'Remove from the queue', bar })} ${why(bar)}</form>`;
  return html`<form method="post" action="${at}/enqueue"><input type="hidden" name="sha" value="${issue.pull.headSha}">
    ${button({ words: 'Merge when ready', look: 'primary', bar })} ${why(bar)}
    </form>`;
}

/** Those that no rule forbids. */
function allowedMethods({ repo, pull }: PullRequest): MergeMethod[] {
  const rules = rulesFor(repo, `refs/heads/${pull.baseRef}`).map(({ rule }) => rule);
  const linear = rules.some(({ type }) => type === 'required_linear_history');
  const lists = rules.flatMap(({ type, parameters }) => (type === 'pull_request' ? [parameters?.['allowed_merge_methods']] : []));
  return (['merge', 'squash', 'rebase'] as const).filter(
    (method) => !(linear && method === 'merge') && lists.every((list) => !Array.isArray(list) || list.includes(method)),
  );
}

function mergeForm(view: View, issue: PullRequest, merging: Mergeability): Markup {
  const bar = barTo(view.world, view.visitor.account, { act: 'merge', repo: issue.repo }) ?? obstacle(merging);
  const choices = allowedMethods(issue).map((method) => html`<option value="${method}">${methods[method]}</option>`);
  const at = addressOfIssue(issue);
  const behind =
    merging.state === 'behind' &&
    html`<form method="post" action="${at}/update">
      ${button({ words: 'Update branch', bar: barTo(view.world, view.visitor.account, { act: 'push', repo: issue.pull.head.repo }) })}
      </form>`;
  return html`${behind}<form method="post" action="${at}/merge" class="merging"><input type="hidden" name="sha" value="${issue.pull.headSha}">
    <label for="method">How</label> <select id="method" name="method"${bar && html` disabled`}>${choices}</select> ${button({ words: 'Merge pull request', look: 'primary', bar })}
    ${why(bar)}
    </form>`;
}

function obstacle({ state, violations }: Mergeability): Bar | undefined {
  const blocked = violations.length > 0 || state === 'dirty' || state === 'behind' || state === 'draft';
  return blocked ? { why: 'What is missing is listed above.', rule: 'not-mergeable' } : undefined;
}

function draftForm(issue: PullRequest, bar: Bar | undefined): Markup {
  const { draft } = issue.pull;
  const words = draft ? 'Ready for review' : 'Convert to draft';
  return html`<form method="post" action="${addressOfIssue(issue)}/draft">
    ${button({ words, name: 'draft', value: draft ? '' : '1', bar, ...(draft && { look: 'primary' }) })}
    </form>`;
}

export function stateForm(issue: Issue, to: { words: string; to: string; bar: Bar | undefined }): Markup {
  return html`<form method="post" action="${addressOfIssue(issue)}/state">
    ${button({ words: to.words, name: 'state', value: to.to, bar: to.bar })}${why(to.bar)}
    </form>`;
}
