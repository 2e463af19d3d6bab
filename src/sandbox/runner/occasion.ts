// What a workflow runs for, as GitHub sees it: which commit, under which reference, and what the run is said to be of.
import { commitOf, peel } from '../git/store.ts';
import type { Change } from '../state/change.ts';
import type { PullRequest, Repo } from '../state/model.ts';
import { branchOf, fullName } from '../state/repositories.ts';
import { mergeRefOf, trialMerge } from '../state/trial-merge.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { eventOf } from '../webhooks/payload.ts';
import { problem } from './problem.ts';

export interface Occasion {
  readonly event: string;
  readonly action: string | undefined;
  readonly actor: Account;
  /** What Apps are told, without the installation that is told it. */
  readonly payload: object;
  /** In full; empty for what belongs to no branch and no tag. */
  readonly ref: string;
  /** What is checked out, and where the file of the workflow is. */
  readonly sha: string;
  /** Short names, of a pull request. */
  readonly headRef: string;
  readonly baseRef: string;
  /** What the run is shown at. */
  readonly runSha: string;
  readonly branch: string | null;
  readonly headRepo: Repo;
  readonly title: string;
  readonly pull: PullRequest | undefined;
}

type Place = Pick<Occasion, 'ref' | 'sha' | 'branch'> & Partial<Occasion>;

/** Nothing where there is no commit to run on, as for a pull request with conflicts. */
export function occasionOf(world: World, change: Change): Occasion | undefined {
  const { repo, sender, event, action } = change;
  if (!repo) throw problem(event, 'happens in no repository');
  const place = placeOf(world, repo, change);
  if (place === undefined) return undefined;
  return {
    event,
    action,
    actor: sender,
    payload: eventOf(world, change),
    headRef: '',
    baseRef: '',
    runSha: place.sha,
    headRepo: repo,
    title: commitOf(repo.store, place.sha).message.split('\n')[0] ?? '',
    pull: undefined,
    ...place,
  };
}

function placeOf(world: World, repo: Repo, { event, about }: Change): Place | undefined {
  const { push, merge_group: group, release, pull_request: issue, deployment, deployment_status: status } = about;
  if (issue && event.startsWith('pull_request')) return pullPlace(world, issue, event);
  if (push) return refPlace(repo, push.ref);
  if (group) return { ref: group.ref, sha: group.headSha, branch: short(group.ref) };
  if (release) {
    const place = refPlace(repo, `refs/tags/${release.tag}`);
    return place && { ...place, title: release.name ?? release.tag };
  }
  const deployed = status?.deployment ?? deployment;
  if (!deployed) return refPlace(repo, `refs/heads/${repo.defaultBranch}`);
  const ref = [`refs/heads/${deployed.ref}`, `refs/tags/${deployed.ref}`].find((each) => repo.refs.has(each)) ?? '';
  return { ref, sha: deployed.sha, branch: ref === '' ? null : short(ref) };
}

export function refPlace(repo: Repo, ref: string): Place | undefined {
  const tip = repo.refs.get(ref);
  const sha = tip === undefined ? undefined : peel(repo.store, tip);
  return sha === undefined ? undefined : { ref, sha, branch: short(ref) };
}

function short(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

function pullPlace(world: World, issue: PullRequest, event: string): Place | undefined {
  const { repo, pull, title } = issue;
  const of = {
    headRef: pull.head.ref,
    baseRef: pull.baseRef,
    runSha: pull.headSha,
    branch: pull.head.ref,
    headRepo: pull.head.repo,
    title,
    pull: issue,
  };
  if (event === 'pull_request_target') {
    // The base's own workflow, from the default branch, whatever the pull request holds.
    const sha = branchOf(repo, repo.defaultBranch);
    return sha === undefined ? undefined : { ref: `refs/heads/${repo.defaultBranch}`, sha, ...of };
  }
  const sha = trialMerge(world, issue);
  return sha === undefined ? undefined : { ref: mergeRefOf(issue), sha, ...of };
}

/** How a workflow of this repository is named where it runs. */
export function workflowRefOf(repo: Repo, path: string, { ref, sha }: Pick<Occasion, 'ref' | 'sha'>): string {
  return `${fullName(repo)}/${path}@${ref === '' ? sha : ref}`;
}
