// Releases, runs and deployments: what stands at which address.

import { linkTo } from '../state/artifacts.ts';
import type { Repo } from '../state/model.ts';
import { releaseWith } from '../state/published.ts';
import { refusal } from '../state/refusal.ts';
import { shippedFrom } from '../state/shipped.ts';
import { deploymentList, deploymentPage } from './deployments.ts';
import type { Page } from './layout.ts';
import { releaseList, releasePage, releasesSeen } from './releases.ts';
import { runList, runPage } from './runs.ts';
import type { View } from './view.ts';

/** Nothing for other addresses, and for what is not there. */
export function shipPage(view: View, repo: Repo, parts: readonly string[]): Page | undefined {
  const [, , kind, ...rest] = parts;
  if (kind === 'releases') return releases(view, repo, rest);
  if (kind === 'deployments') return deployments(view, repo, rest);
  return kind === 'actions' ? runs(view, repo, rest) : undefined;
}

function releases(view: View, repo: Repo, [name, ...tag]: readonly string[]): Page | undefined {
  if (name === undefined) return { title: 'Releases', tab: 'releases', main: releaseList(view, repo) };
  const seen = releasesSeen(view, repo);
  const release = name === 'tag' ? releaseWith(repo, tag.join('/')) : seen.find(({ id }) => String(id) === name);
  if (release === undefined || !seen.includes(release)) return undefined;
  return { title: release.name ?? release.tag, tab: 'releases', main: releasePage(view, release) };
}

function deployments(view: View, repo: Repo, [id]: readonly string[]): Page | undefined {
  if (id === undefined) return { title: 'Deployments', tab: 'deployments', main: deploymentList(view, repo) };
  const deployment = shippedFrom(repo).deployments.get(Number(id));
  return deployment && { title: deployment.environment, tab: 'deployments', main: deploymentPage(view, deployment) };
}

/** Also where its jobs lead. */
function runs(view: View, repo: Repo, [kind, id]: readonly string[]): Page | undefined {
  if (kind === undefined) return { title: 'Workflow runs', tab: 'actions', main: runList(view, repo) };
  const run = kind === 'runs' ? shippedFrom(repo).workflowRuns.get(Number(id)) : undefined;
  return run && { title: run.title, tab: 'actions', main: runPage(view, run) };
}

/** Where an artifact is downloaded from: an address that holds for a minute. */
export function artifactAt({ world, visitor }: View, repo: Repo, parts: readonly string[]): string | undefined {
  const [, , kind, of, run, artifacts, id] = parts;
  if (kind !== 'actions' || of !== 'runs' || artifacts !== 'artifacts') return undefined;
  const found = shippedFrom(repo).workflowRuns.get(Number(run))?.artifacts.get(Number(id));
  // Also what everybody may see is downloaded only by who is signed in.
  if (found === undefined || visitor.account === null) throw refusal('not-found');
  return linkTo(world, found).slice(world.origin.length);
}
