import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit, Sha } from '../../../src/sandbox/git/object.ts';
import { createStore, type GitStore, writeBlob, writeCommit } from '../../../src/sandbox/git/store.ts';
import { withLeaves } from '../../../src/sandbox/git/tree.ts';

/** A bare repository of the git on this machine, with nothing of its user's settings. */
export function realGit() {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-git-'));
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (args: readonly string[], input: string | Buffer = '', more: Record<string, string> = {}) => {
    const done = spawnSync('git', args, { cwd: folder, input, env: { ...env, ...more } });
    if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr.toString()}`);
    return done.stdout.toString();
  };
  git(['init', '--quiet', '--bare']);
  return { git, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const somebody = { name: 'Ada Lovelace', email: 'ada@example.com', at: Date.UTC(2026, 0, 2, 3, 4, 5) };

export type Files = Readonly<Record<string, string | null>>;

/** Grows a history in a store: each commit changes some files of its first parent. */
export function historyIn(store: GitStore = createStore()) {
  let tick = 0;
  const commit = (parents: readonly Sha[], files: Files, message = `change ${tick}`): Sha => {
    const by = { ...somebody, at: somebody.at + 1000 * tick++ };
    const [first] = parents.map((parent) => store.commits.get(parent)?.tree);
    return writeCommit(store, { tree: treeWith(store, first ?? null, files), parents, author: by, committer: by, message });
  };
  return { store, commit };
}

export function treeWith(store: GitStore, tree: Sha | null, files: Files): Sha {
  const changes = Object.entries(files).map(
    ([path, text]) => [path, text === null ? null : { mode: '100644' as const, sha: writeBlob(store, text) }] as const,
  );
  return withLeaves(store, tree, new Map(changes));
}

/** The same commit made by git itself, of a tree that it holds. */
export function commitWith(git: ReturnType<typeof realGit>['git'], { tree, parents, author, message }: Commit): string {
  const date = `${author.at / 1000} +0000`;
  return git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], message, {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  }).trim();
}
