// Merged by itself, once nothing stands in the way any more.
import { isPull, tellOf } from './issues.ts';
import { mergeability, mergePull } from './merging.ts';
import type { MergeMethod, PullRequest, Repo } from './model.ts';
import { enqueue, entryOf } from './queue.ts';
import { queueRuleOf } from './queue-rule.ts';
import { Refusal, refusal } from './refusal.ts';
import type { Account } from './who.ts';
import type { World } from './world.ts';

export interface AutoMergeWish {
  readonly sender: Account;
  readonly method: MergeMethod;
}

/** Only where something still stands in the way: what may be merged now is merged now. */
export function enableAutoMerge(world: World, issue: PullRequest, { sender, method }: AutoMergeWish): void {
  if (issue.state === 'closed') throw refusal('auto-merge', { message: 'Pull request Pull request is closed' });
  if (issue.pull.draft) throw refusal('auto-merge', { message: 'Pull request Pull request is in draft status' });
  if (isReady(world, issue)) throw refusal('auto-merge');
  issue.pull.autoMerge = { by: sender, method, at: world.clock.now(), baseRef: issue.pull.baseRef };
  issue.updatedAt = world.clock.now();
  watch(world);
  tellOf(world, issue, { action: 'auto_merge_enabled', sender });
}

export function disableAutoMerge(
  world: World,
  issue: PullRequest,
  { sender, reason }: { sender: Account; reason?: string },
): void {
  if (issue.pull.autoMerge === null) return;
  issue.pull.autoMerge = null;
  issue.updatedAt = world.clock.now();
  tellOf(world, issue, { action: 'auto_merge_disabled', sender, raw: { reason: reason ?? 'Disabled by the user' } });
}

/** Nobody bypasses a rule by waiting. */
function isReady(world: World, issue: PullRequest): boolean {
  const { mergeable, state, violations } = mergeability(world, issue);
  return mergeable && violations.length === 0 && state !== 'draft' && state !== 'behind';
}

const watched = new WeakSet<World>();
const busy = new WeakSet<Repo>();

/** Whatever happens may be what was waited for. Worlds where nobody waits do not pay for it. */
function watch(world: World): void {
  if (watched.has(world)) return;
  watched.add(world);
  world.listeners.push(({ repo, about, sender }) => {
    if (repo === undefined || busy.has(repo)) return;
    const { pull_request: moved } = about;
    if (moved && isRetargeted(moved)) disableAutoMerge(world, moved, { sender, reason: 'Base branch was changed' });
    busy.add(repo);
    try {
      for (const issue of [...repo.open].filter(isPull)) mergeWhenReady(world, issue);
    } finally {
      busy.delete(repo);
    }
  });
}

/** Where it goes was chosen with it. */
function isRetargeted({ pull }: PullRequest): boolean {
  return pull.autoMerge !== null && pull.autoMerge.baseRef !== pull.baseRef;
}

function mergeWhenReady(world: World, issue: PullRequest): void {
  const wish = issue.pull.autoMerge;
  if (wish === null || entryOf(issue) || !isReady(world, issue)) return;
  try {
    if (queueRuleOf(issue.repo, issue.pull.baseRef)) enqueue(world, issue, { sender: wish.by });
    else mergePull(world, issue, { sender: wish.by, method: wish.method });
  } catch (error) {
    // What the button would refuse stays where it is.
    if (!(error instanceof Refusal)) throw error;
  }
}
