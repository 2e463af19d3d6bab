import { expect, test } from '@jest/globals';
import { pullTask, subjectTask } from '../../src/reconcile/subject-task.ts';

test('a pull request is looked at by its number, a merge group by its commit', () => {
  expect(subjectTask({ repoId: 7, number: 12, head: 'aaa' })).toEqual({ kind: 'pull', key: '7/12' });
  expect(subjectTask({ repoId: 7, number: null, head: 'aaa' })).toEqual({ kind: 'group', key: '7/aaa' });
  expect(pullTask(7, 12)).toEqual({ kind: 'pull', key: '7/12' });
});
