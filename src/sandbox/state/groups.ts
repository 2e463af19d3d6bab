import type { Sha } from '../git/object.ts';
import { queueBot } from './actions-app.ts';
import { makeMerge } from './merging.ts';
import type { MergeGroup, QueueEntry, Repo } from './model.ts';
import { push } from './pushes.ts';
import { type QueueRule, queueRuleOf } from './queue-rule.ts';
import { Refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import { checkState, requiredChecks, rulesFor } from './rules.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

/** The queue of one branch. */
export interface Line {
  readonly repo: Repo;
  readonly baseRef: string;
}

export function entriesIn({ repo, baseRef }: Line): QueueEntry[] {
  return repo.queue.filter((entry) => entry.baseRef === baseRef);
}

export function groupsIn({ repo, baseRef }: Line): MergeGroup[] {
  return repo.groups.filter((group) => group.baseRef === baseRef);
}

export type Judgement = 'green' | 'failed' | 'late' | 'pending';

/** Only what is required counts, and only at the head of the group. */
export function judge(world: World, repo: Repo, group: MergeGroup): Judgement {
  const rules = rulesFor(repo, `refs/heads/${group.baseRef}`).map(({ rule }) => rule);
  const wanted = rules.filter(({ type }) => type === 'required_status_checks').flatMap(requiredChecks);
  const states = wanted.map((each) => checkState(repo, group.headSha, each));
  if (states.includes('failure')) return 'failed';
  if (states.every((state) => state === 'success')) return 'green';
  const rule = queueRuleOf(repo, group.baseRef);
  return rule && world.clock.now() >= group.at + rule.timeout ? 'late' : 'pending';
}

/** Whether there are enough to merge, or they have waited long enough for more. */
export function isEnough(world: World, entries: readonly QueueEntry[], { minMerge, wait }: QueueRule): boolean {
  const [first] = entries;
  return first !== undefined && (entries.length >= minMerge || world.clock.now() >= first.at + wait);
}

/** Builds the next group on top of the last one. True when something happened. */
export function buildNext(world: World, line: Line, rule: QueueRule): { readonly conflicting?: QueueEntry } | undefined {
  const groups = groupsIn(line);
  if (groups.length >= rule.maxBuild) return undefined;
  const free = entriesIn(line).filter((entry) => !groups.some(({ entries }) => entries.includes(entry)));
  const together = rule.strategy === 'HEADGREEN';
  if (free.length === 0 || (together && !isEnough(world, free, rule))) return undefined;
  const base = groups.at(-1)?.headSha ?? branchOf(line.repo, line.baseRef);
  if (base === undefined) return undefined;
  const entries = free.slice(0, together ? rule.maxMerge : 1);
  const merges: Sha[] = [];
  for (const entry of entries) {
    const merge = mergeOnto(world, entry, { onto: merges.at(-1) ?? base, rule });
    if (merge === undefined) return { conflicting: entry };
    merges.push(merge);
  }
  open(world, line, { entries, merges, base });
  return {};
}

function mergeOnto(world: World, { issue }: QueueEntry, on: { onto: Sha; rule: QueueRule }): Sha | undefined {
  try {
    return makeMerge(world, issue, { sender: queueBot(world), method: on.rule.method, onto: on.onto });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

interface Built {
  readonly entries: readonly QueueEntry[];
  readonly merges: readonly Sha[];
  readonly base: Sha;
}

function open(world: World, { repo, baseRef }: Line, { entries, merges, base }: Built): void {
  const last = entries.at(-1)?.issue.number ?? 0;
  const group: MergeGroup = {
    ref: `refs/heads/gh-readonly-queue/${baseRef}/pr-${last}-${base}`,
    baseRef,
    baseSha: base,
    headSha: merges.at(-1) ?? base,
    entries,
    merges,
    at: world.clock.now(),
  };
  repo.groups.push(group);
  push(world, { repo, ref: group.ref, sha: group.headSha, sender: queueBot(world), internal: true, force: true });
  tell(world, repo, { group, action: 'checks_requested' });
}

/** The branch of the group goes with it. */
export function destroy(
  world: World,
  repo: Repo,
  of: { group: MergeGroup; reason: 'merged' | 'invalidated' | 'dequeued' },
): void {
  const { group, reason } = of;
  const at = repo.groups.indexOf(group);
  if (at === -1) return;
  repo.groups.splice(at, 1);
  push(world, { repo, ref: group.ref, sha: null, sender: queueBot(world), internal: true });
  tell(world, repo, { group, action: 'destroyed', reason });
}

function tell(world: World, repo: Repo, of: { group: MergeGroup; action: string; reason?: string }): void {
  const { group, action, reason } = of;
  const raw = reason === undefined ? {} : { raw: { reason } };
  happened(world, { event: 'merge_group', action, repo, sender: queueBot(world), about: { merge_group: group }, ...raw });
}

export interface Leave {
  readonly reason: string;
  readonly sender: Account;
}

/** Its group ends with it, and those that stood on that group. */
export function takeOut(world: World, entry: QueueEntry, { reason, sender }: Leave): void {
  const { repo } = entry.issue;
  const at = repo.queue.indexOf(entry);
  if (at === -1) return;
  repo.queue.splice(at, 1);
  const own = repo.groups.find(({ entries }) => entries.includes(entry));
  if (own) {
    const all = groupsIn({ repo, baseRef: own.baseRef });
    for (const group of all.slice(all.indexOf(own)).toReversed()) {
      destroy(world, repo, { group, reason: group === own ? 'dequeued' : 'invalidated' });
    }
  }
  const about = { pull_request: entry.issue };
  happened(world, { event: 'pull_request', action: 'dequeued', repo, sender, about, raw: { reason } });
}
