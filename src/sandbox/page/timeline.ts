import type { Entry } from '../server/respond.ts';
import { instant } from '../state/clock.ts';
import type { Delivery } from '../state/delivery.ts';
import { checkMark } from './checks.ts';
import { html, type Markup } from './html.ts';
import { button, pager, plural, slice, when } from './pieces.ts';
import type { View } from './view.ts';

interface Line {
  readonly at: number;
  readonly shown: () => Markup;
}

/** What happened between the sandbox and the Apps: webhooks out, calls in, the newest first. */
export function timeline(view: View): Markup {
  const { world, journal, url } = view;
  const only = url.searchParams.get('only');
  const hooks = [...world.deliveries.values()].map((delivery) => ({
    at: delivery.deliveredAt,
    shown: () => hookLine(view, delivery),
  }));
  const calls = journal.map((entry) => ({ at: entry.at, shown: () => callLine(view, entry) }));
  const all: Line[] = [...(only === 'calls' ? [] : hooks), ...(only === 'webhooks' ? [] : calls)];
  const { shown, ...pages } = slice(url, all.toSorted((a, b) => a.at - b.at).toReversed(), 50);
  const choice = (value: string | null, words: string) =>
    html`<a href="${value === null ? '/-/timeline' : `?only=${value}`}"${only === value && html` aria-current="page"`}>${words}</a>`;
  return html`<h1>Timeline</h1><nav class="tabs small" aria-label="What to show">${choice(null, 'All')} ${choice('webhooks', `Webhooks ${hooks.length}`)} ${choice('calls', `API calls ${calls.length}`)}</nav>
${shown.length > 0 ? html`<ol class="rows timeline">${shown.map((line) => line.shown())}</ol>` : html`<p class="blank">Nothing yet: an App is told by webhooks of what people do, and answers by calls.</p>`}${pager(url, pages)}`;
}

function hookLine({ world }: View, delivery: Delivery): Markup {
  const { id, guid, app, event, action, statusCode, status, durationMs, redelivery, deliveredAt } = delivery;
  const good = statusCode >= 200 && statusCode < 300;
  return html`<li><div>${checkMark(good ? 'success' : 'failure')} <span class="way">webhook</span> <a class="title" href="/-/deliveries/${id}">${event}${action !== null && `.${action}`}</a> ${redelivery && html`<span class="label">redelivery</span>`}
    <p>to ${app.name}: ${statusCode > 0 && `${statusCode} `}${status} in ${Math.round(durationMs)} ms, ${when(world, deliveredAt)}, <code>${guid}</code></p></div>${redeliver(delivery)}</li>`;
}

function redeliver({ id, event }: Delivery): Markup {
  return html`<form method="post" action="/-/deliveries/${id}/redeliver" data-quiet>
    ${button({ words: 'Redeliver', title: `Send ${event} once more, with the same id` })}
    </form>`;
}

function callLine({ world }: View, { at, method, target, status, fault, requestId }: Entry): Markup {
  const good = typeof status === 'number' && status < 400;
  return html`<li><div>${checkMark(good ? 'success' : 'failure')} <span class="way">call</span> <code class="title">${method} ${target}</code> ${fault !== undefined && html`<span class="label">fault: ${fault}</span>`}
    <p>${status}, ${when(world, at)}${requestId !== undefined && html`, <code>${requestId}</code>`}</p></div></li>`;
}

export function deliveryPage({ world }: View, delivery: Delivery): Markup {
  const { guid, app, event, action, statusCode, status, url, headers, payload, answer, deliveredAt } = delivery;
  const again = [...world.deliveries.values()].filter((each) => each.guid === guid).length;
  const list = (all: Readonly<Record<string, string>>) =>
    html`<dl class="headers">${Object.entries(all).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  const written = JSON.stringify(JSON.parse(payload), null, 2);
  return html`<h1>${event}${action !== null && `.${action}`}</h1><p><a href="/-/timeline">Back to the timeline</a></p>
<p>To ${app.name} at <code>${url}</code>, ${instant(deliveredAt)}: ${statusCode > 0 && `${statusCode} `}${status}. ${plural(again, 'attempt')} with this id.</p>${redeliver(delivery)}
<h2>Headers</h2>${list(headers)}<h2>Payload</h2><pre class="payload" tabindex="0" aria-label="Payload">${written}</pre>
<h2>Answer</h2>${answer === null ? html`<p>None.</p>` : html`${list(answer.headers)}<pre class="payload" tabindex="0" aria-label="Answer">${answer.body}</pre>`}`;
}
