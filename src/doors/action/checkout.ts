import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { harmless, ownEnv } from '../../gates/engine/git-call.ts';
import { textOf } from '../../gates/engine/thrown.ts';
import { type AskGit, gitIn } from '../cli/git.ts';
import type { Objects, TreeEntry } from './commits.ts';
import type { Env } from './occasion.ts';

const run = promisify(execFile);
const [mostBytes, longestMs] = [16 * 1024 * 1024, 30_000];

export interface Checkout {
  readonly objects: Objects;
  readonly git: AskGit;
  /** Why git cannot be asked here, in its own words; nothing where it can, and where there is no repository. */
  readonly trouble: () => Promise<string | undefined>;
}

type Tree = ReadonlyMap<string, TreeEntry>;

/**
 * The repository below a folder, if there is one. Whatever its own configuration says is not run, and an object counts only if its bytes
 * are those of its id: among what a job downloads there may be a repository that somebody made up.
 */
export function openCheckout(root: string, env: Env, signal: AbortSignal): Checkout {
  const options = { cwd: root, env: ownEnv(env), signal, timeout: longestMs, maxBuffer: mostBytes, windowsHide: true };
  const object = async (type: 'commit' | 'tree' | 'blob', oid: string): Promise<Buffer | undefined> => {
    try {
      const { stdout } = await run('git', [...harmless, 'cat-file', type, oid], { ...options, encoding: 'buffer' });
      return idOf(type, stdout, oid) === oid ? stdout : undefined;
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  };
  const trees = new Map<string, Promise<Tree | undefined>>();
  const treeAt = async (oid: string): Promise<Tree | undefined> => {
    const found = trees.get(oid) ?? object('tree', oid).then((bytes) => bytes && entriesIn(bytes, oid.length / 2));
    trees.set(oid, found);
    return found;
  };
  const rootOf = async (commit: string) =>
    /^tree ([0-9a-f]+)\n/.exec((await object('commit', commit))?.toString('latin1') ?? '')?.[1];
  return {
    git: gitIn({ root, env, signal }),
    objects: { where: 'the checkout', root: rootOf, tree: treeAt, blob: (oid) => object('blob', oid) },
    trouble: () => run('git', [...harmless, 'rev-parse', '--git-dir'], options).then(() => undefined, troubleOf),
  };
}

function idOf(type: string, bytes: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

const types: { readonly [mode: string]: string } = { '40000': 'tree', '160000': 'commit' };

/** Each entry is its mode, a space, its name, a zero and the bytes of its id. */
function entriesIn(bytes: Buffer, width: number): Tree {
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const [mode = '', ...name] = bytes.toString('utf8', at, end).split(' ');
    at = end + 1 + width;
    entries.set(name.join(' '), { mode, type: types[mode] ?? 'blob', oid: bytes.toString('hex', end + 1, at) });
  }
  return entries;
}

function troubleOf(error: unknown): string | undefined {
  if (textOf(error, 'code') === 'ENOENT') return 'git is not installed';
  const said = textOf(error, 'stderr')?.split('\n')[0] ?? '';
  return said === '' || /not a git repository/i.test(said) ? undefined : `git says: ${said.replace(/^fatal: /, '')}`;
}
