import { mergeCommit } from '../git/merge.ts';
import type { Sha } from '../git/object.ts';
import type { PullRequest } from './model.ts';
import { branchOf, signatureOf } from './repositories.ts';
import type { World } from './world.ts';

export function mergeRefOf({ number }: PullRequest): string {
  return `refs/pull/${number}/merge`;
}

/** What the pull request would come to: the commit that its workflows run on. Nothing while it has conflicts. */
export function trialMerge(world: World, issue: PullRequest): Sha | undefined {
  const { repo, pull } = issue;
  const base = branchOf(repo, pull.baseRef) ?? pull.baseSha;
  const ref = mergeRefOf(issue);
  const before = repo.refs.get(ref);
  const parents = before === undefined ? [] : (repo.store.commits.get(before)?.parents ?? []);
  if (before !== undefined && parents[0] === base && parents[1] === pull.headSha) return before;
  const by = signatureOf(world, issue.author);
  const message = `Merge ${pull.headSha} into ${base}`;
  const merged = mergeCommit(repo.store, { base, head: pull.headSha, author: by, committer: by, message });
  if ('sha' in merged) repo.refs.set(ref, merged.sha);
  else repo.refs.delete(ref);
  return 'sha' in merged ? merged.sha : undefined;
}
