import { posix } from 'node:path';

/** Reports write absolute paths and backslashes; here a file has one name, relative to the root. */
export function nameBelow(root: string, path: string): string {
  const file = posix.normalize(path.replaceAll('\\', '/'));
  const folder = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return sameCase(file).startsWith(sameCase(folder)) ? file.slice(folder.length) : file;
}

/** Where there are drive letters, case does not count. */
function sameCase(path: string): string {
  return /^[a-z]:\//i.test(path) ? path.toLowerCase() : path;
}

export interface SourceNames {
  /** How the files are named that this report names. `roots` are where it says itself that they are. */
  in(report: string): (path: string, roots?: readonly string[]) => string;
  /** Names of files that are not there: of so many, and some of them. */
  strangers(): { readonly of: number; readonly paths: string[] };
}

export interface NamesWanted {
  readonly root: string;
  /** All files that are there. */
  readonly files: readonly string[];
  /** Beginnings that are cut off, such as the folder of the machine that ran the tests. */
  readonly strip?: readonly string[];
}

const mostStrangers = 20;

/** Brings what reports call their files together with the files that are there, whatever machine the tests ran on. */
export function sourceNames({ root, files, strip = [] }: NamesWanted): SourceNames {
  const there = new Set(files);
  const byEnd = Map.groupBy(files, (file) => posix.basename(file));
  const known = new Map<string, string>();
  const strange = new Set<string>();
  const place = (name: string, report: string, roots: readonly string[]) =>
    [
      name,
      ...strip.filter((start) => name.startsWith(start)).map((start) => name.slice(start.length).replace(/^\//, '')),
      ...roots.map((folder) => nameBelow(root, `${folder}/${name}`)),
      ...foldersOf(report).map((folder) => posix.join(folder, name)),
      ...tailsOf(name),
    ].find((each) => there.has(each)) ?? onlyOne(byEnd, name);
  return {
    in:
      (report) =>
      (path, roots = []) => {
        const key = `${report}\0${path}\0${roots.length}`;
        const before = known.get(key);
        if (before !== undefined) return before;
        const below = nameBelow(root, path);
        const found = place(below, report, roots);
        const stripped = strip.find((start) => below.startsWith(start));
        const name = found ?? (stripped === undefined ? below : below.slice(stripped.length).replace(/^\//, ''));
        known.set(key, name);
        if (found === undefined) strange.add(name);
        return name;
      },
    strangers: () => ({ of: strange.size, paths: [...strange].slice(0, mostStrangers) }),
  };
}

/** A tool that ran in a part of the repository names its files from there; its report is in that part too. */
function foldersOf(report: string): string[] {
  const parts = posix.dirname(report).split('/');
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('/')).filter((folder) => folder !== '.');
}

/** An absolute path of another machine, or the module path of Go, without its beginning; never down to a bare name. */
function tailsOf(name: string): string[] {
  const isForeign = /^(?:\/|[a-z]:\/|\.\.\/|[^/]*\.[a-z]+\/)/i.test(name);
  if (!isForeign) return [];
  const parts = name.split('/').filter((part) => part !== '' && part !== '..');
  return parts.slice(0, -2).map((_, at) => parts.slice(at + 1).join('/'));
}

/** `com/shop/Cart.java` is below some source folder: it is that file if there is only one such. */
function onlyOne(byEnd: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const ends = (byEnd.get(posix.basename(name)) ?? []).filter((file) => file.endsWith(`/${name}`));
  return ends.length === 1 ? ends[0] : undefined;
}
