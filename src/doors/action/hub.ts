import { setTimeout as sleep } from 'node:timers/promises';
import type { Objects, TreeEntry } from './commits.ts';
import type { Occasion } from './occasion.ts';

/** What is asked of GitHub with the token of the job, if at all. Undefined: there is no such thing, or it may not be seen. */
export interface Hub {
  readonly objects: Objects;
  readonly tip: (branch: string) => Promise<string | undefined>;
  /** The commit behind a tag. */
  readonly tag: (name: string) => Promise<string | undefined>;
  /** Whether a branch holds a commit. */
  readonly holds: (branch: string, commit: string) => Promise<boolean>;
  /** Another one, with the tip of its default branch. */
  readonly repository: (owner: string, name: string) => Promise<Found | undefined>;
  /** Objects of another repository. */
  readonly objectsOf: (owner: string, name: string) => Objects;
}

export interface Found {
  readonly id: number;
  readonly branch: string;
  /** Null while it has no commit. */
  readonly tip: string | null;
}

const tries = 3;
const eachMs = 15_000;
const mostPeels = 5;

/** GitHub's own client, loaded only where something must be asked. */
export async function openHub(token: string, { repository }: Occasion, pauseMs = 500): Promise<Hub> {
  const { getOctokit } = await import('@actions/github');
  const { rest } = getOctokit(token);
  const of = { owner: repository.owner, repo: repository.name };
  const ask = <T>(question: (request: { signal: AbortSignal }) => Promise<{ readonly data: T }>) => patiently(question, pauseMs);
  const objectsOf = (owner: string, repo: string): Objects => ({
    where: 'GitHub',
    entries: async (commit, way) => {
      const found = new Map<string, TreeEntry>();
      let tree = commit;
      for (const path of way) {
        const at = { owner, repo, tree_sha: tree };
        const listed = await ask((request) => rest.git.getTree({ ...at, request }));
        if (listed === undefined || listed.truncated) return undefined;
        const entry = listed.tree.find((each) => each.path === path.slice(path.lastIndexOf('/') + 1));
        if (entry === undefined) break;
        found.set(path, { mode: entry.mode, type: entry.type, oid: entry.sha });
        tree = entry.sha;
        if (entry.type !== 'tree') break;
      }
      return found;
    },
    blob: async (oid) => {
      const found = await ask((request) => rest.git.getBlob({ owner, repo, file_sha: oid, request }));
      return found === undefined ? undefined : Buffer.from(found.content, 'base64');
    },
  });
  const tag = async (name: string) => {
    let object = (await ask((request) => rest.git.getRef({ ...of, ref: `tags/${name}`, request })))?.object;
    for (let peels = 0; object?.type === 'tag' && peels < mostPeels; peels += 1) {
      const { sha } = object;
      object = (await ask((request) => rest.git.getTag({ ...of, tag_sha: sha, request })))?.object;
    }
    return object?.type === 'commit' ? object.sha : undefined;
  };
  return {
    objects: objectsOf(of.owner, of.repo),
    objectsOf,
    tag,
    tip: async (branch) => (await ask((request) => rest.git.getRef({ ...of, ref: `heads/${branch}`, request })))?.object.sha,
    holds: async (branch, commit) => {
      const basehead = `${commit}...${branch}`;
      const found = await ask((request) => rest.repos.compareCommitsWithBasehead({ ...of, basehead, per_page: 1, request }));
      return found?.status === 'ahead' || found?.status === 'identical';
    },
    repository: async (owner, repo) => {
      const found = await ask((request) => rest.repos.get({ owner, repo, request }));
      if (found === undefined) return undefined;
      const { id, default_branch: branch } = found;
      const ref = await ask((request) => rest.git.getRef({ owner, repo, ref: `heads/${branch}`, request }));
      return { id, branch, tip: ref?.object.sha ?? null };
    },
  };
}

/** What is refused stays refused; what is broken is asked again. */
async function patiently<T>(
  question: (request: { signal: AbortSignal }) => Promise<{ readonly data: T }>,
  pauseMs: number,
): Promise<T | undefined> {
  for (let again = 1; ; again += 1) {
    try {
      return (await question({ signal: AbortSignal.timeout(eachMs) })).data;
    } catch (error) {
      const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
      if (status < 500 && status !== 429) return undefined;
      if (again === tries) throw error;
      await sleep(pauseMs * again);
    }
  }
}
