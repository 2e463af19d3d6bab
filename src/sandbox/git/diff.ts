import { patchBetween } from './lines.ts';
import type { Sha, TreeEntry } from './object.ts';
import { blobOf, type GitStore, treeOf } from './store.ts';
import type { Leaf } from './tree.ts';

/** Renames are not looked for: one shows as a file that went and a file that came. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly before?: Leaf;
  readonly after?: Leaf;
}

/** What differs between two trees, by path. Equal subtrees are not entered. */
export function diffTrees(store: GitStore, before: Sha | null, after: Sha | null): FileChange[] {
  return diffFolders(store, { before, after }, '');
}

interface Folders {
  readonly before: Sha | null;
  readonly after: Sha | null;
}

function diffFolders(store: GitStore, { before, after }: Folders, prefix: string): FileChange[] {
  if (before === after) return [];
  const [old, now] = [byName(store, before), byName(store, after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return names.flatMap((name) => diffEntries(store, { path: prefix + name, old: old.get(name), now: now.get(name) }));
}

interface Pair {
  readonly path: string;
  readonly old: TreeEntry | undefined;
  readonly now: TreeEntry | undefined;
}

function diffEntries(store: GitStore, { path, old, now }: Pair): FileChange[] {
  const below = diffFolders(store, { before: folderOf(old), after: folderOf(now) }, `${path}/`);
  const [before, after] = [leafOf(old), leafOf(now)];
  if (before && after) {
    const same = before.sha === after.sha && before.mode === after.mode;
    return same ? below : [{ path, status: 'modified', before, after }, ...below];
  }
  if (before) return [{ path, status: 'removed', before }, ...below];
  return after ? [{ path, status: 'added', after }, ...below] : below;
}

function byName(store: GitStore, tree: Sha | null): Map<string, TreeEntry> {
  return new Map((tree === null ? [] : treeOf(store, tree)).map((entry) => [entry.name, entry]));
}

function folderOf(entry: TreeEntry | undefined): Sha | null {
  return entry?.mode === '040000' ? entry.sha : null;
}

function leafOf(entry: TreeEntry | undefined): Leaf | undefined {
  return entry === undefined || entry.mode === '040000' ? undefined : { mode: entry.mode, sha: entry.sha };
}

export interface CountedChange extends FileChange {
  readonly additions: number;
  readonly deletions: number;
  /** Absent for what is no text. */
  readonly patch?: string;
}

export function countLines(store: GitStore, change: FileChange): CountedChange {
  const [before, after] = [textOf(store, change.before), textOf(store, change.after)];
  if (before === undefined || after === undefined) return { ...change, additions: 0, deletions: 0 };
  const { additions, deletions, text } = patchBetween(before, after);
  return { ...change, additions, deletions, ...(text !== '' && { patch: text }) };
}

/** A submodule has no blob here and counts as the line that names its commit, as in git. */
export function textOf(store: GitStore, leaf: Leaf | undefined): string | undefined {
  if (leaf === undefined) return '';
  if (leaf.mode === '160000') return `Subproject commit ${leaf.sha}\n`;
  const bytes = blobOf(store, leaf.sha);
  return bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8');
}
