import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlobs } from '../../ground/glob.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Workspace } from '../engine/contract.ts';
import { withoutDot } from '../engine/workspace.ts';

export interface Wanted {
  readonly files: string | readonly string[];
  /** How to get such a report, for who has none: `Run the tests with coverage`. */
  readonly howToMake: string;
}

/** Copying a file may cut its time to the full second. */
const clockSlackMs = 2000;

/** The reports that a gate is to read, as paths from the root: fresh ones of this run only, and at least one for each path or glob. */
export async function findReports(workspace: Workspace, { files, howToMake }: Wanted): Promise<string[]> {
  const globs = typeof files === 'string' ? [files] : files;
  const found = await workspace.find(globs);
  const missing = globs.filter((glob) => !glob.startsWith('!') && !found.some(compileGlobs([withoutDot(glob)])));
  if (found.length === 0 || missing.length > 0) {
    throw new ProblemError({
      code: 'report.none',
      message: `No file matches ${missing.join(', ')}.`,
      remedy: `${howToMake}, or correct the path.`,
    });
  }
  const tracked = await workspace.tracked(found);
  if (tracked.length > 0) {
    throw new ProblemError({
      code: 'report.tracked',
      message: `${some(tracked)} committed to the repository, and a committed report proves nothing about this commit.`,
      remedy: `Remove it with git rm --cached, add it to .gitignore, and let CI make it.`,
    });
  }
  const old = await olderThanRun(workspace, found);
  if (old.length > 0) {
    throw new ProblemError({
      code: 'report.old',
      message: `${some(old)} older than this run.`,
      remedy: `${howToMake} in the same workflow run, and see that no cache brings an old report back.`,
    });
  }
  return found;
}

async function olderThanRun({ root, runStartedAt }: Workspace, paths: readonly string[]): Promise<string[]> {
  if (runStartedAt === undefined) return [];
  const times = await Promise.all(paths.map(async (path) => (await stat(join(root, path))).mtimeMs));
  return paths.filter((_, at) => (times[at] ?? 0) < runStartedAt - clockSlackMs);
}

function some(paths: readonly string[]): string {
  const [first, ...rest] = paths;
  return rest.length === 0 ? `${first} is` : `${first} and ${rest.length} more are`;
}
