import { diffTrees, textOf } from './diff.ts';
import { commitsBetween, mergeBase } from './history.ts';
import { mergeTexts } from './lines.ts';
import type { Sha, Signature } from './object.ts';
import { commitOf, type GitStore, writeBlob, writeCommit } from './store.ts';
import { entryAt, type Leaf, withLeaves } from './tree.ts';

export type MergedTree = { readonly tree: Sha } | { readonly conflicts: readonly string[] };

/** Both sides' changes since `base` on one tree: by file, and by line where both changed one file. */
export function mergeTrees(store: GitStore, base: Sha | null, sides: { readonly ours: Sha; readonly theirs: Sha }): MergedTree {
  const ours = new Map(diffTrees(store, base, sides.ours).map((change) => [change.path, change]));
  const changes = new Map<string, Leaf | null>();
  const conflicts: string[] = [];
  for (const theirs of diffTrees(store, base, sides.theirs)) {
    const own = ours.get(theirs.path);
    const merged =
      own === undefined
        ? (theirs.after ?? null)
        : mergeLeaves(store, { base: own.before, ours: own.after, theirs: theirs.after });
    if (merged === undefined || clashes(store, sides.ours, theirs.path)) conflicts.push(theirs.path);
    else changes.set(theirs.path, merged);
  }
  return conflicts.length > 0 ? { conflicts } : { tree: withLeaves(store, sides.ours, changes) };
}

interface Versions {
  readonly base: Leaf | undefined;
  readonly ours: Leaf | undefined;
  readonly theirs: Leaf | undefined;
}

/** Null where both took it out; nothing where they cannot be brought together. */
function mergeLeaves(store: GitStore, { base, ours, theirs }: Versions): Leaf | null | undefined {
  if (ours?.sha === theirs?.sha && ours?.mode === theirs?.mode) return ours ?? null;
  if (!ours || !theirs || !base || ours.mode !== theirs.mode) return undefined;
  const [before, left, right] = [textOf(store, base), textOf(store, ours), textOf(store, theirs)];
  if (before === undefined || left === undefined || right === undefined || ours.mode === '160000') return undefined;
  const text = mergeTexts(before, left, right);
  return text === undefined ? undefined : { mode: ours.mode, sha: writeBlob(store, text) };
}

/** A file where the other side has a folder, or a folder where it has a file. */
function clashes(store: GitStore, tree: Sha, path: string): boolean {
  const parts = path.split('/');
  const above = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
  if (entryAt(store, tree, path)?.mode === '040000') return true;
  return above.some((folder) => !['040000', undefined].includes(entryAt(store, tree, folder)?.mode));
}

export interface MergeWish {
  readonly base: Sha;
  readonly head: Sha;
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export type Merged = { readonly sha: Sha } | { readonly conflicts: readonly string[] };

export function mergedTree(store: GitStore, base: Sha, head: Sha): MergedTree {
  const fork = mergeBase(store, base, head);
  return mergeTrees(store, fork === undefined ? null : commitOf(store, fork).tree, {
    ours: commitOf(store, base).tree,
    theirs: commitOf(store, head).tree,
  });
}

/** A commit with both as parents, also where a fast-forward would do. */
export function mergeCommit(store: GitStore, { base, head, ...rest }: MergeWish): Merged {
  const merged = mergedTree(store, base, head);
  return 'tree' in merged ? { sha: writeCommit(store, { tree: merged.tree, parents: [base, head], ...rest }) } : merged;
}

/** One commit on the base with all that the head brings. */
export function squashCommit(store: GitStore, { base, head, ...rest }: MergeWish): Merged {
  const merged = mergedTree(store, base, head);
  return 'tree' in merged ? { sha: writeCommit(store, { tree: merged.tree, parents: [base], ...rest }) } : merged;
}

/** Each commit of the head anew on the base, with its own author and message; merge commits are left out. */
export function rebaseCommits(store: GitStore, { base, head, committer }: Omit<MergeWish, 'author' | 'message'>): Merged {
  let tip = base;
  for (const sha of commitsBetween(store, base, head)) {
    const { tree, parents, author, message } = commitOf(store, sha);
    const [parent] = parents;
    if (parents.length > 1) continue;
    const merged = mergeTrees(store, parent === undefined ? null : commitOf(store, parent).tree, {
      ours: commitOf(store, tip).tree,
      theirs: tree,
    });
    if (!('tree' in merged)) return merged;
    tip = writeCommit(store, { tree: merged.tree, parents: [tip], author, committer, message });
  }
  return { sha: tip };
}
