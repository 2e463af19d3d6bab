import type { MergeGroup, Repo } from '../state/model.ts';
import { viewSimpleCommit } from './git.ts';

/** Which pull requests are in it, nobody is told: they are found by its commits. */
export function viewGroup(repo: Repo, { ref, headSha, baseRef, baseSha }: MergeGroup) {
  return {
    head_sha: headSha,
    head_ref: ref,
    base_sha: baseSha,
    base_ref: `refs/heads/${baseRef}`,
    head_commit: viewSimpleCommit(repo, headSha),
  };
}
