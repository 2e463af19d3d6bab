import type { SubjectRow } from './ports/store.ts';
import type { Task } from './ports/tasks.ts';

/** That which looks at a subject: at a pull request by its number, at a merge group by its commit. */
export function subjectTask({ repoId, number, head }: Pick<SubjectRow, 'repoId' | 'number' | 'head'>): Task {
  return number === null ? { kind: 'group', key: `${repoId}/${head}` } : pullTask(repoId, number);
}

export function pullTask(repoId: number, number: number): Task {
  return { kind: 'pull', key: `${repoId}/${number}` };
}
