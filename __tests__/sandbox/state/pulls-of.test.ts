import { expect, test } from '@jest/globals';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import { closePull } from '../../../src/sandbox/state/pulls.ts';
import { pullsWith } from '../../../src/sandbox/state/pulls-of.ts';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { town } from '../town.ts';

test('a commit is found in what is open, wherever in it, and in what brought it once it is merged', () => {
  const { world, repo, pull, person, root } = town();
  const issue = pull('next');
  const first = issue.pull.headSha;
  const second = commitFiles(world, repo, { author: person('wil'), message: 'm', branch: 'next', files: { b: '1' } });
  const closed = pull('other');
  closePull(world, closed, { sender: person('wil') });
  const numbers = (sha: string) => pullsWith(repo, sha).map(({ number }) => number);
  expect([numbers(first), numbers(second), numbers(root), numbers(closed.pull.headSha)]).toEqual([[1], [1], [], []]);
  const merged = mergePull(world, issue, { sender: person('wil'), method: 'merge' });
  expect([numbers(first), numbers(merged)]).toEqual([[1], [1]]);
});

test('a squashed pull request brought the one commit that is there', () => {
  const { world, repo, pull, person } = town();
  const issue = pull('next');
  const sha = mergePull(world, issue, { sender: person('wil'), method: 'squash' });
  expect(pullsWith(repo, sha).map(({ number }) => number)).toEqual([1]);
  expect(pullsWith(repo, issue.pull.headSha)).toEqual([]);
});
