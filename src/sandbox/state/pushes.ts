import { commitsBetween, isAncestor } from '../git/history.ts';
import type { Sha } from '../git/object.ts';
import { peel } from '../git/store.ts';
import { covers } from './accounts.ts';
import { requestSuite } from './checks.ts';
import { isPull } from './issues.ts';
import type { PullRequest, Repo } from './model.ts';
import { withdrawTag } from './published.ts';
import { closePull, syncHead } from './pulls.ts';
import { refusal } from './refusal.ts';
import { branchOf, type CommitWish, writeFiles } from './repositories.ts';
import { pushViolations } from './rules.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

export interface Push {
  readonly repo: Repo;
  /** In full: `refs/heads/main`. */
  readonly ref: string;
  /** Null takes the reference out. */
  readonly sha: Sha | null;
  readonly sender: Account;
  readonly force?: boolean;
  /** Rules do not hold: GitHub itself pushes, after a merge that they allowed. */
  readonly internal?: boolean;
}

export const nothing = '0'.repeat(40);

/** Every move of a branch or tag goes through here, whoever makes it and however. */
export function push(world: World, { repo, ref, sha, sender, force = false, internal = false }: Push): void {
  const before = repo.refs.get(ref);
  if (before === (sha ?? undefined)) return;
  const forced = before !== undefined && sha !== null && !fastForward(repo, before, sha);
  if (forced && !force && ref.startsWith('refs/heads/')) throw refusal('not-fast-forward');
  if (!internal) {
    const broken = pushViolations(world, { repo, ref, before, after: sha ?? undefined, sender, forced });
    if (broken.length > 0)
      throw refusal('rule-violation', { message: `Repository rule violations found\n\n${broken.join('\n')}` });
  }
  if (sha === null) repo.refs.delete(ref);
  else repo.refs.set(ref, sha);
  repo.pushedAt = world.clock.now();
  const moved = { ref, before: before ?? nothing, after: sha ?? nothing, forced };
  repo.pushes.push({ id: world.nextId(), ...moved, by: sender, at: world.clock.now() });
  tell(world, { repo, sender, ...moved });
  if (ref.startsWith('refs/tags/') && sha === null) withdrawTag(world, repo, { tag: ref.slice('refs/tags/'.length), sender });
  if (ref.startsWith('refs/heads/')) followUp(world, { repo, ref, before, sha, sender });
}

function fastForward(repo: Repo, before: Sha, after: Sha): boolean {
  const [old, now] = [peel(repo.store, before), peel(repo.store, after)];
  return old !== undefined && now !== undefined && isAncestor(repo.store, old, now);
}

interface Told {
  readonly repo: Repo;
  readonly ref: string;
  readonly before: Sha;
  readonly after: Sha;
  readonly sender: Account;
  readonly forced: boolean;
}

function tell(world: World, { repo, ref, before, after, sender, forced }: Told): void {
  if (!/^refs\/(?:heads|tags)\//.test(ref)) return;
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const raw = { ref: name, ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch' };
  if (before === nothing) happened(world, { event: 'create', repo, sender, about: {}, raw });
  if (after === nothing) happened(world, { event: 'delete', repo, sender, about: {}, raw });
  happened(world, { event: 'push', repo, sender, about: { push: { ref, before, after, forced } } });
}

interface Moved {
  readonly repo: Repo;
  readonly ref: string;
  readonly before: Sha | undefined;
  readonly sha: Sha | null;
  readonly sender: Account;
}

function followUp(world: World, { repo, ref, before, sha, sender }: Moved): void {
  const branch = ref.slice('refs/heads/'.length);
  if (sha !== null) suitesFor(world, repo, { sha, branch, sender });
  const open = [...openPulls(world, repo)];
  for (const issue of open.filter(({ pull }) => pull.head.repo === repo && pull.head.ref === branch)) {
    if (sha === null) closePull(world, issue, { sender });
    else syncHead(world, issue, { sha, sender });
  }
  const based = open.filter(({ pull, repo: own }) => own === repo && pull.baseRef === branch);
  if (sha === null) for (const issue of based) closePull(world, issue, { sender });
  else mergedByPush(world, based, { before, sha, sender });
}

/** Pull requests into this repository, and those from it into its parent. */
function openPulls(world: World, repo: Repo): PullRequest[] {
  const network = [...world.repos.values()].filter(({ store }) => store === repo.store);
  return network.flatMap(({ open }) => [...open].filter(isPull));
}

/** Commits may reach the base without the button. */
function mergedByPush(
  world: World,
  based: readonly PullRequest[],
  move: Omit<Moved, 'repo' | 'ref' | 'sha'> & { sha: Sha },
): void {
  const [first] = based;
  if (first === undefined) return;
  const arrived = new Set(commitsBetween(first.repo.store, move.before, move.sha));
  for (const issue of based) {
    const came = issue.state === 'open' && arrived.has(issue.pull.headSha);
    if (came) closePull(world, issue, { sender: move.sender, merge: move.sha });
  }
}

/** GitHub makes a suite on each push for every App that may write checks. */
function suitesFor(world: World, repo: Repo, to: { sha: Sha; branch: string; sender: Account }): void {
  for (const installation of world.installations.values()) {
    if (installation.permissions['checks'] === 'write' && covers(installation, repo)) {
      requestSuite(world, repo, { app: installation.app, ...to });
    }
  }
}

/** A commit with these changes on top of a branch, which it makes where it is not there. */
export function commitFiles(
  world: World,
  repo: Repo,
  wish: Omit<CommitWish, 'parents'> & { readonly branch: string; readonly from?: Sha },
): Sha {
  const tip = branchOf(repo, wish.branch) ?? wish.from ?? branchOf(repo, repo.defaultBranch);
  const sha = writeFiles(world, repo, { ...wish, parents: tip === undefined ? [] : [tip] });
  push(world, { repo, ref: `refs/heads/${wish.branch}`, sha, sender: wish.author });
  return sha;
}
