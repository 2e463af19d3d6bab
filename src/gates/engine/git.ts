import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ProblemError } from '../../ground/problem.ts';
import { harmless, ownEnv } from './git-call.ts';
import { messageOf, textOf } from './thrown.ts';

const run = promisify(execFile);

/** A command line has an end: 8,000 characters fit on Windows. */
const longest = 8_000;

/**
 * Those of the paths that git tracks. Where there is no repository nothing is committed; where there is one, a git that cannot
 * answer is a problem and not a no.
 */
export async function trackedByGit(root: string, paths: readonly string[], program = 'git'): Promise<string[]> {
  if (paths.length === 0 || !(await isInRepository(root))) return [];
  const answers = await Promise.all(inPortions(paths).map((portion) => listTracked({ root, program }, portion)));
  const tracked = new Set(answers.flat());
  return paths.filter((path) => tracked.has(path));
}

async function isInRepository(folder: string): Promise<boolean> {
  const here = await lstat(join(folder, '.git')).catch(() => undefined);
  if (here !== undefined) return true;
  const above = dirname(folder);
  return above !== folder && isInRepository(above);
}

function inPortions(paths: readonly string[]): string[][] {
  const portions: string[][] = [];
  let room = 0;
  for (const path of paths) {
    room -= path.length + 3;
    if (room < 0) {
      portions.push([]);
      room = longest;
    }
    portions.at(-1)?.push(path);
  }
  return portions;
}

async function listTracked({ root, program }: { root: string; program: string }, paths: readonly string[]): Promise<string[]> {
  try {
    const options = { cwd: root, env: ownEnv(process.env), windowsHide: true, maxBuffer: 64 * 1024 * 1024 };
    const ask = async (...words: string[]) =>
      (await run(program, [...harmless, ...words, '--', ...paths], options)).stdout.split('\0');
    const listed = await ask('ls-files', '-z', '--recurse-submodules');
    const hasCommit = await run(program, [...harmless, 'rev-parse', '--quiet', '--verify', 'HEAD'], options).then(
      () => true,
      () => false,
    );
    return hasCommit ? [...listed, ...(await ask('ls-tree', '-r', '-z', '--name-only', 'HEAD'))] : listed;
  } catch (error) {
    throw new ProblemError({
      code: 'workspace.git',
      message: `git cannot say whether these files are committed: ${reasonOf(error, program)}`,
      remedy: 'Install git and check that `git ls-files` works in this folder (a container may need safe.directory).',
    });
  }
}

function reasonOf(error: unknown, program: string): string {
  if (textOf(error, 'code') === 'ENOENT') return `${program} was not found`;
  const said = textOf(error, 'stderr')?.trim() || messageOf(error);
  return said.split('\n')[0] ?? said;
}
