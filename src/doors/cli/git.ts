import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { harmless, ownEnv } from '../../gates/engine/git-call.ts';

const run = promisify(execFile);

const longestMs = 30_000;
const mostBytes = 64 * 1024 * 1024;

/** Asks git in a folder; null when git is not there, has no answer, or takes too long. */
export type AskGit = (...words: readonly string[]) => Promise<string | null>;

export interface Surroundings {
  readonly root: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly signal: AbortSignal;
}

export function gitIn({ root, env, signal }: Surroundings): AskGit {
  const own = ownEnv(env);
  return async (...words) => {
    try {
      const options = { cwd: root, env: own, signal, timeout: longestMs, maxBuffer: mostBytes, windowsHide: true };
      const { stdout } = await run('git', [...harmless, ...words], options);
      return stdout;
    } catch {
      signal.throwIfAborted();
      return null;
    }
  };
}

/** A commit as git knows it: SHA-1 or SHA-256. */
export const anyCommit = '0'.repeat(40);

export interface Head {
  readonly sha: string;
  readonly tree: string;
  readonly branch: string | null;
}

/** Where there is no commit, a name that no commit has. Each question to git is a process, so this is one. */
export async function readHead(git: AskGit): Promise<Head> {
  const answer = await git('rev-parse', 'HEAD^{commit}', 'HEAD^{tree}', '--symbolic-full-name', 'HEAD');
  const [sha, tree, name = ''] = answer?.split('\n') ?? [];
  if (sha === undefined || tree === undefined) return { sha: anyCommit, tree: anyCommit, branch: null };
  return { sha, tree, branch: name.startsWith(local) ? name.slice(local.length) : null };
}

const local = 'refs/heads/';
const remote = 'refs/remotes/origin/';

/**
 * What differs from where this branch left the default branch, committed or not; null when that cannot be established. On the default
 * branch itself there is no such place: a comparison with itself would find nothing, and would let every condition on paths fall away.
 */
export async function readChangedPaths(git: AskGit, head: Head): Promise<string[] | null> {
  const base = await defaultBranch(git);
  if (base === null || head.sha === anyCommit || head.branch === null || head.branch === base.name) return null;
  const fork = (await git('merge-base', base.ref, 'HEAD'))?.trim();
  if (fork === undefined || fork === '') return null;
  const names = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--relative', '--ignore-submodules=none'];
  const answers = await Promise.all([
    git('diff', ...names, fork, 'HEAD'),
    // Not diff: that reads files, and runs the filters that the configuration names for them.
    git('diff-index', ...names, fork),
    git('ls-files', '-z', '--others', '--exclude-standard'),
  ]);
  if (answers.includes(null)) return null;
  const paths = [...new Set(answers.flatMap((answer) => (answer ?? '').split('\0')))].filter((path) => path !== '').toSorted();
  // A release branch that was just cut differs in nothing, and that says nothing of what the release brings.
  return paths.length === 0 ? null : paths;
}

interface Branch {
  readonly name: string;
  readonly ref: string;
}

/** What the remote names, else main or master, as the remote has it or as it is here. */
async function defaultBranch(git: AskGit): Promise<Branch | null> {
  const usual = ['main', 'master'].flatMap((name) => [`${remote}${name}`, `${local}${name}`]);
  const listed = await git('for-each-ref', '--format=%(refname) %(symref)', `${remote}HEAD`, ...usual);
  const refs = new Map(
    (listed ?? '')
      .split('\n')
      .map((line) => line.split(' '))
      .map(([ref = '', target = '']) => [ref, target]),
  );
  const named = refs.get(`${remote}HEAD`) ?? '';
  const ref = named.startsWith(remote) ? named : usual.find((each) => refs.has(each));
  return ref === undefined ? null : { name: ref.slice((ref.startsWith(remote) ? remote : local).length), ref };
}
