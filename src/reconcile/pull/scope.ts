import type { Releases } from '../../checklist/policy.ts';
import type { PolicyAnswer } from '../policy/policies.ts';
import { changesVersion, listsBase, namedRelease, versionFiles } from '../policy/release.ts';
import type { Platform } from '../ports/platform.ts';
import type { PullSnapshot } from '../ports/snapshot.ts';
import type { Change } from './change.ts';
import type { PullMemory } from './memory.ts';

/** Whether the configuration of the default branch speaks of the base at all. What cannot be read speaks of every base. */
export function isListed(byDefault: PolicyAnswer, snapshot: PullSnapshot): boolean {
  const { defaultBranch, base } = snapshot;
  if (byDefault.is === 'none' || defaultBranch === null) return false;
  return byDefault.is === 'unreadable' || listsBase(byDefault.policy.releases, base.branch, defaultBranch.branch);
}

/**
 * Nobody is let go by taking a branch, or the whole configuration, out of what is asked while a release into it is open: that is for those
 * that are opened later.
 */
export function isStillAsked(
  byDefault: PolicyAnswer,
  { memory, snapshot }: { readonly memory: Pick<PullMemory, 'opened'>; readonly snapshot: PullSnapshot },
): boolean {
  return byDefault.is === 'none' || memory.opened?.base === snapshot.base.branch;
}

export interface ReleaseAsk {
  readonly platform: Platform;
  readonly snapshot: PullSnapshot;
  readonly releases: Releases | undefined;
  readonly labels: readonly string[] | null;
  /** Looked up only where the names do not tell. */
  readonly change: () => Promise<Change | null>;
}

/** Why it is a release, or nothing when it is none. */
export async function releaseOf({ platform, snapshot, releases, labels, change }: ReleaseAsk): Promise<string | undefined> {
  const { base, head } = snapshot;
  const named = namedRelease(releases, { base: base.branch, branch: head.branch, labels });
  if (named !== undefined || releases?.version === undefined) return named;
  const changed = await change();
  if (changed === null) return 'whether it changes the version could not be established';
  const files = versionFiles(releases, changed.paths);
  if (files.length === 0) return undefined;
  const changes = await Promise.all(files.map((path) => versionChanges({ platform, snapshot, path })));
  const at = changes.indexOf(true);
  return at === -1 ? undefined : `it changes the version in ${files[at]}`;
}

interface VersionAsk {
  readonly platform: Platform;
  readonly snapshot: PullSnapshot;
  readonly path: string;
}

async function versionChanges({ platform, snapshot: { place, base, head }, path }: VersionAsk): Promise<boolean> {
  const from = base.tip === null ? null : await platform.mergeBase({ place, base: base.tip.sha, head: head.sha });
  if (from === null) return true;
  const [before, after] = await Promise.all([
    textAt(platform, { place, commit: from.sha, path }),
    textAt(platform, { place, commit: head.sha, path }),
  ]);
  return changesVersion(before, after);
}

/** What is no text has no version that could be told apart: two such files differ, whatever is in them. */
async function textAt(platform: Platform, at: Parameters<Platform['file']>[0]): Promise<string | undefined> {
  const answer = await platform.file(at);
  return answer.is === 'text' ? answer.text : undefined;
}
