import {
  type Commit,
  encodeCommit,
  encodeTag,
  encodeTree,
  idOf,
  inTreeOrder,
  type ObjectKind,
  type Sha,
  type Tag,
  type TreeEntry,
} from './object.ts';

/** The objects of a network of forks: on GitHub, too, a fork finds every object of its parent. */
export interface GitStore {
  readonly blobs: Map<Sha, Buffer>;
  readonly trees: Map<Sha, readonly TreeEntry[]>;
  readonly commits: Map<Sha, Commit>;
  readonly tags: Map<Sha, Tag>;
}

export function createStore(): GitStore {
  return { blobs: new Map(), trees: new Map(), commits: new Map(), tags: new Map() };
}

export function writeBlob(store: GitStore, content: Buffer | string): Sha {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const sha = idOf('blob', bytes);
  store.blobs.set(sha, bytes);
  return sha;
}

export function writeTree(store: GitStore, entries: Iterable<TreeEntry>): Sha {
  const ordered = inTreeOrder(entries);
  const sha = idOf('tree', encodeTree(ordered));
  store.trees.set(sha, ordered);
  return sha;
}

export function writeCommit(store: GitStore, commit: Commit): Sha {
  const sha = idOf('commit', encodeCommit(commit));
  store.commits.set(sha, commit);
  return sha;
}

export function writeTag(store: GitStore, tag: Tag): Sha {
  const sha = idOf('tag', encodeTag(tag));
  store.tags.set(sha, tag);
  return sha;
}

export function kindOf(store: GitStore, sha: Sha): ObjectKind | undefined {
  if (store.commits.has(sha)) return 'commit';
  if (store.trees.has(sha)) return 'tree';
  if (store.blobs.has(sha)) return 'blob';
  return store.tags.has(sha) ? 'tag' : undefined;
}

export function commitOf(store: GitStore, sha: Sha): Commit {
  return found(store.commits.get(sha), 'commit', sha);
}

export function treeOf(store: GitStore, sha: Sha): readonly TreeEntry[] {
  return found(store.trees.get(sha), 'tree', sha);
}

export function blobOf(store: GitStore, sha: Sha): Buffer {
  return found(store.blobs.get(sha), 'blob', sha);
}

/** The commit that a commit or an annotated tag, or a tag of a tag, stands for. */
export function peel(store: GitStore, sha: Sha): Sha | undefined {
  const tag = store.tags.get(sha);
  if (tag) return peel(store, tag.object);
  return store.commits.has(sha) ? sha : undefined;
}

function found<T>(object: T | undefined, kind: ObjectKind, sha: Sha): T {
  if (object === undefined) throw new Error(`There is no ${kind} ${sha}.`);
  return object;
}
