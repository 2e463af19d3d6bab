import { fileOf, textOf, unusable } from '../../github/objects/entry.ts';
import type { FileAnswer } from '../../reconcile/ports/platform.ts';

export interface TreeEntry {
  readonly type: string;
  /** As git writes it: `100644`. */
  readonly mode: string;
  readonly oid: string;
}

/** Objects of git by their ids, wherever they come from. Undefined: this one has not got them. */
export interface Objects {
  readonly where: string;
  /** What stands at each step of the way to a file, from the outermost folder; where the way ends, so does the answer. */
  readonly entries: (commit: string, way: readonly string[]) => Promise<ReadonlyMap<string, TreeEntry> | undefined>;
  readonly blob: (oid: string) => Promise<Buffer | undefined>;
}

const mostBytes = 1024 * 1024;

/** A file at a commit, as the App reads it: no link, no submodule, and exactly the bytes that its id stands for. */
export async function readFileAt(objects: Objects, commit: string, path: string): Promise<FileAnswer | undefined> {
  const parts = path.split('/');
  const names = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const found = await objects.entries(commit, names);
  if (found === undefined) return undefined;
  const [entry = null, ...way] = names.map((name) => asSeen(found.get(name))).toReversed();
  const seen = fileOf(entry, way.toReversed(), mostBytes);
  if (seen.is !== 'raw') return seen;
  const bytes = await objects.blob(seen.oid);
  if (bytes === undefined) return undefined;
  if (bytes.length > mostBytes) return unusable(`it is larger than ${mostBytes / 1024} KiB`);
  return textOf(bytes, seen.oid) ?? unusable(`${objects.where} gives other bytes than those of ${seen.oid}`);
}

function asSeen(entry: TreeEntry | undefined) {
  return entry === undefined ? null : { type: entry.type, mode: Number.parseInt(entry.mode, 8), oid: entry.oid, object: null };
}
