import { expect, test } from '@jest/globals';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

const query = inShop(
  'object(expression: "main") { ... on Commit { statusCheckRollup { state contexts(first: 5) { totalCount nodes { __typename ... on CheckRun { name } ... on StatusContext { context state creator { login } } } edges { node { __typename } } } commit { oid } } } }',
);

test('checks and statuses of a commit are one', () => {
  const here = town();
  const ask = () => (shop(asker(here)(query)) as { object: { statusCheckRollup: unknown } }).object.statusCheckRollup;
  const check = (name: string, conclusion?: string) =>
    addCheckRun(here.world, here.repo, { app: here.gate, sha: here.root, name, ...(conclusion !== undefined && { conclusion }) });
  const said = (state: 'success' | 'error' | 'pending') =>
    addStatus(here.world, here.repo, {
      sha: here.root,
      state,
      context: 'ci',
      description: null,
      targetUrl: null,
      creator: here.person('wil'),
      app: null,
    });
  expect(ask()).toBeNull();
  said('success');
  expect(ask()).toMatchObject({ state: 'SUCCESS' });
  check('a', 'neutral');
  check('b');
  expect(ask()).toMatchObject({
    state: 'PENDING',
    commit: { oid: here.root },
    contexts: {
      totalCount: 3,
      nodes: [
        { __typename: 'CheckRun', name: 'a' },
        { __typename: 'CheckRun', name: 'b' },
        { __typename: 'StatusContext', context: 'ci', state: 'SUCCESS', creator: { login: 'wil' } },
      ],
      edges: [{ node: { __typename: 'CheckRun' } }, {}, {}],
    },
  });
  said('error');
  expect(ask()).toMatchObject({ state: 'ERROR' });
  check('b', 'failure');
  expect(ask()).toMatchObject({ state: 'FAILURE' });
});
