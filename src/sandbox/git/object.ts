import { createHash } from 'node:crypto';

export type Sha = string;
export type ObjectKind = 'blob' | 'tree' | 'commit' | 'tag';
export type Mode = '100644' | '100755' | '120000' | '160000' | '040000';

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Milliseconds; git keeps seconds, in UTC here. */
  readonly at: number;
}

export interface TreeEntry {
  readonly mode: Mode;
  readonly name: string;
  readonly sha: Sha;
}

export interface Commit {
  readonly tree: Sha;
  readonly parents: readonly Sha[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface Tag {
  readonly object: Sha;
  readonly kind: ObjectKind;
  readonly tag: string;
  readonly tagger: Signature;
  readonly message: string;
}

/** The id that git gives: SHA-1 over kind, length and content. */
export function idOf(kind: ObjectKind, content: Buffer): Sha {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

/** Git compares names as bytes, and a folder as if its name ended in a slash. */
export function inTreeOrder(entries: Iterable<TreeEntry>): TreeEntry[] {
  const keyed = [...entries].map((entry) => ({
    entry,
    key: Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name),
  }));
  return keyed.toSorted((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}

export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  return Buffer.concat(
    inTreeOrder(entries).flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(sha, 'hex'),
    ]),
  );
}

export function encodeCommit({ tree, parents, author, committer, message }: Commit): Buffer {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${written(author)}`,
    `committer ${written(committer)}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n\n${message}`);
}

export function encodeTag({ object, kind, tag, tagger, message }: Tag): Buffer {
  return Buffer.from(`object ${object}\ntype ${kind}\ntag ${tag}\ntagger ${written(tagger)}\n\n${message}`);
}

function written({ name, email, at }: Signature): string {
  return `${name} <${email}> ${Math.floor(at / 1000)} +0000`;
}
