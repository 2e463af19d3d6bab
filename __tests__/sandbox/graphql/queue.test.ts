import { expect, test } from '@jest/globals';
import { nodeId } from '../../../src/sandbox/state/node-id.ts';
import { withQueue } from '../state/queue-town.ts';
import { asker, inShop, shop } from './ask.ts';

const enqueue = `mutation($id: ID!, $sha: GitObjectID) {
  enqueuePullRequest(input: { pullRequestId: $id, expectedHeadOid: $sha, clientMutationId: "m" }) {
    clientMutationId mergeQueueEntry { position state jump enqueuer { login } headCommit { oid } baseCommit { oid } pullRequest { number } }
  }
}`;
const dequeue = 'mutation($id: ID!) { dequeuePullRequest(input: { id: $id }) { mergeQueueEntry { id } } }';
const queued = 'isInMergeQueue isMergeQueueEnabled mergeQueueEntry { position mergeQueue { url } } mergeQueue { id }';

test('a person who may write puts in and takes out, and both views show it', () => {
  const here = withQueue();
  const id = nodeId('PR', here.one.id);
  expect(asker(here, 'tri')(enqueue, { id }).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(asker(here, { pull_requests: 'read' })(enqueue, { id }).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(asker(here, 'wil')(enqueue, { id, sha: here.root }).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  const put = asker(here, 'wil')(enqueue, { id, sha: here.one.pull.headSha });
  const [head] = here.heads();
  expect(put.data).toEqual({
    enqueuePullRequest: {
      clientMutationId: 'm',
      mergeQueueEntry: {
        position: 1,
        state: 'AWAITING_CHECKS',
        jump: false,
        enqueuer: { login: 'wil' },
        headCommit: { oid: head },
        baseCommit: { oid: here.root },
        pullRequest: { number: 1 },
      },
    },
  });
  const ask = () => shop(asker(here)(inShop(`pullRequest(number: 1) { ${queued} }`)));
  const entry = { position: 1, mergeQueue: { url: 'http://localhost/acme/shop/queue/main' } };
  expect(ask()).toMatchObject({ pullRequest: { isInMergeQueue: true, isMergeQueueEnabled: true, mergeQueueEntry: entry } });
  expect(asker(here, 'wil')(dequeue, { id }).data).toEqual({ dequeuePullRequest: { mergeQueueEntry: null } });
  expect(ask()).toMatchObject({ pullRequest: { isInMergeQueue: false, mergeQueueEntry: null } });
  expect(asker(here, 'wil')(dequeue, { id }).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
});

test('the queue lists who waits, with the commit of each in its group', () => {
  const here = withQueue({ grouping_strategy: 'HEADGREEN', min_entries_to_merge: 2, max_entries_to_merge: 2 });
  for (const pull of [here.one, here.two, here.three]) here.put(pull);
  const fields = `mergeQueue { configuration { mergingStrategy minimumEntriesToMerge mergeMethod checkResponseTimeout }
    entries(first: 5) { totalCount nodes { position state headCommit { oid } baseCommit { oid } } } }`;
  const [first, second] = here.repo.groups[0]?.merges ?? [];
  expect(shop(asker(here)(inShop(fields)))).toEqual({
    mergeQueue: {
      configuration: { mergingStrategy: 'HEADGREEN', minimumEntriesToMerge: 2, mergeMethod: 'MERGE', checkResponseTimeout: 60 },
      entries: {
        totalCount: 3,
        nodes: [
          { position: 1, state: 'AWAITING_CHECKS', headCommit: { oid: first }, baseCommit: { oid: here.root } },
          { position: 2, state: 'AWAITING_CHECKS', headCommit: { oid: second }, baseCommit: { oid: first } },
          { position: 3, state: 'QUEUED', headCommit: null, baseCommit: null },
        ],
      },
    },
  });
  expect(shop(asker(here)(inShop('mergeQueue(branch: "none") { id }')))).toEqual({ mergeQueue: null });
});
