import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../gates/engine/thrown.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { Objects, TreeEntry } from './commits.ts';
import type { Occasion } from './occasion.ts';

/** What is asked of GitHub with the token of the job, if at all. Undefined: there is no such thing, or it may not be seen. */
export interface Hub {
  readonly tip: (branch: string) => Promise<string | undefined>;
  /** The commit behind a tag. */
  readonly tag: (name: string) => Promise<string | undefined>;
  /** Whether a branch holds a commit. */
  readonly holds: (branch: string, commit: string) => Promise<boolean>;
  /** Another one, with the tip of its default branch. */
  readonly repository: (owner: string, name: string) => Promise<Found | undefined>;
  /** Objects of a repository. */
  readonly objectsOf: (owner: string, name: string) => Objects;
}

export interface Found {
  readonly id: number;
  readonly branch: string;
  /** Null while it has no commit. */
  readonly tip: string | null;
}

export interface HubOptions {
  readonly token: string;
  readonly repository: Pick<Occasion['repository'], 'owner' | 'name'>;
  /** GitHub itself when absent. */
  readonly baseUrl: string | undefined;
  readonly pauseMs?: number;
}

const tries = 3;
const eachMs = 15_000;
const mostPeels = 5;

/** GitHub's own client, loaded only where something must be asked. */
export async function openHub({ token, repository, baseUrl, pauseMs = 500 }: HubOptions): Promise<Hub> {
  const { getOctokit } = await import('@actions/github');
  const { rest } = getOctokit(token, baseUrl === undefined ? {} : { baseUrl });
  const of = { owner: repository.owner, repo: repository.name };
  const ask = <T>(question: Question<T>) => patiently(question, pauseMs);
  const tipOf = async (at: typeof of, branch: string) =>
    (await ask((request) => rest.git.getRef({ ...at, ref: `heads/${branch}`, request })))?.object.sha;
  const tag = async (name: string) => {
    let object = (await ask((request) => rest.git.getRef({ ...of, ref: `tags/${name}`, request })))?.object;
    for (let peels = 0; object?.type === 'tag' && peels < mostPeels; peels += 1) {
      const { sha } = object;
      object = (await ask((request) => rest.git.getTag({ ...of, tag_sha: sha, request })))?.object;
    }
    return object?.type === 'commit' ? object.sha : undefined;
  };
  return {
    objectsOf: (owner, repo) => objectsFrom({ rest, ask, at: { owner, repo } }),
    tag,
    tip: (branch) => tipOf(of, branch),
    holds: async (branch, commit) => {
      const basehead = `${commit}...${branch}`;
      const found = await ask((request) => rest.repos.compareCommitsWithBasehead({ ...of, basehead, per_page: 1, request }));
      return found?.status === 'ahead' || found?.status === 'identical';
    },
    repository: async (owner, repo) => {
      const found = await ask((request) => rest.repos.get({ owner, repo, request }));
      if (found === undefined) return undefined;
      const { id, default_branch: branch } = found;
      return { id, branch, tip: (await tipOf({ owner, repo }, branch)) ?? null };
    },
  };
}

type Rest = ReturnType<typeof import('@actions/github').getOctokit>['rest'];
type Question<T> = (request: { readonly signal: AbortSignal }) => Promise<{ readonly data: T }>;

interface Asking {
  readonly rest: Rest;
  readonly ask: <T>(question: Question<T>) => Promise<T | undefined>;
  readonly at: { readonly owner: string; readonly repo: string };
}

function objectsFrom({ rest, ask, at }: Asking): Objects {
  const trees = new Map<string, Promise<ReadonlyMap<string, TreeEntry> | undefined>>();
  const treeAt = async (oid: string) => {
    const listed = await ask((request) => rest.git.getTree({ ...at, tree_sha: oid, request }));
    if (listed === undefined || listed.truncated) return undefined;
    return new Map(listed.tree.map(({ path, mode, type, sha }) => [path, { mode, type, oid: sha }]));
  };
  return {
    where: 'GitHub',
    // It takes a commit where a tree is asked for.
    root: async (commit) => commit,
    tree: (oid) => {
      const found = trees.get(oid) ?? treeAt(oid);
      trees.set(oid, found);
      return found;
    },
    blob: async (oid) => {
      const found = await ask((request) => rest.git.getBlob({ ...at, file_sha: oid, request }));
      return found === undefined ? undefined : Buffer.from(found.content, 'base64');
    },
  };
}

/** What is refused stays refused; what is broken, or too much at once, is asked again. */
async function patiently<T>(question: Question<T>, pauseMs: number): Promise<T | undefined> {
  for (let again = 1; ; again += 1) {
    try {
      return (await question({ signal: AbortSignal.timeout(eachMs) })).data;
    } catch (error) {
      if (isRefused(error)) return undefined;
      if (again === tries) throw noAnswer(error);
      await sleep(pauseMs * again);
    }
  }
}

function isRefused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false;
  const status = Number(error.status);
  return status >= 400 && status < 500 && status !== 429 && !(status === 403 && isTooMuch(error));
}

/** GitHub says 403 also when it is asked too often. */
function isTooMuch(error: object): boolean {
  if (/rate limit/i.test(messageOf(error))) return true;
  const response: unknown = Reflect.get(error, 'response');
  const headers: unknown = typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined;
  if (typeof headers !== 'object' || headers === null) return false;
  return Reflect.get(headers, 'x-ratelimit-remaining') === '0' || Reflect.has(headers, 'retry-after');
}

function noAnswer(error: unknown): ProblemError {
  return new ProblemError({
    code: 'action.github',
    message: `GitHub was asked ${tries} times and gave no answer: ${messageOf(error)}`,
    remedy: 'Run the job again. With fetch-depth: 0 the policy is read from the checkout, and GitHub need not be asked for it.',
  });
}
