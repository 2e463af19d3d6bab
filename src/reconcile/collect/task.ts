import type { Digest } from '../../ground/json.ts';
import type { Task } from '../ports/tasks.ts';

/**
 * What a task of this kind is about: one ask of a pull request, `again` where somebody wants it although there is an answer; or everything
 * that is asked about a commit.
 */
export type CollectTask =
  | { readonly is: 'ask'; readonly repoId: number; readonly number: number; readonly job: Digest; readonly again: boolean }
  | { readonly is: 'commit'; readonly repoId: number; readonly sha: string };

export function askTask({ repoId, number, job, again }: Omit<Extract<CollectTask, { is: 'ask' }>, 'is'>): Task {
  return { kind: 'collect', key: `${repoId}/${number}/${job}${again ? '/again' : ''}` };
}

export function readTask(key: string): CollectTask {
  const [repo = '', second = '', third = '', again] = key.split('/');
  const repoId = Number(repo);
  if (second === 'at') return { is: 'commit', repoId, sha: third };
  return { is: 'ask', repoId, number: Number(second), job: third, again: again === 'again' };
}
