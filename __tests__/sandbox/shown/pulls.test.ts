import { expect, test } from '@jest/globals';
import {
  changesOf,
  viewPull,
  viewPullMinimal,
  viewPullSimple,
  viewRequested,
  viewReview,
} from '../../../src/sandbox/shown/pulls.ts';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import { addReview } from '../../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { town } from '../town.ts';

test('shows what the head brings, also when the base has gone on and when it is merged', () => {
  const { world, repo, person, pull } = town();
  const issue = pull('next', { a: '1\n2\n' });
  commitFiles(world, repo, { author: person('ada'), message: 'm', branch: 'main', files: { other: '1' } });
  const numbers = { commits: 1, changed_files: 1, additions: 2, deletions: 0 };
  expect(viewPull(world, issue)).toMatchObject({ ...numbers, mergeable: true, mergeable_state: 'clean', merged: false });
  mergePull(world, issue, { sender: person('max'), method: 'merge' });
  expect(viewPull(world, issue)).toMatchObject({ ...numbers, mergeable: null, merged: true, merged_by: { login: 'max' } });
  expect(changesOf(issue).files.map(({ path }) => path)).toEqual(['a']);
});

test('in lists, beside checks, and its reviews', () => {
  const { world, person, pull } = town();
  const issue = pull('next');
  expect(viewPullSimple(world, issue)).toMatchObject({ head: { label: 'acme:next' }, base: { ref: 'main' }, auto_merge: null });
  expect(viewPullMinimal(world, issue)).toMatchObject({ number: 1, head: { ref: 'next', repo: { name: 'shop' } } });
  const review = addReview(world, issue, { author: person('max'), state: 'APPROVED' });
  expect(viewReview(world, review)).toMatchObject({ state: 'APPROVED', commit_id: issue.pull.headSha, user: { login: 'max' } });
  expect(viewReview(world, addReview(world, issue, { author: person('rea'), state: 'PENDING' }))).not.toHaveProperty(
    'submitted_at',
  );
  expect(viewRequested(world, [person('rea')])).toMatchObject({ users: [{ login: 'rea' }], teams: [] });
});
