import { expect, test } from '@jest/globals';
import { addComment } from '../../../src/sandbox/state/issues.ts';
import { nodeId } from '../../../src/sandbox/state/node-id.ts';
import { town } from '../town.ts';
import { asker } from './ask.ts';

function withComment() {
  const here = town();
  const issue = here.pull('next');
  const comment = addComment(here.world, issue, { body: 'a', author: here.gate.bot, app: here.gate });
  return { ...here, issue, comment, id: nodeId('IC', comment.id) };
}

test('a comment is hidden and shown again by who may write, and by an App that may', () => {
  const here = withComment();
  const hide =
    'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED, clientMutationId: "m" }) { clientMutationId minimizedComment { isMinimized minimizedReason } } }';
  const show = 'mutation($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }';
  expect(asker(here, 'tri')(hide, { id: here.id }).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(asker(here, { issues: 'read' })(hide, { id: here.id }).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(asker(here, { issues: 'write' })(hide, { id: here.id }).data).toEqual({
    minimizeComment: { clientMutationId: 'm', minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
  });
  expect(asker(here, 'wil')(show, { id: here.id }).data).toEqual({
    unminimizeComment: { unminimizedComment: { isMinimized: false } },
  });
});

test('comments are written and edited', () => {
  const here = withComment();
  const edit =
    'mutation($id: ID!, $body: String!) { updateIssueComment(input: { id: $id, body: $body }) { issueComment { body } } }';
  expect(asker(here, 'wil')(edit, { id: here.id, body: 'b' }).data).toEqual({
    updateIssueComment: { issueComment: { body: 'b' } },
  });
  expect(here.comment.edits).toHaveLength(2);
  const long = asker(here, 'wil')(edit, { id: here.id, body: 'x'.repeat(262_145) });
  expect(long.errors).toMatchObject([{ type: 'UNPROCESSABLE', message: 'Validation Failed' }]);
  const add = 'mutation($id: ID!) { addComment(input: { subjectId: $id, body: "more" }) { subject { id } } }';
  expect(asker(here)(add, { id: nodeId('PR', here.issue.id) }).data).toMatchObject({
    addComment: { subject: { id: nodeId('PR', here.issue.id) } },
  });
  expect(here.issue.comments.size).toBe(2);
});

test('nodes are found by their ids, whoever asks and may see them', () => {
  const here = withComment();
  const ids = [
    here.id,
    nodeId('PR', here.issue.id),
    nodeId('R', here.repo.id),
    nodeId('U', here.person('ada').id),
    nodeId('IC', 1),
    'nonsense',
  ];
  const query =
    'query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { __typename } node(id: $id) { id } viewer { login } rateLimit { cost used resetAt } }';
  const { data, errors } = asker(here)(query, { ids, id: 'IC_nonsense' });
  expect(data).toEqual({
    nodes: [...['IssueComment', 'PullRequest', 'Repository', 'User'].map((__typename) => ({ __typename })), null, null],
    node: null,
    viewer: { login: 'rea' },
    rateLimit: { cost: 1, used: 7, resetAt: '1970-01-01T00:01:00Z' },
  });
  expect(errors).toMatchObject([['nodes', 4], ['nodes', 5], ['node']].map((path) => ({ type: 'NOT_FOUND', path })));
  here.repo.collaborators.clear();
  expect(asker(here)('query($id: ID!) { node(id: $id) { id } }', { id: here.id }).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
});
