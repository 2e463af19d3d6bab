import { expect, test } from '@jest/globals';
import { showObject, showRun, showSuite } from '../../../src/sandbox/graphql/git.ts';
import { addCheckRun } from '../../../src/sandbox/state/checks.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

test('a commit with its checks: the newest of each name, or all', () => {
  const here = town();
  const add = (conclusion: string) =>
    addCheckRun(here.world, here.repo, { app: here.gate, sha: here.root, name: 'gonogo', conclusion, externalId: 'e' });
  add('failure');
  add('success');
  const runs = 'nodes { name status conclusion externalId checkSuite { app { slug } } }';
  const suites = `checkSuites(first: 5, filterBy: { appId: ${here.gate.id} }) { nodes { status conclusion app { databaseId }
    checkRuns(first: 5, filterBy: { checkName: "gonogo" }) { ${runs} } all: checkRuns(first: 5, filterBy: { checkType: ALL }) { totalCount } } }`;
  const commit = `object(expression: "main") { ... on Commit { oid message author { name user { login } } parents(first: 1) { totalCount } tree { oid } ${suites} } }`;
  expect(shop(asker(here)(inShop(commit)))).toMatchObject({
    object: {
      message: 'first',
      author: { name: 'ada', user: { login: 'ada' } },
      parents: { totalCount: 0 },
      checkSuites: {
        nodes: [
          {
            status: 'COMPLETED',
            conclusion: 'SUCCESS',
            checkRuns: { nodes: [{ name: 'gonogo', conclusion: 'SUCCESS', externalId: 'e' }] },
            all: { totalCount: 2 },
          },
        ],
      },
    },
  });
  expect(asker(here, { contents: 'read' })(inShop(commit)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  const none = inShop(
    'object(expression: "main") { ... on Commit { checkSuites(first: 5, filterBy: { checkName: "none" }) { totalCount } } }',
  );
  expect(shop(asker(here)(none))).toEqual({ object: { checkSuites: { totalCount: 0 } } });
});

test('what no object has is null', () => {
  const here = town();
  const asking = {
    world: here.world,
    caller: { kind: 'anonymous' },
    account: here.person('ada'),
    left: () => ({ limit: 0, used: 0, remaining: 0, reset: 0 }),
    cost: 1,
    back: { repository: () => ({}), ref: () => null, pull: () => ({}) },
  } as const;
  expect(showObject(asking, here.repo, 'f'.repeat(40))).toBeNull();
  const run = addCheckRun(here.world, here.repo, { app: here.gate, sha: here.root, name: 'c' });
  expect([showRun(asking, run), showSuite(asking, run.suite)]).toMatchObject([
    { status: 'QUEUED', conclusion: null },
    { status: 'QUEUED' },
  ]);
});
