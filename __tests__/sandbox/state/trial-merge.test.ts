import { expect, test } from '@jest/globals';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { mergeRefOf, trialMerge } from '../../../src/sandbox/state/trial-merge.ts';
import { town } from '../town.ts';

test('the commit that workflows run on: both sides in it, the same one until one of them moves, none with conflicts', () => {
  const { world, repo, person, pull } = town();
  const issue = pull('release', { 'a.txt': 'a\n' });
  const sha = trialMerge(world, issue) ?? '';
  expect(repo.refs.get(mergeRefOf(issue))).toBe(sha);
  expect(repo.store.commits.get(sha)?.parents).toEqual([repo.refs.get('refs/heads/main'), issue.pull.headSha]);
  world.clock.advance(5000);
  expect(trialMerge(world, issue)).toBe(sha);
  commitFiles(world, repo, { author: person('ada'), message: 'aside', branch: 'main', files: { 'b.txt': 'b\n' } });
  expect(trialMerge(world, issue)).not.toBe(sha);
  commitFiles(world, repo, { author: person('ada'), message: 'against', branch: 'main', files: { 'a.txt': 'other\n' } });
  expect(trialMerge(world, issue)).toBeUndefined();
  expect(repo.refs.has(mergeRefOf(issue))).toBe(false);
});
