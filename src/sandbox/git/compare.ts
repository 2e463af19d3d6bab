import { diffTrees, type FileChange } from './diff.ts';
import { commitsBetween, mergeBase } from './history.ts';
import type { Sha } from './object.ts';
import { commitOf, type GitStore } from './store.ts';

export interface Comparison {
  readonly status: 'identical' | 'ahead' | 'behind' | 'diverged';
  readonly aheadBy: number;
  readonly behindBy: number;
  readonly mergeBase: Sha;
  /** Oldest first, all of them. */
  readonly commits: readonly Sha[];
  /** Three dots: what the head changed since the merge base. All of them; the API shows no more than {@link mostFiles}. */
  readonly files: readonly FileChange[];
}

/** What GitHub shows of a comparison, whatever the page: more files are cut away without a word. */
export const mostFiles = 300;
/** Commits on a page when none is asked for. */
export const mostCommits = 250;

/** Nothing when the two have no common history. */
export function compare(store: GitStore, base: Sha, head: Sha): Comparison | undefined {
  const fork = mergeBase(store, base, head);
  if (fork === undefined) return undefined;
  const commits = commitsBetween(store, base, head);
  const behindBy = commitsBetween(store, head, base).length;
  const aheadBy = commits.length;
  const status = aheadBy > 0 ? (behindBy > 0 ? 'diverged' : 'ahead') : behindBy > 0 ? 'behind' : 'identical';
  const files = diffTrees(store, commitOf(store, fork).tree, commitOf(store, head).tree);
  return { status, aheadBy, behindBy, mergeBase: fork, commits, files };
}
