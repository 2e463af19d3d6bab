import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Paths of all files below the folder, with `/`, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

/** The files in which two folders differ, a sentence each; none when they are the same to the byte. */
export function differences(
  one: string,
  other: string,
  paths: Iterable<string> = [...filesIn(one), ...filesIn(other)],
): string[] {
  return [...new Set(paths)].toSorted().flatMap((path) => {
    const [a, b] = [join(one, path), join(other, path)];
    if (!existsSync(a) || !existsSync(b)) return [`${path} is only in ${existsSync(a) ? one : other}`];
    return readFileSync(a).equals(readFileSync(b)) ? [] : [`${path} differs`];
  });
}
