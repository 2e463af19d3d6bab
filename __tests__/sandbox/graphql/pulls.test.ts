import { expect, test } from '@jest/globals';
import { mergePull } from '../../../src/sandbox/state/merging.ts';
import { addReview } from '../../../src/sandbox/state/pulls.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

const fields = `state isDraft merged mergedBy { login } mergeable mergeCommit { oid } baseRefName headRefName headRefOid isCrossRepository
  headRepository { name } changedFiles additions deletions
  files(first: 5) { nodes { path additions changeType } } commits(first: 5) { totalCount nodes { commit { oid message } } }
  reviews(first: 5) { nodes { state author { login } commit { oid } submittedAt } }`;

test('a pull request before and after its merge', () => {
  const here = town();
  const issue = here.pull('next', { a: '1\n2\n' });
  addReview(here.world, issue, { author: here.person('max'), state: 'APPROVED' });
  const ask = () => shop(asker(here)(inShop(`pullRequest(number: 1) { ${fields} }`)));
  const { headSha } = issue.pull;
  expect(ask()).toMatchObject({
    pullRequest: {
      state: 'OPEN',
      mergeable: 'MERGEABLE',
      mergeCommit: null,
      headRefOid: headSha,
      changedFiles: 1,
      additions: 2,
      files: { nodes: [{ path: 'a', additions: 2, changeType: 'ADDED' }] },
      commits: { totalCount: 1, nodes: [{ commit: { oid: headSha } }] },
      reviews: { nodes: [{ state: 'APPROVED', author: { login: 'max' }, commit: { oid: headSha } }] },
    },
  });
  const sha = mergePull(here.world, issue, { sender: here.person('max'), method: 'merge' });
  expect(ask()).toMatchObject({
    pullRequest: { state: 'MERGED', merged: true, mergeable: 'UNKNOWN', mergedBy: { login: 'max' }, mergeCommit: { oid: sha } },
  });
});
