import { expect, test } from '@jest/globals';
import { askTask, readTask } from '../../../src/reconcile/collect/task.ts';

test('what a task is about is told by its key', () => {
  for (const again of [true, false]) {
    const of = { repoId: 7, number: 12, job: 'ab12', again };
    const { kind, key } = askTask(of);
    expect(kind).toBe('collect');
    // It goes when its repository is left.
    expect(key.startsWith('7/')).toBe(true);
    expect(readTask(key)).toEqual({ is: 'ask', ...of });
  }
  expect(readTask('7/at/c0ffee')).toEqual({ is: 'commit', repoId: 7, sha: 'c0ffee' });
});

test('wanting it again is another task, so that it is not lost in one that waits for its time', () => {
  const of = { repoId: 7, number: 12, job: 'ab12' };
  expect(askTask({ ...of, again: true }).key).not.toBe(askTask({ ...of, again: false }).key);
});
