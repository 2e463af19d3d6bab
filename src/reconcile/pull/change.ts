import { type Digest, digest } from '../../ground/json.ts';
import type { TreeFile } from '../ports/platform.ts';

/** What became of a path: nothing where it went away. */
export interface ChangedFile {
  readonly path: string;
  readonly mode: string | null;
  readonly oid: string | null;
}

/** What differs between two trees. */
export interface Change {
  /** Equal exactly when the same paths get the same modes and contents. */
  readonly digest: Digest;
  readonly paths: readonly string[];
  /** In the order of `paths`. */
  readonly files: readonly ChangedFile[];
}

/** Compares what git keeps, and nothing that a platform cut short. A path that went away counts like one that came. */
export function changeBetween(before: readonly TreeFile[], after: readonly TreeFile[]): Change {
  const was = new Map(before.map((file) => [file.path, file]));
  const is = new Map(after.map((file) => [file.path, file]));
  const paths = [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => !isSame(was.get(path), is.get(path)))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const files = paths.map((path) => ({ path, mode: is.get(path)?.mode ?? null, oid: is.get(path)?.oid ?? null }));
  return { digest: digest(files.map(({ path, mode, oid }) => [path, mode, oid])), paths, files };
}

function isSame(a: TreeFile | undefined, b: TreeFile | undefined): boolean {
  return a?.mode === b?.mode && a?.oid === b?.oid;
}
