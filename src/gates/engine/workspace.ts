import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Workspace } from './contract.ts';
import { trackedByGit } from './git.ts';
import { messageOf } from './thrown.ts';

/** Full of files that nobody means by `**`. Whoever does means it names them. */
const unlessNamed = ['.git', 'node_modules'];

/** The files below a folder, as gates may see them. */
export async function openWorkspace(root: string, options: { readonly runStartedAt?: number } = {}): Promise<Workspace> {
  const real = await folderAt(root);
  return {
    root: real,
    ...(options.runStartedAt !== undefined && { runStartedAt: options.runStartedAt }),
    find: (globs) => find(real, globs.map(withoutDot)),
    tracked: (paths) => trackedByGit(real, paths),
  };
}

async function folderAt(root: string): Promise<string> {
  const real = await realpath(root).catch(() => undefined);
  if (real !== undefined && (await lstat(real)).isDirectory()) return real;
  throw new ProblemError({
    code: 'workspace.missing',
    message: `${root} is no folder.`,
    remedy: 'Name the folder of the checkout.',
  });
}

/** Symbolic links are not followed: one could lead out of the checkout, or in circles. */
async function find(root: string, globs: readonly string[]): Promise<string[]> {
  const matches = compileGlobs(globs);
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const areas = wanted.map(reachOf);
  const named = unlessNamed.filter((name) => wanted.some((glob) => glob.split('/').includes(name)));
  const found: string[] = [];
  const isWorthIt = (folder: string, name: string) =>
    (!unlessNamed.includes(name) || named.includes(name)) && areas.some((area) => reaches(area, folder));

  const walk = async (folder: string): Promise<void> => {
    const entries = await entriesOf(root, folder);
    const below: string[] = [];
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && matches(path)) found.push(path);
      if (entry.isDirectory() && isWorthIt(path, entry.name)) below.push(path);
    }
    await Promise.all(below.map(walk));
  };
  await walk('');
  return found.toSorted((a, b) => (a < b ? -1 : 1));
}

async function entriesOf(root: string, folder: string) {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    throw new ProblemError({
      code: 'workspace.unreadable',
      message: `The folder ${folder === '' ? root : folder} cannot be read: ${messageOf(error)}`,
      remedy: 'Make it readable for this user, or name other files.',
    });
  }
}

/** `./coverage/lcov.info` is how a shell would say it. */
export function withoutDot(glob: string): string {
  return glob.replace(/^(!?)(?:\.\/)+/, '$1');
}

/** Where the matches of a glob can be, so that not every folder is opened for one file. */
interface Reach {
  /** The folders that every match is in: `packages/api` of `packages/api/**`. */
  readonly start: string;
  /** How many folders deep a match can be. */
  readonly depth: number;
}

function reachOf(glob: string): Reach {
  const parts = glob.split('/').slice(0, -1);
  const magic = parts.findIndex((part) => /[*?[{\\]/.test(part));
  const start = (magic === -1 ? parts : parts.slice(0, magic)).join('/');
  // Braces may hold a slash; then counting the slashes says nothing.
  return { start, depth: /\*\*|\{/.test(glob) ? Number.POSITIVE_INFINITY : parts.length };
}

function reaches({ start, depth }: Reach, folder: string): boolean {
  if (folder.split('/').length > depth) return false;
  return start === '' || `${start}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${start}/`);
}
