import { isAncestor } from '../git/history.ts';
import { queueBot } from './actions-app.ts';
import { buildNext, destroy, entriesIn, groupsIn, isEnough, judge, type Line, takeOut } from './groups.ts';
import { mergeability } from './merging.ts';
import type { MergeGroup, PullRequest, QueueEntry } from './model.ts';
import { closePull } from './pulls.ts';
import { push } from './pushes.ts';
import { type QueueRule, queueRuleOf } from './queue-rule.ts';
import { refusal } from './refusal.ts';
import { branchOf } from './repositories.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

export interface Enqueue {
  readonly sender: Account;
  /** In front of all others. */
  readonly jump?: boolean;
  /** The head that the caller saw. */
  readonly sha?: string;
}

export function entryOf(issue: PullRequest): QueueEntry | undefined {
  return issue.repo.queue.find((entry) => entry.issue === issue);
}

/** Instead of the button, where a branch wants it so. */
export function enqueue(world: World, issue: PullRequest, { sender, jump = false, sha }: Enqueue): QueueEntry {
  const { repo, pull } = issue;
  if (sha !== undefined && sha !== pull.headSha) throw refusal('head-modified');
  const why = whyNot(world, issue, sender);
  if (why !== undefined) throw refusal('queue', { message: why });
  const { baseRef, headSha } = pull;
  const entry: QueueEntry = { id: world.nextId(), issue, by: sender, at: world.clock.now(), baseRef, headSha, jump };
  const line = { repo, baseRef };
  watch(world);
  whole(repo, () => {
    if (jump) for (const group of groupsIn(line).toReversed()) destroy(world, repo, { group, reason: 'invalidated' });
    const behind = jump ? entriesIn(line).find((each) => !each.jump) : undefined;
    repo.queue.splice(behind ? repo.queue.indexOf(behind) : repo.queue.length, 0, entry);
    happened(world, { event: 'pull_request', action: 'enqueued', repo, sender, about: { pull_request: issue } });
  });
  advance(world, line);
  return entry;
}

function whyNot(world: World, issue: PullRequest, sender: Account): string | undefined {
  const { repo, pull } = issue;
  if (queueRuleOf(repo, pull.baseRef) === undefined) return `The merge queue is not enabled for ${pull.baseRef}`;
  if (issue.state === 'closed') return 'Pull request is closed';
  if (pull.draft) return 'Pull request is still a draft';
  if (entryOf(issue)) return 'Pull request is already in the queue';
  const { mergeable, violations } = mergeability(world, issue, sender);
  if (!mergeable) return 'Pull request has merge conflicts';
  return violations.length > 0 ? `Pull request is not ready to be merged\n\n${violations.join('\n\n')}` : undefined;
}

export function dequeue(world: World, issue: PullRequest, sender: Account): QueueEntry {
  const entry = entryOf(issue);
  if (entry === undefined) throw refusal('queue', { message: 'Pull request is not in the queue' });
  whole(issue.repo, () => takeOut(world, entry, { reason: 'MANUAL', sender }));
  advance(world, { repo: issue.repo, baseRef: entry.baseRef });
  return entry;
}

const watched = new WeakSet<World>();
const busy = new WeakSet<Line['repo']>();

/** Whatever happens may move a queue on. Worlds without one do not pay for it. */
function watch(world: World): void {
  if (watched.has(world)) return;
  watched.add(world);
  world.listeners.push(({ repo }) => {
    if (repo && repo.queue.length > 0) advanceQueues(world, repo);
  });
}

/** Also by itself, after the clock was moved: nothing here waits. */
export function advanceQueues(world: World, repo: Line['repo']): void {
  const bases = new Set(repo.queue.map(({ baseRef }) => baseRef));
  for (const baseRef of bases) advance(world, { repo, baseRef });
}

/** Until nothing moves. */
function advance(world: World, line: Line): void {
  if (busy.has(line.repo)) return;
  whole(line.repo, () => {
    while (step(world, line));
  });
}

/** What happens on the way begins no round inside of this one. */
function whole(repo: Line['repo'], act: () => void): void {
  busy.add(repo);
  try {
    act();
  } finally {
    busy.delete(repo);
  }
}

function step(world: World, line: Line): boolean {
  const { repo, baseRef } = line;
  const rule = queueRuleOf(repo, baseRef);
  const bot = queueBot(world);
  for (const entry of entriesIn(line)) {
    const reason = rule === undefined ? 'QUEUE_CLEARED' : staleBecause(entry);
    if (reason === undefined) continue;
    takeOut(world, entry, { reason, sender: bot });
    return true;
  }
  if (rule === undefined) return false;
  const groups = groupsIn(line);
  if (groups[0] && groups[0].baseSha !== branchOf(repo, baseRef)) {
    for (const group of groups.toReversed()) destroy(world, repo, { group, reason: 'invalidated' });
    return true;
  }
  const judged = groups.map((group) => ({ group, is: judge(world, repo, group) }));
  const red = judged.find(({ is }) => is === 'failed' || is === 'late');
  if (red) {
    const reason = red.is === 'late' ? 'CI_TIMEOUT' : 'CI_FAILURE';
    for (const entry of red.group.entries) takeOut(world, entry, { reason, sender: bot });
    return true;
  }
  const firstOpen = judged.findIndex(({ is }) => is !== 'green');
  const green = groups.slice(0, firstOpen === -1 ? groups.length : firstOpen);
  return mergeGreen(world, line, { green, rule }) || build(world, line, rule);
}

function staleBecause({ issue, headSha, baseRef }: QueueEntry): string | undefined {
  const { repo, pull } = issue;
  const tip = branchOf(repo, baseRef);
  if (pull.mergedAt !== null || (tip !== undefined && isAncestor(repo.store, headSha, tip))) return 'ALREADY_MERGED';
  const moved = pull.headSha !== headSha || pull.baseRef !== baseRef;
  return moved || issue.state === 'closed' || pull.draft ? 'UNKNOWN_REMOVAL_REASON' : undefined;
}

function build(world: World, line: Line, rule: QueueRule): boolean {
  const built = buildNext(world, line, rule);
  if (built?.conflicting) takeOut(world, built.conflicting, { reason: 'MERGE_CONFLICT', sender: queueBot(world) });
  return built !== undefined;
}

/** As many as may go together; a group that was built of several goes alone. */
function mergeGreen(world: World, line: Line, { green, rule }: { green: readonly MergeGroup[]; rule: QueueRule }): boolean {
  const { repo, baseRef } = line;
  const together = green.slice(0, rule.strategy === 'HEADGREEN' ? 1 : rule.maxMerge);
  const entries = together.flatMap((group) => group.entries);
  const head = together.at(-1)?.headSha;
  if (head === undefined || (rule.strategy === 'ALLGREEN' && !isEnough(world, entries, rule))) return false;
  const sender = queueBot(world);
  repo.queue.splice(0, repo.queue.length, ...repo.queue.filter((entry) => !entries.includes(entry)));
  for (const group of together) {
    destroy(world, repo, { group, reason: 'merged' });
    for (const [at, { issue }] of group.entries.entries()) {
      const about = { pull_request: issue };
      happened(world, { event: 'pull_request', action: 'dequeued', repo, sender, about, raw: { reason: 'MERGE' } });
      closePull(world, issue, { sender, merge: group.merges[at] ?? group.headSha });
    }
  }
  push(world, { repo, ref: `refs/heads/${baseRef}`, sha: head, sender, internal: true });
  return true;
}
