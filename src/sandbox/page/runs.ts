import { createHash } from 'node:crypto';
import { isExpired } from '../state/artifacts.ts';
import type { Repo } from '../state/model.ts';
import { problemOf } from '../state/run-logs.ts';
import { attemptOf } from '../state/runs.ts';
import type { Job, WorkflowRun } from '../state/ship.ts';
import { shippedFrom } from '../state/shipped.ts';
import { checkMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import { runAnnotations, stateMark, stepsOf, summariesOf } from './job-log.ts';
import { addressOf, button, pager, personLink, plural, slice, when, why } from './pieces.ts';
import { barTo } from './rights.ts';
import type { View } from './view.ts';
import { waitingPart } from './waiting.ts';

export function addressOfRun({ repo, id }: WorkflowRun): string {
  return `${addressOf(repo)}/actions/runs/${id}`;
}

/** What it came to, or where it is. */
function stateOf(of: { readonly status: string; readonly conclusion: string | null }): string {
  return of.conclusion ?? of.status;
}

function spoken(state: string): string {
  return state.replaceAll('_', ' ');
}

export function runList(view: View, repo: Repo): Markup {
  const all = [...shippedFrom(repo).workflowRuns.values()].toReversed();
  const { shown, ...pages } = slice(view.url, all);
  const rows = shown.map((run) => {
    const state = stateOf(attemptOf(run));
    return html`<li><div>${checkMark(state)} <a class="title" href="${addressOfRun(run)}">${run.title}</a> <span class="label">${spoken(state)}</span>
      <p>${run.workflow.name} #${run.number}: ${run.event.replaceAll('_', ' ')} on ${run.headBranch ?? 'no branch'} by ${personLink(run.actor)}, ${when(view.world, run.createdAt)}</p></div></li>`;
  });
  return html`<h1>Workflow runs</h1>
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="blank">No workflow has run.</p>`}${pager(view.url, pages)}`;
}

export function runPage(view: View, run: WorkflowRun): Markup {
  const { world, visitor } = view;
  const attempt = attemptOf(run);
  const state = stateOf(attempt);
  const bar = barTo(world, visitor.account, { act: 'press', repo: run.repo });
  const trouble = problemOf(run);
  const over = attempt.status === 'completed';
  const failed = attempt.jobs.some(({ conclusion }) => conclusion !== null && !['success', 'skipped'].includes(conclusion));
  return html`<h1>${run.title} <span class="number">#${run.number}</span></h1>
<p>${checkMark(state)} ${spoken(state)}${run.attempts.length > 1 && html`, attempt ${attempt.number}`}: <code>${run.path}</code>, ${run.event.replaceAll('_', ' ')} on ${run.headBranch ?? 'no branch'} at <a href="${addressOf(run.repo)}/commit/${run.headSha}"><code>${run.headSha.slice(0, 7)}</code></a> by ${personLink(attempt.by)}, ${when(world, attempt.startedAt)}</p>
${trouble !== undefined && html`<div class="flash bad" role="alert"><p><strong>The workflow could not be run.</strong></p><pre>${trouble}</pre></div>`}${waitingPart(view, run)}
<h2>${plural(attempt.jobs.length, 'job')}</h2><ul class="rows">${attempt.jobs.map((job) => jobRow(view, job))}</ul>
${runAnnotations(attempt.jobs)}${artifactPart(view, run)}${summariesOf(view, run, attempt.jobs)}
<form method="post" action="${addressOfRun(run)}/again" class="buttons">${
    over
      ? [
          button({ words: 'Re-run all jobs', name: 'act', value: 'all', bar }),
          ' ',
          failed && button({ words: 'Re-run failed jobs', name: 'act', value: 'failed', bar }),
        ]
      : button({ words: 'Cancel', look: 'danger', name: 'act', value: 'cancel', bar })
  }${why(bar)}</form>`;
}

function jobRow({ world }: View, job: Job): Markup {
  const state = stateOf(job);
  return html`<li id="job-${job.id}"><div>${stateMark(state)} <strong>${job.name}</strong> <span class="did">${spoken(state)}${job.completedAt !== null && [', ', when(world, job.completedAt)]}</span>${place(job)}
    ${stepsOf(job)}</div></li>`;
}

function place({ environment, deployment, run }: Job): Piece {
  if (environment === null) return '';
  const name = html`<span class="label">${environment}</span>`;
  return deployment ? html` <a href="${addressOf(run.repo)}/deployments/${deployment.id}">${name}</a>` : html` ${name}`;
}

function artifactPart({ world }: View, run: WorkflowRun): Piece {
  const { artifacts } = run;
  if (artifacts.size === 0) return '';
  const rows = [...artifacts.values()].map((each) => {
    const gone = isExpired(world, each);
    const name = gone
      ? html`<strong>${each.name}</strong>`
      : html`<a href="${addressOfRun(run)}/artifacts/${each.id}"><strong>${each.name}</strong></a>`;
    const digest = createHash('sha256').update(each.zip).digest('hex');
    return html`<li><div>${name} <span class="did">${plural(each.zip.length, 'byte')}, attempt ${each.attempt}${gone && ', expired'}</span><p><code>sha256:${digest}</code></p></div></li>`;
  });
  return html`<h2>${plural(artifacts.size, 'artifact')}</h2><ul class="rows">${rows}</ul>`;
}
