// What a job printed, step by step, and what it summed up.
import { type JobLog, logOf } from '../state/run-logs.ts';
import type { Job, Step, WorkflowRun } from '../state/ship.ts';
import { checkMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import { markdown } from './markdown.ts';
import { plural } from './pieces.ts';
import type { View } from './view.ts';

/** What was skipped went neither well nor badly. */
export function stateMark(state: string): Markup {
  return state === 'skipped' ? html`<span class="mark skipped" aria-hidden="true">–</span>` : checkMark(state);
}

/** The last of a log that is very long; the rest would only make the page slow. */
const mostLines = 2000;
const kinds: Readonly<Record<string, string>> = { error: 'bad', warning: 'warn', notice: 'note', group: 'group', debug: 'quiet' };

export function stepsOf(job: Job): Piece {
  if (job.steps.length === 0) return '';
  const log = logOf(job);
  const steps = job.steps.map((step) => stepRow(job, step, log));
  return html`<details class="steps" id="steps-${job.id}"${job.conclusion === 'failure' && html` open`}><summary>${plural(job.steps.length, 'step')}</summary><ol>${steps}</ol></details>`;
}

function stepRow({ id }: Job, { number, name, status, conclusion }: Step, { lines }: JobLog): Markup {
  const state = conclusion ?? status;
  const head = html`${stateMark(state)} ${name} <span class="did">${state.replaceAll('_', ' ')}</span>`;
  const printed = lines.get(number) ?? [];
  if (printed.length === 0) return html`<li>${head}</li>`;
  return html`<li><details id="log-${id}-${number}"${conclusion === 'failure' && html` open`}><summary>${head}</summary>${logText(printed)}</details></li>`;
}

function logText(printed: readonly string[]): Markup {
  const cut = printed.length - mostLines;
  const lines = cut > 0 ? printed.slice(cut) : printed;
  return html`${cut > 0 && html`<p class="did">${plural(cut, 'line')} before these</p>`}<pre class="log" tabindex="0">${lines.map(logLine)}</pre>`;
}

/** What the runner marks stands out; the marks themselves are no text. */
function logLine(line: string): Markup {
  if (line === '##[endgroup]') return html``;
  const { kind = '', text = line } = /^##\[(?<kind>error|warning|notice|group|debug)\](?<text>.*)$/s.exec(line)?.groups ?? {};
  const plain = text.replaceAll(/\p{Cc}\[[\d;]*m/gu, '');
  const said = kind === '' || kind === 'group' ? plain : `${kind[0]?.toUpperCase()}${kind.slice(1)}: ${plain}`;
  return kind === '' ? html`${said}\n` : html`<span class="${kinds[kind] ?? ''}">${said}</span>\n`;
}

/** As their author wrote them, cleaned as everything is that people write. */
export function summariesOf({ world }: View, run: WorkflowRun, jobs: readonly Job[]): Piece {
  const all = jobs.flatMap((job) => [...logOf(job).summaries.values()].map((text) => ({ job, text })));
  return all.map(
    ({ job, text }) =>
      html`<section class="check" aria-label="Summary of ${job.name}"><header><h2>${job.name} <span class="did">summary</span></h2></header><div class="markdown-body">${markdown(text, { world, repo: run.repo }).body}</div></section>`,
  );
}

/** Of all jobs together, the gravest first. */
export function runAnnotations(jobs: readonly Job[]): Piece {
  const order = ['failure', 'warning', 'notice'];
  const all = jobs.flatMap((job) => job.check.output.annotations.map((annotation) => ({ job, annotation })));
  if (all.length === 0) return '';
  const sorted = all.toSorted(
    (a, b) => order.indexOf(a.annotation.annotation_level) - order.indexOf(b.annotation.annotation_level),
  );
  const rows = sorted.map(({ job, annotation: { annotation_level: level, path, start_line: line, title, message } }) => {
    const place = path === '.github' ? job.name : `${path}:${line}`;
    return html`<li class="${level === 'failure' ? 'bad' : level === 'warning' ? 'warn' : 'note'}"><p><span class="label">${level === 'failure' ? 'error' : level}</span> <code>${place}</code></p>${title !== undefined && html`<p><strong>${title}</strong></p>`}<pre>${message}</pre></li>`;
  });
  return html`<h2>${plural(all.length, 'annotation')}</h2><div class="annotations"><ul>${rows}</ul></div>`;
}
