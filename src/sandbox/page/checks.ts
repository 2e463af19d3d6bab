import { latestRuns, latestStatuses, runsAt } from '../state/checks.ts';
import type { CheckRun, PullRequest, Status } from '../state/model.ts';
import { checkState, requiredChecks, rulesFor } from '../state/rules.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown } from './markdown.ts';
import { addressOf, button, personLink, plural, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import { isSafeAddress } from './sanitize.ts';
import type { View } from './view.ts';

export interface CheckLine {
  readonly name: string;
  readonly by: string;
  readonly state: string;
  readonly words: string;
  readonly href?: string;
  readonly required: boolean;
}

const well = ['success', 'neutral', 'skipped'];
const marks: Readonly<Record<string, string>> = { well: '✓', bad: '✕', waiting: '●' };

function tone(state: string): 'well' | 'bad' | 'waiting' {
  if (well.includes(state)) return 'well';
  return ['queued', 'in_progress', 'pending', 'expected', 'waiting', 'inactive'].includes(state) ? 'waiting' : 'bad';
}

export function checkMark(state: string): Markup {
  const kind = tone(state);
  return html`<span class="mark ${kind}" aria-hidden="true">${marks[kind]}</span>`;
}

export function isWell({ state }: CheckLine): boolean {
  return tone(state) === 'well';
}

/** One mark for all of them. */
export function worstMark(lines: readonly CheckLine[]): Markup {
  const order = ['bad', 'waiting', 'well'] as const;
  const worst = order.find((each) => lines.some(({ state }) => tone(state) === each)) ?? 'well';
  return checkMark({ bad: 'failure', waiting: 'pending', well: 'success' }[worst]);
}

/** What reported on the head, and what the rules wait for. */
export function checkLines({ repo, pull }: PullRequest): CheckLine[] {
  const wanted = rulesFor(repo, `refs/heads/${pull.baseRef}`).flatMap(({ rule }) => requiredChecks(rule));
  const required = (name: string) => wanted.some(({ context }) => context === name);
  const runs = latestRuns(runsAt(repo, pull.headSha)).map((run) => lineOfRun(run, required(run.name)));
  const statuses = latestStatuses(repo, pull.headSha).map((status) => lineOfStatus(status, required(status.context)));
  const missing = wanted
    .filter((each) => checkState(repo, pull.headSha, each) === 'expected')
    .map(({ context }) => ({
      name: context,
      by: '',
      state: 'expected',
      words: 'Expected: waiting for it to be reported',
      required: true,
    }));
  return [...runs, ...statuses, ...missing];
}

function lineOfRun(run: CheckRun, required: boolean): CheckLine {
  const state = run.conclusion ?? run.status;
  const words = run.output.title ?? state.replaceAll('_', ' ');
  return { name: run.name, by: run.suite.app.name, state, words, href: addressOfRun(run), required };
}

function lineOfStatus({ context, state, description, creator }: Status, required: boolean): CheckLine {
  return { name: context, by: creator.login, state, words: description ?? state, required };
}

function addressOfRun({ id, suite }: CheckRun): string {
  return `${addressOf(suite.repo)}/runs/${id}`;
}

export function checksOf(view: View, issue: PullRequest): Markup {
  const runs = latestRuns(runsAt(issue.repo, issue.pull.headSha));
  const others = checkLines(issue).filter(({ href }) => href === undefined);
  const head = html`<p>For the head <code>${issue.pull.headSha.slice(0, 7)}</code>.</p>`;
  if (runs.length + others.length === 0) return html`${head}<p class="blank">Nothing has reported on this commit.</p>`;
  return html`${head}${runs.map((run) => checkRun(view, run))}${
    others.length > 0 &&
    html`<ul class="rows">${others.map(
      ({ name, state, words }) => html`<li>
    <div>${checkMark(state)} <strong>${name}</strong> <span class="did">${words}</span></div></li>`,
    )}</ul>`
  }`;
}

/** One run, with everything that its App said of it. */
export function checkRun(view: View, run: CheckRun): Markup {
  const { world } = view;
  const { repo, app } = run.suite;
  const state = run.conclusion ?? run.status;
  const part = (text: string | null): Piece =>
    text !== null && html`<div class="markdown-body">${markdown(text, { world, repo }).body}</div>`;
  const bar = barTo(world, view.visitor.account, { act: 'press', repo });
  const { title, summary, text, annotations } = run.output;
  return html`<section class="check" id="run-${run.id}" aria-labelledby="run-${run.id}-name">
    <header>${checkMark(state)}<h3 id="run-${run.id}-name"><a href="${addressOfRun(run)}">${run.name}</a></h3>
    <span class="label">${state.replaceAll('_', ' ')}</span>
    <span class="did">by ${personLink(app.bot)}${run.completedAt !== null && [', ', when(world, run.completedAt)]}${details(run)}</span></header>
${title !== null && html`<p class="output"><strong>${title}</strong></p>`}${part(summary)}${part(text)}${annotations.length > 0 && annotationList(run)}
<form method="post" action="${addressOfRun(run)}/press" data-quiet class="buttons">${run.status === 'completed' && run.actions.map(({ label, description, identifier }) => button({ words: label, title: description, name: 'action', value: identifier, bar }))} ${button({ words: 'Re-run', name: 'rerun', value: '1', bar })}
${why(bar)}</form></section>`;
}

function details({ detailsUrl }: CheckRun): Piece {
  return (
    detailsUrl !== null && isSafeAddress(detailsUrl) && html` · <a href="${detailsUrl}" rel="nofollow noreferrer">Details</a>`
  );
}

function annotationList({ id, output }: CheckRun): Markup {
  const { annotations } = output;
  const rows = annotations.map(
    ({ path, start_line, end_line, annotation_level: level, title, message, raw_details: raw }) =>
      html`<li class="${level === 'failure' ? 'bad' : level === 'warning' ? 'warn' : 'note'}"><p>
        <span class="label">${level}</span> <code>${path}:${start_line}${end_line !== start_line && `-${end_line}`}</code></p>${title !== undefined && html`<p><strong>${title}</strong></p>`}<pre>${message}</pre>${raw !== undefined && html`<details><summary>Raw</summary><pre>${raw}</pre></details>`}</li>`,
  );
  return html`<details class="annotations" id="annotations-${id}" open><summary>${plural(annotations.length, 'annotation')}</summary>
    <ul>${rows}</ul></details>`;
}
