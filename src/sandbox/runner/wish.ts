// What a story runs a workflow for, and what happened then as GitHub would have it.
import { commitOf } from '../git/store.ts';
import type { Change } from '../state/change.ts';
import type { MergeGroup, PullRequest, Repo } from '../state/model.ts';
import { nothing } from '../state/pushes.ts';
import type { DeploymentStatus, Release } from '../state/ship.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { asValue, type Context } from './expression/values.ts';
import { workflowFolder } from './load.ts';
import { type Occasion, occasionOf, refPlace } from './occasion.ts';
import { problem } from './problem.ts';

export type Wish = {
  /** Its path, or the name of its file in `.github/workflows`. */
  readonly workflow: string;
  /** Who did it; whoever it belongs to, unless said otherwise. */
  readonly sender?: Account;
} & (
  | { readonly on: 'pull_request' | 'pull_request_target'; readonly pull: PullRequest; readonly action?: string }
  | { readonly on: 'push'; readonly ref?: string }
  | { readonly on: 'merge_group'; readonly group: MergeGroup }
  | { readonly on: 'workflow_dispatch'; readonly ref?: string; readonly inputs?: Context }
  | { readonly on: 'release'; readonly release: Release; readonly action?: string }
  | { readonly on: 'deployment_status'; readonly status: DeploymentStatus }
);

export interface Wished {
  readonly change: Change;
  readonly path: string;
  readonly inputs?: Context;
  readonly occasion?: Occasion;
}

export function wished(world: World, repo: Repo, wish: Wish): Wished {
  const path = wish.workflow.includes('/') ? wish.workflow : `${workflowFolder}/${wish.workflow}`;
  const sender = wish.sender ?? ('pull' in wish ? wish.pull.author : repo.owner);
  const base = { repo, sender, event: wish.on };
  switch (wish.on) {
    case 'pull_request':
    case 'pull_request_target':
      return { path, change: { ...base, action: wish.action ?? 'synchronize', about: { pull_request: wish.pull } } };
    case 'merge_group':
      return { path, change: { ...base, action: 'checks_requested', about: { merge_group: wish.group } } };
    case 'release':
      return { path, change: { ...base, action: wish.action ?? 'published', about: { release: wish.release } } };
    case 'deployment_status': {
      const { status } = wish;
      return {
        path,
        change: { ...base, action: 'created', about: { deployment_status: status, deployment: status.deployment } },
      };
    }
    case 'push':
      return { path, change: { ...base, ...pushed(repo, fullRef(repo, wish.ref)) } };
    case 'workflow_dispatch':
      return dispatched(world, { base, path, ref: fullRef(repo, wish.ref), inputs: wish.inputs ?? {} });
  }
}

/** Of a branch or a tag; the default branch where none is named. */
function fullRef(repo: Repo, ref = repo.defaultBranch): string {
  return [ref, `refs/heads/${ref}`, `refs/tags/${ref}`].find((each) => repo.refs.has(each)) ?? ref;
}

function pushed(repo: Repo, ref: string): Pick<Change, 'about'> {
  const place = refPlace(repo, ref);
  if (place === undefined) throw problem(ref, 'is no branch and no tag');
  const [before = nothing] = ref.startsWith('refs/tags/') ? [] : commitOf(repo.store, place.sha).parents;
  return { about: { push: { ref, before, after: repo.refs.get(ref) ?? place.sha, forced: false } } };
}

interface Dispatch {
  readonly base: { readonly repo: Repo; readonly sender: Account; readonly event: string };
  readonly path: string;
  readonly ref: string;
  readonly inputs: Context;
}

function dispatched(world: World, { base, path, ref, inputs }: Dispatch): Wished {
  const change: Change = { ...base, about: {}, raw: { inputs: asValue(inputs), ref, workflow: path } };
  const [place, usual] = [refPlace(base.repo, ref), occasionOf(world, change)];
  if (!place || !usual) throw problem(ref, 'is no branch and no tag');
  const title = commitOf(base.repo.store, place.sha).message.split('\n')[0] ?? '';
  return { change, path, inputs, occasion: { ...usual, ...place, runSha: place.sha, title } };
}
