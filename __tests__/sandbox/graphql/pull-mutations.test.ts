import { expect, test } from '@jest/globals';
import { nodeId } from '../../../src/sandbox/state/node-id.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';
import { asker } from './ask.ts';

const on = (name: string) =>
  `mutation($id: ID!) { ${name}(input: { pullRequestId: $id, clientMutationId: "m" }) { clientMutationId pullRequest { isDraft autoMergeRequest { mergeMethod enabledBy { login } } } } }`;

test('a draft is made and made ready by its author and by those who may write', () => {
  const here = town();
  const id = nodeId('PR', here.pull('next').id);
  expect(asker(here, 'tri')(on('convertPullRequestToDraft'), { id }).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(asker(here, 'wil')(on('convertPullRequestToDraft'), { id }).data).toMatchObject({
    convertPullRequestToDraft: { clientMutationId: 'm', pullRequest: { isDraft: true } },
  });
  expect(asker(here, { pull_requests: 'read' })(on('markPullRequestReadyForReview'), { id }).errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ]);
  expect(asker(here, { pull_requests: 'write' })(on('markPullRequestReadyForReview'), { id }).data).toMatchObject({
    markPullRequestReadyForReview: { pullRequest: { isDraft: false } },
  });
});

test('auto-merge is switched on and off', () => {
  const here = town();
  const id = nodeId('PR', here.pull('next').id);
  const enable = `mutation($id: ID!, $sha: GitObjectID) { enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: SQUASH, expectedHeadOid: $sha }) { actor { login } pullRequest { autoMergeRequest { mergeMethod } } } }`;
  expect(asker(here, 'wil')(enable, { id }).errors).toMatchObject([
    { type: 'UNPROCESSABLE', message: 'Pull request Pull request is in clean status' },
  ]);
  const rules = [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'gonogo' }] } }];
  addRuleset(here.world, here.repo, { rules, sender: here.person('ada') });
  expect(asker(here, 'wil')(enable, { id, sha: here.root }).errors).toMatchObject([
    { message: expect.stringContaining('modified') },
  ]);
  expect(asker(here, 'wil')(enable, { id }).data).toEqual({
    enablePullRequestAutoMerge: { actor: { login: 'wil' }, pullRequest: { autoMergeRequest: { mergeMethod: 'SQUASH' } } },
  });
  expect(asker(here, 'wil')(on('disablePullRequestAutoMerge'), { id }).data).toMatchObject({
    disablePullRequestAutoMerge: { pullRequest: { autoMergeRequest: null } },
  });
});
