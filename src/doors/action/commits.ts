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
  /** The outermost folder of a commit. */
  readonly root: (commit: string) => Promise<string | undefined>;
  /** What stands in a folder, by name. */
  readonly tree: (oid: string) => Promise<ReadonlyMap<string, TreeEntry> | undefined>;
  readonly blob: (oid: string) => Promise<Buffer | undefined>;
}

const mostBytes = 1024 * 1024;

/** A file at a commit, as the App reads it: no link, no submodule, and exactly the bytes that its id stands for. */
export async function readFileAt(objects: Objects, commit: string, path: string): Promise<FileAnswer | undefined> {
  const way = await wayTo(objects, commit, path.split('/'));
  if (way === undefined) return undefined;
  const seen = fileOf(way.at(-1) ?? null, way.slice(0, -1), mostBytes);
  if (seen.is !== 'raw') return seen;
  const bytes = await objects.blob(seen.oid);
  if (bytes === undefined) return undefined;
  if (bytes.length > mostBytes) return unusable(`it is larger than ${mostBytes / 1024} KiB`);
  return textOf(bytes, seen.oid) ?? unusable(`${objects.where} gives other bytes than those of ${seen.oid}`);
}

type Step = Parameters<typeof fileOf>[0];

/** What stands at each step, from the outermost folder; null where there is nothing. */
async function wayTo(objects: Objects, commit: string, names: readonly string[]): Promise<Step[] | undefined> {
  const way: Step[] = [];
  let folder = await objects.root(commit);
  if (folder === undefined) return undefined;
  for (const name of names) {
    const entries: ReadonlyMap<string, TreeEntry> | undefined = folder === undefined ? new Map() : await objects.tree(folder);
    if (entries === undefined) return undefined;
    const entry = entries.get(name);
    way.push(
      entry === undefined ? null : { type: entry.type, mode: Number.parseInt(entry.mode, 8), oid: entry.oid, object: null },
    );
    folder = entry?.type === 'tree' ? entry.oid : undefined;
  }
  return way;
}
