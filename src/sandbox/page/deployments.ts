import { stateOf } from '../state/deployments.ts';
import type { Repo } from '../state/model.ts';
import type { Deployment } from '../state/ship.ts';
import { shippedFrom } from '../state/shipped.ts';
import { checkMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import { addressOf, pager, personLink, slice, when } from './pieces.ts';
import { isSafeAddress } from './sanitize.ts';
import type { View } from './view.ts';
import { requirements } from './waiting.ts';

export function addressOfDeployment({ repo, id }: Deployment): string {
  return `${addressOf(repo)}/deployments/${id}`;
}

/** Waiting until somebody says something of it. */
function shownState(deployment: Deployment): string {
  if (deployment.passage?.state === 'waiting') return 'waiting';
  return stateOf(deployment) ?? 'pending';
}

export function deploymentList(view: View, repo: Repo): Markup {
  const { deployments, environments } = shippedFrom(repo);
  const { shown, ...pages } = slice(view.url, [...deployments.values()].toReversed());
  const rows = shown.map((deployment) => {
    const state = shownState(deployment);
    return html`<li><div>${checkMark(state)} <a class="title" href="${addressOfDeployment(deployment)}">${deployment.environment}</a> <span class="label">${state.replaceAll('_', ' ')}</span>
      <p>${deployment.ref} at <code>${deployment.sha.slice(0, 7)}</code> by ${personLink(deployment.creator)}, ${when(view.world, deployment.createdAt)}</p></div></li>`;
  });
  const places = [...environments.values()].map(({ name }) => html`<span class="label">${name}</span> `);
  return html`<h1>Deployments</h1>${places.length > 0 && html`<p>Environments: ${places}</p>`}
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="blank">Nothing has been deployed.</p>`}${pager(view.url, pages)}`;
}

export function deploymentPage(view: View, deployment: Deployment): Markup {
  const { world } = view;
  const { repo, sha, ref, creator, description, createdAt, passage } = deployment;
  const state = shownState(deployment);
  return html`<h1>${deployment.environment} <span class="label">${state.replaceAll('_', ' ')}</span></h1>
<p>${ref} at <a href="${addressOf(repo)}/commit/${sha}"><code>${sha.slice(0, 7)}</code></a> by ${personLink(creator)}, ${when(world, createdAt)}${description !== null && description !== '' && html`: ${description}`}</p>
${passage && html`<p><a href="${addressOf(repo)}/actions/runs/${passage.run.id}">${passage.run.title} #${passage.run.number}</a></p><h2>Protection rules</h2><ul class="rows">${rules(view, deployment)}</ul>`}
<h2>Statuses</h2>${deployment.statuses.length > 0 ? html`<ol class="rows">${deployment.statuses.toReversed().map((status) => statusRow(view, status))}</ol>` : html`<p class="blank">None yet.</p>`}`;
}

function rules(view: View, { passage }: Deployment): Piece {
  const all = passage ? requirements(view, passage) : [];
  return all.length > 0 ? all : html`<li><div>None: everything may enter.</div></li>`;
}

function statusRow({ world }: View, status: Deployment['statuses'][number]): Markup {
  const { state, description, creator, createdAt, environmentUrl, logUrl } = status;
  const link = (href: string, words: string) =>
    href !== '' && isSafeAddress(href) && html` · <a href="${href}" rel="nofollow noreferrer">${words}</a>`;
  return html`<li><div>${checkMark(state)} ${state.replaceAll('_', ' ')} <span class="did">${description}${link(environmentUrl, 'Environment')}${link(logUrl, 'Log')}</span>
    <p>${personLink(creator)}, ${when(world, createdAt)}</p></div></li>`;
}
