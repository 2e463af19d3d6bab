// The files of this repository, as the house rules see them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const installed = /(?:^|\/)(?:node_modules|\.git)\//;
const made = /^(?:dist|coverage)\//;

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file below the folder whose name ends so, sorted; paths are relative to the root, with `/`. */
export function filesUnder(folder: string, ...endings: readonly string[]): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !installed.test(path) && !made.test(path))
    .filter((path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)))
    .toSorted();
}

/** What git tracks or would track; where there is no git, everything below the root but what is made or installed. */
export function ownFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  if (git.status !== 0) return filesUnder('.');
  const gone = new Set(spawnSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).stdout.split('\0'));
  return git.stdout.split('\0').filter((path) => path !== '' && !gone.has(path));
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
