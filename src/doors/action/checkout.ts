import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { harmless, ownEnv } from '../../gates/engine/git-call.ts';
import { type AskGit, gitIn } from '../cli/git.ts';
import type { Objects, TreeEntry } from './commits.ts';
import type { Env } from './occasion.ts';

const run = promisify(execFile);
const mostBytes = 2 * 1024 * 1024;

export interface Checkout {
  readonly objects: Objects;
  readonly git: AskGit;
}

/** The repository below a folder, if there is one. Whatever its own configuration says is not run. */
export function openCheckout(root: string, env: Env, signal: AbortSignal): Checkout {
  const git = gitIn({ root, env, signal });
  return {
    git,
    objects: { where: 'the checkout', entries: (...of) => entriesIn(git, ...of), blob: (oid) => blobIn(root, env, oid) },
  };
}

async function entriesIn(git: AskGit, commit: string, way: readonly string[]) {
  const listed = await git('ls-tree', '-z', '-t', '--full-tree', commit, '--', ...way);
  if (listed === null) return undefined;
  const entries = listed.split('\0').flatMap((line): [string, TreeEntry][] => {
    const [, mode, type, oid, path] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return mode === undefined || type === undefined || oid === undefined || path === undefined
      ? []
      : [[path, { mode, type, oid }]];
  });
  return new Map(entries);
}

async function blobIn(root: string, env: Env, oid: string): Promise<Buffer | undefined> {
  try {
    const options = { cwd: root, env: ownEnv(env), encoding: 'buffer', maxBuffer: mostBytes, windowsHide: true } as const;
    return (await run('git', [...harmless, 'cat-file', 'blob', oid], options)).stdout;
  } catch {
    return undefined;
  }
}
