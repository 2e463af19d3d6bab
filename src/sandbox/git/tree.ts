import type { Mode, Sha, TreeEntry } from './object.ts';
import { type GitStore, treeOf, writeTree } from './store.ts';

export interface Leaf {
  readonly mode: Mode;
  readonly sha: Sha;
}

/** Every file below a tree, by its path. */
export function leavesOf(store: GitStore, tree: Sha, prefix = ''): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { mode, name, sha } of treeOf(store, tree)) {
    if (mode !== '040000') leaves.set(prefix + name, { mode, sha });
    else for (const [path, leaf] of leavesOf(store, sha, `${prefix}${name}/`)) leaves.set(path, leaf);
  }
  return leaves;
}

/** Every file and every folder below a tree, each folder before what is in it. */
export function entriesBelow(store: GitStore, tree: Sha, prefix = ''): (Leaf & { readonly path: string })[] {
  return treeOf(store, tree).flatMap(({ mode, name, sha }) => {
    const path = prefix + name;
    return [{ path, mode, sha }, ...(mode === '040000' ? entriesBelow(store, sha, `${path}/`) : [])];
  });
}

/** What stands at a path: a file, a folder, or nothing. */
export function entryAt(store: GitStore, tree: Sha, path: string): TreeEntry | undefined {
  const [first = '', ...rest] = path.split('/');
  const entry = treeOf(store, tree).find(({ name }) => name === first);
  if (entry === undefined || rest.length === 0) return entry;
  return entry.mode === '040000' ? entryAt(store, entry.sha, rest.join('/')) : undefined;
}

/** The tree with these paths set, or taken out where null; folders that become empty go. Only what changes is written anew. */
export function withLeaves(store: GitStore, tree: Sha | null, changes: ReadonlyMap<string, Leaf | null>): Sha {
  const entries = new Map((tree === null ? [] : treeOf(store, tree)).map((entry) => [entry.name, entry]));
  const inside = new Map<string, Map<string, Leaf | null>>();
  for (const [path, leaf] of changes) {
    const slash = path.indexOf('/');
    if (slash === -1) setOrDelete(entries, path, leaf && { name: path, ...leaf });
    else {
      const folder = inside.get(path.slice(0, slash)) ?? new Map<string, Leaf | null>();
      inside.set(path.slice(0, slash), folder.set(path.slice(slash + 1), leaf));
    }
  }
  for (const [name, below] of inside) {
    const before = entries.get(name);
    const sha = withLeaves(store, before?.mode === '040000' ? before.sha : null, below);
    setOrDelete(entries, name, treeOf(store, sha).length === 0 ? null : { mode: '040000', name, sha });
  }
  return writeTree(store, entries.values());
}

function setOrDelete(entries: Map<string, TreeEntry>, name: string, entry: TreeEntry | null): void {
  if (entry === null) entries.delete(name);
  else entries.set(name, entry);
}
