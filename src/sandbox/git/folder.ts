// A work tree with a repository beside it, as git itself would leave it; no git is needed to write it.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { ancestorsOf } from './history.ts';
import { encodeCommit, encodeTag, encodeTree, type ObjectKind, type Sha } from './object.ts';
import { blobOf, commitOf, type GitStore, treeOf } from './store.ts';
import { type Leaf, leavesOf } from './tree.ts';

export interface FolderWish {
  readonly sha: Sha;
  /** Zero is all of it. */
  readonly depth: number;
  /** Further references to write, in full; what they stand for comes along where the depth is zero. */
  readonly refs: ReadonlyMap<string, Sha>;
  /** The branch that is checked out; none leaves HEAD at the commit. */
  readonly branch: string | null;
  readonly config: string;
}

export function writeFolder(store: GitStore, folder: string, wish: FolderWish): void {
  const leaves = leavesOf(store, commitOf(store, wish.sha).tree);
  const git = join(folder, '.git');
  for (const each of ['objects/pack', 'refs/heads', 'refs/tags', 'info']) mkdirSync(join(git, each), { recursive: true });
  const { commits, shallow } = history(store, wish);
  writeObjects(store, git, { commits, tags: wish.depth === 0 ? [...wish.refs.values()] : [] });
  for (const [ref, sha] of wish.refs) write(join(git, ref), `${sha}\n`);
  if (wish.branch !== null) write(join(git, 'refs/heads', wish.branch), `${wish.sha}\n`);
  write(join(git, 'HEAD'), wish.branch === null ? `${wish.sha}\n` : `ref: refs/heads/${wish.branch}\n`);
  write(join(git, 'config'), wish.config);
  if (shallow.length > 0) write(join(git, 'shallow'), shallow.map((sha) => `${sha}\n`).join(''));
  writeFiles(store, folder, leaves);
  writeFileSync(join(git, 'index'), indexOf(store, folder, leaves));
}

/** Only the files of a commit. */
export function writeWorkTree(store: GitStore, folder: string, sha: Sha): void {
  writeFiles(store, folder, leavesOf(store, commitOf(store, sha).tree));
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writeFiles(store: GitStore, folder: string, leaves: ReadonlyMap<string, Leaf>): void {
  for (const [path, { mode, sha }] of leaves) {
    const file = join(folder, path);
    if (mode === '160000') mkdirSync(file, { recursive: true });
    else if (mode === '120000') {
      mkdirSync(dirname(file), { recursive: true });
      symlinkSync(blobOf(store, sha).toString('utf8'), file);
    } else {
      write(file, blobOf(store, sha));
      if (mode === '100755') chmodSync(file, 0o755);
    }
  }
}

/** As deep as asked for; those whose parents were left out are named. */
function history(store: GitStore, { sha, depth, refs }: FolderWish): { commits: Set<Sha>; shallow: Sha[] } {
  if (depth === 0) {
    const tips = [sha, ...refs.values()].filter((each) => store.commits.has(each));
    const tagged = [...refs.values()]
      .flatMap((each) => store.tags.get(each)?.object ?? [])
      .filter((each) => store.commits.has(each));
    return { commits: new Set([...tips, ...tagged].flatMap((each) => [...ancestorsOf(store, each)])), shallow: [] };
  }
  const commits = new Set([sha]);
  let edge = [sha];
  for (let level = 1; level < depth; level++) {
    edge = edge.flatMap((each) => commitOf(store, each).parents).filter((each) => !commits.has(each));
    for (const each of edge) commits.add(each);
  }
  const shallow = [...commits].filter((each) => commitOf(store, each).parents.some((parent) => !commits.has(parent)));
  return { commits, shallow };
}

function writeObjects(
  store: GitStore,
  git: string,
  { commits, tags }: { commits: ReadonlySet<Sha>; tags: readonly Sha[] },
): void {
  const done = new Set<Sha>();
  const object = (kind: ObjectKind, sha: Sha, content: () => Buffer) => {
    if (done.has(sha)) return;
    done.add(sha);
    const bytes = content();
    write(
      join(git, 'objects', sha.slice(0, 2), sha.slice(2)),
      deflateSync(Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes]), { level: 1 }),
    );
  };
  const tree = (sha: Sha) => {
    if (done.has(sha)) return;
    object('tree', sha, () => encodeTree(treeOf(store, sha)));
    for (const entry of treeOf(store, sha)) {
      if (entry.mode === '040000') tree(entry.sha);
      else if (entry.mode !== '160000') object('blob', entry.sha, () => blobOf(store, entry.sha));
    }
  };
  for (const sha of commits) {
    object('commit', sha, () => encodeCommit(commitOf(store, sha)));
    tree(commitOf(store, sha).tree);
  }
  for (const sha of tags) {
    const tag = store.tags.get(sha);
    if (tag) object('tag', sha, () => encodeTag(tag));
  }
}

/** Version 2, with what the files look like on the disk, so that git need not read them again. */
function indexOf(store: GitStore, folder: string, leaves: ReadonlyMap<string, Leaf>): Buffer {
  const paths = [...leaves].map(([path, leaf]) => ({ name: Buffer.from(path), path, leaf }));
  const entries = paths.toSorted((a, b) => Buffer.compare(a.name, b.name)).map((each) => entryOf(store, folder, each));
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(entries.length, 8);
  const content = Buffer.concat([head, ...entries]);
  return Buffer.concat([content, createHash('sha1').update(content).digest()]);
}

function entryOf(store: GitStore, folder: string, { name, path, leaf }: { name: Buffer; path: string; leaf: Leaf }): Buffer {
  const bytes = Buffer.alloc(Math.ceil((62 + name.length + 1) / 8) * 8);
  if (leaf.mode === '100644' || leaf.mode === '100755') {
    const { mtimeMs, ctimeMs, dev, ino, uid, gid, size } = statSync(join(folder, path));
    const nanos = (ms: number) => Math.floor((ms % 1000) * 1e6);
    const facts = [ctimeMs / 1000, nanos(ctimeMs), mtimeMs / 1000, nanos(mtimeMs), dev, ino, 0, uid, gid, size];
    for (const [at, value] of facts.entries()) bytes.writeUInt32BE(Math.floor(value) % 2 ** 32, at * 4);
  } else if (leaf.mode === '120000') bytes.writeUInt32BE(blobOf(store, leaf.sha).length, 36);
  bytes.writeUInt32BE(Number.parseInt(leaf.mode, 8), 24);
  bytes.write(leaf.sha, 40, 'hex');
  bytes.writeUInt16BE(Math.min(name.length, 0xfff), 60);
  name.copy(bytes, 62);
  return bytes;
}
