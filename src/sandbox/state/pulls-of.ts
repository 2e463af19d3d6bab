import { commitsBetween, isAncestor } from '../git/history.ts';
import type { Sha } from '../git/object.ts';
import { isPull } from './issues.ts';
import type { PullRequest, Repo } from './model.ts';
import { branchOf } from './repositories.ts';

/** Asked for often; what lies between two commits never changes. */
const known = new WeakMap<object, Map<string, ReadonlySet<Sha>>>();

function commitsOf({ repo, pull }: PullRequest): ReadonlySet<Sha> {
  const base = pull.mergedAt === null ? (branchOf(repo, pull.baseRef) ?? pull.baseSha) : pull.baseSha;
  const pairs = known.get(repo.store) ?? new Map<string, ReadonlySet<Sha>>();
  known.set(repo.store, pairs);
  const key = `${base} ${pull.headSha}`;
  const found = pairs.get(key) ?? new Set(commitsBetween(repo.store, base, pull.headSha));
  pairs.set(key, found);
  return found;
}

/** Of a commit of the default branch, the merged pull requests that brought it; of any other, the open ones that have it. */
export function pullsWith(repo: Repo, sha: Sha): PullRequest[] {
  const tip = branchOf(repo, repo.defaultBranch);
  const isIn = tip !== undefined && isAncestor(repo.store, sha, tip);
  const all = [...(isIn ? repo.issues.values() : repo.open)].filter(isPull);
  return all.filter((issue) => {
    const { pull } = issue;
    if (isIn && pull.mergedAt === null) return false;
    return pull.headSha === sha || pull.mergeSha === sha || commitsOf(issue).has(sha);
  });
}
